"""The scale of 5 × 5: what each level means and where a score becomes high; each edition stays as it was."""

from datetime import date
from itertools import pairwise
from typing import Any, ClassVar

from peewee import CharField, DateField, ForeignKeyField, IntegerField

from qms.core import clock
from qms.core.act import NEW, act
from qms.core.fields import ListField
from qms.core.kept import kept
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.organization.person import Person
from qms.risks import authorities
from qms.risks.states import Band, RiskKind

LEVELS = range(1, 6)
LISTS = {"likelihood": _("Khả năng xảy ra"), "impact": _("Mức độ ảnh hưởng"), "benefit": _("Mức độ có lợi")}
FIRST_WORDS: dict[str, Any] = {
    "likelihood": [
        (_("Rất hiếm"), _("dưới một lần trong ba năm")),
        (_("Hiếm"), _("khoảng một lần mỗi năm")),
        (_("Có thể"), _("vài lần mỗi năm")),
        (_("Dễ xảy ra"), _("hằng tháng, hoặc chắc chắn ở mùa cao điểm")),
        (_("Gần như chắc chắn"), _("hằng tuần")),
    ],
    "impact": [
        (_("Không đáng kể"), _("khắc phục ngay tại chỗ, công dân không nhận thấy")),
        (_("Nhỏ"), _("một hồ sơ phải làm lại")),
        (_("Vừa"), _("nhiều hồ sơ chậm hoặc phải xin lỗi công dân")),
        (_("Lớn"), _("sai quyền lợi của công dân, cấp trên nhắc nhở")),
        (_("Nghiêm trọng"), _("vi phạm pháp luật, không hoàn thành nhiệm vụ")),
    ],
    "benefit": [
        (_("Không đáng kể"), _("tiện hơn cho một người")),
        (_("Nhỏ"), _("bớt một thao tác, một giấy tờ")),
        (_("Vừa"), _("bớt một lần đi lại của công dân")),
        (_("Lớn"), _("rút ngắn thời gian giải quyết của cả quy trình")),
        (_("Rất lớn"), _("thay đổi cách làm của cả cơ quan")),
    ],
}
FIRST_THRESHOLDS = [5, 10, 16]  # the least score that is medium, high, very high


class RiskScale(Record):
    """One edition of the scale, valid until the next."""

    kind_label: ClassVar[Phrase] = _("Thang đánh giá rủi ro")

    number = IntegerField(unique=True, verbose_name=_("Lần"))
    likelihood = ListField(verbose_name=_("Khả năng xảy ra"))
    impact = ListField(verbose_name=_("Mức độ ảnh hưởng"))
    benefit = ListField(verbose_name=_("Mức độ có lợi"))
    thresholds = ListField(verbose_name=_("Ngưỡng"))
    reason = CharField(max_length=500, verbose_name=_("Lý do"))
    adopted_by = ForeignKeyField(Person)
    adopted_as = CharField(max_length=300)
    adopted_on = DateField(verbose_name=_("Từ ngày"))

    @property
    def label(self) -> str:
        return str(_("Thang đánh giá rủi ro lần %(n)s", n=self.number))

    @act(_("Đặt thang đánh giá"), _("đã đặt thang đánh giá"), may=authorities.set_scale, when=NEW)
    def adopt(self, *, by: Any) -> None:
        """Make it the scale from now on; scores given before keep the words they were given under."""
        self.require(self.number == current().number + 1, _("Thang đánh giá vừa được người khác thay đổi; tải lại trang."))
        for name, title in LISTS.items():
            rows = getattr(self, name)
            whole = len(rows) == len(LEVELS) and all(word.strip() and meaning.strip() for word, meaning in rows)
            self.require(whole, _("%(list)s: ghi tên và ý nghĩa của cả năm mức.", list=title))
        self.require(_rises(self.thresholds), _("Ngưỡng phải tăng dần, từ 2 đến 25."))
        self.require(self.reason.strip(), _("Ghi lý do."))
        self.adopted_by, self.adopted_as, self.adopted_on = by, by.signature(), clock.today()

    def words(self, name: str, level: int) -> str:
        """Give what a level is called: 4 – Lớn."""
        return f"{level} – {getattr(self, name)[level - 1][0]}"

    def choices(self, name: str) -> list[tuple[int, str]]:
        """List the levels with their meanings, for a select box."""
        return [(level, f"{self.words(name, level)}: {getattr(self, name)[level - 1][1]}") for level in LEVELS]

    def band(self, score: int) -> Band:
        """Tell how high a score is."""
        return list(Band)[self.degree(score)]

    def degree(self, score: int) -> int:
        """Count the thresholds a score has reached, for its shade."""
        return sum(score >= least for least in self.thresholds)

    def scores_of(self, band: Band) -> range:
        """Give the scores of a band."""
        edges, place = [1, *self.thresholds, 26], list(Band).index(band)
        return range(edges[place], edges[place + 1])


def _rises(thresholds: list[int]) -> bool:
    edges = [1, *thresholds, 26]
    return len(thresholds) == len(FIRST_THRESHOLDS) and all(one < other for one, other in pairwise(edges))


def first() -> RiskScale:
    """Give the scale the house comes with."""
    words = {name: [list(row) for row in rows] for name, rows in FIRST_WORDS.items()}
    return RiskScale(number=0, thresholds=list(FIRST_THRESHOLDS), reason="", **words)


@kept()
def current() -> RiskScale:
    """Give the scale that is valid today."""
    return RiskScale.select().order_by(RiskScale.number.desc()).first() or first()


def valid_on(day: date) -> RiskScale:
    """Give the scale that was valid on a day."""
    return RiskScale.select().where(RiskScale.adopted_on <= day).order_by(RiskScale.number.desc()).first() or first()


def effect_list(kind: Any) -> str:
    """Name the list by which the effect of a risk or an opportunity is told."""
    return "benefit" if kind == RiskKind.OPPORTUNITY else "impact"
