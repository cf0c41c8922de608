"""A revision as a file: YAML front matter and the text, as Notepad shows it."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from qms.core import home
from qms.core.language import _
from qms.core.refusals import Missing
from qms.core.vietnamese import nfc

CODE = re.compile(r"^[A-Z0-9][A-Z0-9.-]{0,31}$")
_FENCE = re.compile(r"^---\n", re.MULTILINE)
SERVICE_LABELS = {
    "procedure_code": _("Mã thủ tục"),
    "decision": _("Số quyết định công bố"),
    "level": _("Cấp thực hiện"),
    "type": _("Loại thủ tục"),
    "field": _("Lĩnh vực"),
    "channels": _("Cách thức thực hiện"),
    "subjects": _("Đối tượng thực hiện"),
    "agency": _("Cơ quan thực hiện"),
    "authority": _("Cơ quan có thẩm quyền"),
    "cooperating": _("Cơ quan phối hợp"),
    "result": _("Kết quả thực hiện"),
    "forms": _("Tên mẫu đơn, mẫu tờ khai"),
}
SERVICE_KEYS = tuple(SERVICE_LABELS)


@dataclass(frozen=True)
class FileText:
    """What a revision's file says."""

    code: str
    title: str
    kind: str
    issue: int
    unit: str
    responsible: str
    clauses: list[str]
    legal_basis: list[str]
    review_months: int
    public: bool
    classification: str
    reason: str
    body: str
    service: dict[str, str] = field(default_factory=dict)

    def written(self) -> str:
        """Write the file."""
        facts: dict[str, Any] = {name: getattr(self, name) for name in self.__dataclass_fields__ if name not in {"body", "service"}}
        if any(self.service.values()):
            facts["service"] = {key: self.service.get(key, "") for key in SERVICE_KEYS}
        front = yaml.safe_dump(facts, allow_unicode=True, sort_keys=False, width=1000)
        return f"---\n{front}---\n\n{self.body.strip()}\n"


def path_of(code: str, issue: int) -> Path:
    """Give where a revision's file is; the code is checked, so that it stays inside the folder."""
    if not CODE.match(code):
        raise Missing(_("Mã hiệu “%(code)s” không đúng dạng: chữ in hoa không dấu, số, gạch nối, dấu chấm.", code=code))
    return home.documents() / code / f"{issue:02d}.md"


def read(text: str) -> FileText:
    """Read a file's text; raise Missing with a sentence when it is not one."""
    parts = _FENCE.split(nfc(text), 2)  # whole lines only: a title may end in dashes
    if len(parts) != 3 or parts[0]:
        raise Missing(_("Tệp không có phần thông tin đầu tệp giữa hai dòng “---”."))
    try:
        facts = yaml.safe_load(parts[1]) or {}
        return FileText(
            code=str(facts["code"]),
            title=str(facts["title"]),
            kind=str(facts["kind"]),
            issue=int(facts.get("issue", 1)),
            unit=str(facts.get("unit", "")),
            responsible=str(facts.get("responsible", "")),
            clauses=[str(clause) for clause in facts.get("clauses") or []],
            legal_basis=[str(basis) for basis in facts.get("legal_basis") or []],
            review_months=int(facts.get("review_months", 24)),
            public=bool(facts.get("public")),
            classification=str(facts.get("classification", "Thường")),
            reason=str(facts.get("reason", "")),
            service={str(k): str(v) for k, v in (facts.get("service") or {}).items()},
            body=parts[2].strip(),
        )
    except (yaml.YAMLError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise Missing(_("Không đọc được phần thông tin đầu tệp: %(why)s", why=str(error)[:200])) from None


@lru_cache(maxsize=256)
def body_in(text: str) -> str:
    """Give the body of a file's text; kept, because a page in force is read over and over."""
    return read(text).body


def read_folder(documents: Path | None = None) -> list[FileText]:
    """Read the newest file of each document folder that can be read, in the home's documents unless others are named."""
    found = []
    for folder in sorted((documents or home.documents()).iterdir()):
        files = sorted(folder.glob("[0-9][0-9].md")) if folder.is_dir() and CODE.match(folder.name) else []
        for file in files[-1:]:
            try:
                text = read(file.read_text("utf-8"))
            except (Missing, UnicodeDecodeError):
                continue
            if text.code == folder.name:
                found.append(text)
    return found
