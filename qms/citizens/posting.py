"""A posting: a public procedure told in the order of the national portal (Decree 63/2010, Circular 02/2017)."""

import re
from dataclasses import dataclass
from functools import cached_property

from qms.core.language import Phrase, _
from qms.core.markdown_text import rendered
from qms.core.vietnamese import number
from qms.documents.edition import Edition
from qms.documents.sheets.register import Listed, public_of
from qms.documents.states import Kind
from qms.documents.text.steps import Duration, Sequence, section, sequence_of

CONDITIONS, PAPERS, COPIES = ("dieu kien",), ("thanh phan ho so", "thanh phan, so luong"), ("so luong ho so",)
LIMIT, PLACE, FEE = ("thoi gian xu ly", "thoi han giai quyet", "thoi gian giai quyet"), ("noi tiep nhan",), ("le phi",)
BASIS = ("co so phap ly", "can cu phap ly")
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=\w)")
_MARKS = re.compile(r"[*_`]|^\s*[-+]\s+")
_RULE = re.compile(r"^[\s:|-]+$")


@dataclass(frozen=True)
class Part:
    """A section of the procedure's text, as safe HTML, under its name on the portal."""

    name: Phrase
    html: str


class Posting:
    """An edition in force, as a citizen reads it: no draft, no officer's name."""

    def __init__(self, edition: Edition, text: str) -> None:
        self.edition = edition
        self.text = text

    @property
    def code(self) -> str:
        """Give the document's code."""
        return self.edition.document.code

    @property
    def is_procedure(self) -> bool:
        """Tell whether it is a procedure that citizens ask for, not a policy."""
        return self.edition.kind == Kind.WORK_PROCEDURE

    @property
    def field(self) -> str:
        """Give the field it belongs to."""
        return self._service("field") or str(self.edition.kind.label if not self.is_procedure else _("Lĩnh vực khác"))

    @property
    def brief(self) -> str:
        """Tell how long and how much, for the tile."""
        return " · ".join(text for text in (self.how_long, self.fee) if text)

    @property
    def summary(self) -> list[tuple[Phrase, str]]:
        """Answer the five questions of who comes to the desk; what the text does not say is left out."""
        answers = [
            (_("Nộp ở đâu"), self._service("channels") or _first_sentence(self._section(PLACE))),
            (_("Cần gì"), str(_("%(n)s giấy tờ", n=self.paper_count)) if self.paper_count else ""),
            (_("Bao lâu"), self.how_long),
            (_("Lệ phí"), self.fee),
            (_("Nhận gì"), self._service("result").split(";")[0]),
        ]
        return [(question, answer) for question, answer in answers if answer]

    @cached_property
    def sequence(self) -> Sequence | None:
        """Give the steps."""
        return sequence_of(self.text)

    @property
    def how_long(self) -> str:
        """Give the stated limit in words."""
        return str(in_words(self.sequence.limit)) if self.sequence and self.sequence.limit else ""

    @property
    def fee(self) -> str:
        """Give the fee in a sentence."""
        return _first_sentence(self._section(FEE)).rstrip(".")

    @property
    def paper_count(self) -> int:
        """Count the papers asked for."""
        return table_rows(self._section(PAPERS))

    @property
    def heading(self) -> list[tuple[Phrase, str]]:
        """List what names the procedure: code, decision, name, level, type, field."""
        return self._named(
            {
                "procedure_code": _("Mã thủ tục"),
                "decision": _("Số quyết định công bố"),
                "title": _("Tên thủ tục"),
                "level": _("Cấp thực hiện"),
                "type": _("Loại thủ tục"),
                "field": _("Lĩnh vực"),
            }
        )

    @property
    def ways(self) -> list[tuple[Phrase, str]]:
        """List how it is asked for."""
        return self._named({"channels": _("Cách thức thực hiện")})

    @property
    def papers(self) -> list[Part]:
        """List the papers, the copies, the limit."""
        asked = [(_("Thành phần hồ sơ"), PAPERS), (_("Số lượng hồ sơ"), COPIES), (_("Thời hạn giải quyết"), LIMIT)]
        return self._parts(asked)

    @property
    def bodies(self) -> list[tuple[Phrase, str]]:
        """List who may ask, who does it, and what comes out."""
        return self._named(
            {
                "subjects": _("Đối tượng thực hiện"),
                "agency": _("Cơ quan thực hiện"),
                "authority": _("Cơ quan có thẩm quyền"),
                "cooperating": _("Cơ quan phối hợp"),
                "result": _("Kết quả thực hiện"),
            }
        )

    @property
    def fees(self) -> list[Part]:
        """Give what is to be paid."""
        return self._parts([(_("Phí, lệ phí"), FEE)])

    @property
    def forms(self) -> list[tuple[Phrase, str]]:
        """List the forms to fill in."""
        return self._named({"forms": _("Tên mẫu đơn, mẫu tờ khai")})

    @property
    def downloads(self) -> list[Listed]:
        """List the forms that may be downloaded."""
        return public_of(self.edition.document)

    @property
    def conditions(self) -> list[Part]:
        """Give what must be fulfilled."""
        return self._parts([(_("Yêu cầu, điều kiện thực hiện"), CONDITIONS)])

    @property
    def basis(self) -> list[Part]:
        """Give the legal basis."""
        lines = "\n".join(f"- {line}" for line in self.edition.basis_lines)
        return [Part(_("Căn cứ pháp lý"), rendered(lines).html)] if lines else self._parts([(_("Căn cứ pháp lý"), BASIS)])

    @property
    def place(self) -> list[Part]:
        """Give where and when it is handed in."""
        return self._parts([(_("Nơi và thời gian tiếp nhận"), PLACE)])

    @property
    def whole(self) -> str:
        """Give the whole text, for what is no procedure."""
        return rendered(self.text).html

    def _service(self, key: str) -> str:
        service: dict[str, str] = self.edition.service or {}
        return service.get(key, "")

    def _named(self, names: dict[str, Phrase]) -> list[tuple[Phrase, str]]:
        said = [(name, self.edition.title if key == "title" else self._service(key)) for key, name in names.items()]
        return [(name, text) for name, text in said if text]

    def _section(self, heads: tuple[str, ...]) -> str:
        return section(self.text, *heads)

    def _parts(self, asked: list[tuple[Phrase, tuple[str, ...]]]) -> list[Part]:
        texts = [(name, self._section(heads)) for name, heads in asked]
        first = {text: name for name, text in reversed(texts) if text}  # one section may answer two questions
        return [Part(name, rendered(text).html) for name, text in texts if first.get(text) is name]


def in_words(limit: Duration) -> Phrase:
    """Write a stated limit as it is stated: days stay days."""
    phrase = {
        "minute": _("%(n)s phút"),
        "hour": _("%(n)s giờ"),
        "working_day": _("%(n)s ngày làm việc"),
        "day": _("%(n)s ngày"),
        "month": _("%(n)s tháng"),
    }[limit.unit]
    whole = limit.amount == int(limit.amount)
    return phrase % {"n": f"{int(limit.amount):02d}" if whole else number(limit.amount, 1)}


def table_rows(text: str) -> int:
    """Count the rows of the first table of a text."""
    lines = text.splitlines()
    start = next((place for place, line in enumerate(lines) if "-" in line and "|" in line and _RULE.match(line)), len(lines))
    rows = 0
    for line in lines[start + 1 :]:
        if not line.strip().startswith("|"):
            break
        rows += 1
    return rows


def _first_sentence(text: str) -> str:
    first = _MARKS.sub("", text.strip().splitlines()[0]) if text.strip() else ""
    return _SENTENCE.split(first)[0].strip()
