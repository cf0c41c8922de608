"""The acts on the fault itself: what was done at once, its evidence, and a concession by the commander (8.7.1)."""

from datetime import date
from typing import Any, ClassVar

from qms.core import clock
from qms.core.act import act
from qms.core.attachment import attach_to
from qms.core.language import Phrase, _
from qms.improvement import authorities
from qms.improvement.states import NonconformityState
from qms.improvement.triage.merging import Answered

HANDLED = (NonconformityState.IN_PROGRESS, NonconformityState.AWAITING_CHECK)
CORRECTION = "correction"  # the part of a case its evidence files belong to


class Corrected(Answered):
    """A nonconformity with what was done about the fault itself."""

    is_abstract: ClassVar[bool] = True
    kind_label: ClassVar[Phrase] = _("Sự không phù hợp đã khắc phục")

    happened_on: Any
    correction: Any
    corrected_by: Any
    corrected_on: Any
    conceded: Any
    conceded_until: Any
    conceded_on: Any
    conceded_as: Any

    @act(_("Ghi khắc phục"), _("đã ghi việc khắc phục"), may=authorities.handle, when=NonconformityState.IN_PROGRESS)
    def correct(self, *, by: Any, correction: str, on: date) -> None:
        """Record what was done at once about the fault itself (8.7.1), apart from its cause."""
        self.require(correction.strip(), _("Ghi việc đã làm để khắc phục."))
        self.require(self.happened_on <= on <= clock.today(), _("Ngày khắc phục phải từ ngày xảy ra đến hôm nay."))
        self.correction, self.corrected_by, self.corrected_on = correction, by, on

    @act(_("Thêm bằng chứng khắc phục"), _("đã thêm bằng chứng khắc phục"), may=authorities.handle, when=HANDLED)
    def show_correction(self, *, by: Any, name: str, data: bytes) -> None:
        """Put an evidence file under the correction."""
        self.require(self.correction, _("Ghi việc khắc phục trước khi thêm bằng chứng."))
        attach_to(self, name, data, by, CORRECTION)

    @act(_("Nhân nhượng"), _("đã cho phép nhân nhượng"), may=authorities.concede, when=HANDLED)
    def concede(self, *, by: Any, conceded: str, until: date) -> None:
        """Let what does not conform be used or passed on, as described and until a day (8.7.1 d, 8.7.2 c–d)."""
        self.require(conceded.strip(), _("Ghi nội dung được nhân nhượng và điều kiện."))
        self.require(until >= clock.today(), _("Nhân nhượng phải có thời hạn từ hôm nay trở đi."))
        self.conceded, self.conceded_until = conceded.strip(), until
        self.conceded_on, self.conceded_as = clock.today(), by.signature()
