"""A risk or an opportunity: scored, owned by one person, reviewed by a date, watched until it is closed."""

from typing import Any, ClassVar

from peewee import CharField, DateField, ForeignKeyField, IntegerField, TextField

from qms.core import clock
from qms.core.act import NEW, act
from qms.core.calendar import add_months
from qms.core.fields import StateField
from qms.core.language import Phrase, _
from qms.core.numbering import next_number
from qms.core.record import Record
from qms.core.vietnamese import fold
from qms.organization.person import Person
from qms.organization.unit import Unit
from qms.risks import authorities, scale
from qms.risks.states import Band, RiskKind, RiskState, Stage

PREFIX = {RiskKind.RISK: "R", RiskKind.OPPORTUNITY: "CH"}
MOST_MONTHS = 36


class Risk(Record):
    """What may happen to the work of the office, and how high it stands now (6.1.1)."""

    kind_label: ClassVar[Phrase] = _("Rủi ro, cơ hội")

    code = CharField(max_length=20, unique=True, verbose_name=_("Mã"))
    kind = StateField(RiskKind, verbose_name=_("Loại"))
    state = StateField(RiskState, default=RiskState.WATCHED, verbose_name=_("Trạng thái"))
    title = CharField(max_length=160, verbose_name=_("Điều có thể xảy ra"))
    cause = TextField(default="", verbose_name=_("Nguyên nhân"))
    consequence = TextField(default="", verbose_name=_("Hậu quả hoặc lợi ích"))
    unit = ForeignKeyField(Unit, verbose_name=_("Đơn vị"))
    owner = ForeignKeyField(Person, verbose_name=_("Người phụ trách"))
    procedure_code = CharField(max_length=32, default="", verbose_name=_("Quy trình"))
    procedure_step = CharField(max_length=40, default="", verbose_name=_("Bước, mục"))
    objective_code = CharField(max_length=32, default="", verbose_name=_("Mục tiêu"))
    identified_on = DateField(verbose_name=_("Ngày nhận diện"))
    before_likelihood = IntegerField(verbose_name=_("Khả năng xảy ra trước xử lý"))
    before_impact = IntegerField(verbose_name=_("Mức ảnh hưởng trước xử lý"))
    after_likelihood = IntegerField(null=True, verbose_name=_("Khả năng xảy ra sau xử lý"))
    after_impact = IntegerField(null=True, verbose_name=_("Mức ảnh hưởng sau xử lý"))
    score = IntegerField(verbose_name=_("Điểm hiện nay"))
    review_months = IntegerField(default=6, verbose_name=_("Soát xét sau (tháng)"))
    reviewed_on = DateField(null=True, verbose_name=_("Soát xét gần nhất"))
    review_on = DateField(verbose_name=_("Soát xét kế tiếp"))
    closed_on = DateField(null=True, verbose_name=_("Ngày kết thúc"))
    folded = TextField(default="")

    treatments: Any  # what is done about it, and how high it was found over time: see treatment.py, score.py
    scores: Any

    class Meta:
        indexes = ((("state", "score"), False), (("state", "review_on"), False), (("owner", "state"), False))

    @property
    def label(self) -> str:
        return f"{self.code} {self.title}" if self.code else str(self.kind_label)

    @property
    def is_watched(self) -> bool:
        """Tell whether it is still watched."""
        return self.state == RiskState.WATCHED

    @property
    def before(self) -> int:
        """Give the score without treatment."""
        return self.before_likelihood * self.before_impact

    @property
    def after(self) -> int | None:
        """Give the score after treatment, once there is one."""
        return self.after_likelihood * self.after_impact if self.after_likelihood else None

    @property
    def levels(self) -> tuple[int, int]:
        """Give likelihood and impact as they stand now."""
        return (self.after_likelihood, self.after_impact) if self.after_likelihood else (self.before_likelihood, self.before_impact)

    @property
    def band(self) -> Band:
        """Tell how high it stands now."""
        return scale.current().band(self.score)

    @property
    def is_overdue(self) -> bool:
        """Tell whether its review is overdue."""
        return self.is_watched and self.review_on < clock.today()

    @property
    def stage(self) -> Stage:
        """Tell what a score given now stands for: some treatment done makes it the one that remains."""
        return Stage.AFTER if any(one.is_done for one in self.treatments) else Stage.BEFORE

    @act(_("Ghi nhận rủi ro, cơ hội"), _("đã ghi nhận"), may=authorities.identify, when=NEW)
    def identify(self, *, by: Any) -> None:
        """Record what may happen, with its first score and the one who answers for it; `work.identify` begins its history."""
        self._check()
        self.before_likelihood, self.before_impact = self._rated(self.before_likelihood, self.before_impact)
        self.code = f"{PREFIX[self.kind]}{next_number(f'risk-{self.kind.value}'):02d}"
        self.identified_on, self.score = clock.today(), self.before
        self.review_on = add_months(clock.today(), self.review_months)
        self._fold()

    @act(_("Sửa nội dung"), _("đã sửa nội dung"), may=authorities.keep, when=RiskState.WATCHED)
    def amend(self, *, by: Any, **facts: Any) -> None:
        """Correct its words, links, owner or review interval; the score is changed by a review alone."""
        for name in ("title", "cause", "consequence", "unit", "owner", "procedure_code", "procedure_step", "objective_code"):
            setattr(self, name, facts.get(name, getattr(self, name)))
        months = facts.get("review_months", self.review_months)
        if months != self.review_months:
            self.review_months = months
            self._check()
            self.review_on = add_months(self.reviewed_on or self.identified_on, months)
        self._check()
        self._fold()

    @act(_("Soát xét, giữ nguyên điểm"), _("đã soát xét, giữ nguyên điểm"), may=authorities.keep, when=RiskState.WATCHED)
    def confirm(self, *, by: Any, note: str) -> None:
        """Review it and find the score unchanged, saying on what ground."""
        self._review(by, note, self.levels, is_changed=False)

    @act(_("Soát xét, đánh giá lại"), _("đã soát xét, đánh giá lại"), may=authorities.keep, when=RiskState.WATCHED)
    def reassess(self, *, by: Any, likelihood: int, impact: int, note: str) -> None:
        """Review it and give a new score; once a treatment is done, it is the score that remains (6.1.2 b)."""
        levels, stage = self._rated(likelihood, impact), self.stage
        first_after = stage == Stage.AFTER and self.after is None
        self.require(first_after or levels != self.levels, _("Điểm không thay đổi; chọn “Soát xét, giữ nguyên điểm”."))
        if stage == Stage.AFTER:
            self.after_likelihood, self.after_impact = levels
        else:
            self.before_likelihood, self.before_impact = levels
        self.score = levels[0] * levels[1]
        self._review(by, note, levels, is_changed=True)

    @act(_("Kết thúc theo dõi"), _("đã kết thúc theo dõi"), may=authorities.close, when=RiskState.WATCHED, then=RiskState.CLOSED)
    def close(self, *, by: Any, note: str) -> None:
        """End watching it, with the reason; nothing may be left to do."""
        self.require(note.strip(), _("Ghi lý do."))
        left = [one.code for one in self.treatments if one.is_open]
        self.require(not left, _("Còn biện pháp chưa xong: %(codes)s.", codes=", ".join(left)))
        self.closed_on = clock.today()

    @act(_("Theo dõi lại"), _("đã theo dõi lại"), may=authorities.close, when=RiskState.CLOSED, then=RiskState.WATCHED)
    def reopen(self, *, by: Any, note: str) -> None:
        """Watch it again, with the reason; it is to be reviewed at once."""
        self.require(note.strip(), _("Ghi lý do."))
        self.closed_on, self.review_on = None, clock.today()

    def _review(self, by: Any, note: str, levels: tuple[int, int], is_changed: bool) -> None:
        self.require(note.strip(), _("Ghi căn cứ của lần soát xét."))
        self.reviewed_on, self.review_on = clock.today(), add_months(clock.today(), self.review_months)
        stage = Stage.AFTER if self.after else Stage.BEFORE
        facts = {"stage": stage, "likelihood": levels[0], "impact": levels[1], "is_changed": is_changed}
        self.scores.model(risk=self, basis=note.strip(), next_review_on=self.review_on, **facts).record(by=by)

    def _check(self) -> None:
        self.require(self.kind in list(RiskKind), _("Chọn rủi ro hoặc cơ hội."))
        self.require((self.title or "").strip(), _("Ghi điều có thể xảy ra."))
        self.require(self.unit_id, _("Chọn đơn vị."))
        self.require(self.owner_id, _("Chọn một người phụ trách."))
        self.require(1 <= (self.review_months or 0) <= MOST_MONTHS, _("Soát xét sau 1 đến %(n)s tháng.", n=MOST_MONTHS))

    def _rated(self, likelihood: Any, impact: Any) -> tuple[int, int]:
        self.require(likelihood in scale.LEVELS and impact in scale.LEVELS, _("Chọn khả năng xảy ra và mức ảnh hưởng, từ 1 đến 5."))
        return likelihood, impact

    def _fold(self) -> None:
        self.folded = fold(f"{self.code} {self.title} {self.cause} {self.consequence}")[:2000]
