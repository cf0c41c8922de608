"""The registry of indicators: each defined once. Those without records wait for their register and are entered by hand."""

from datetime import date

from qms.core.kept import kept
from qms.core.language import _
from qms.improvement.recurrence import WITHIN
from qms.objectives import of_documents, of_improvement
from qms.objectives.indicator import Indicator, Measured, middle
from qms.objectives.states import Aspect, Direction

_HIGHER, _LOWER = Direction.HIGHER, Direction.LOWER
_REGISTRY = (
    Indicator(
        "nc-closing", _("Thời gian đóng sự không phù hợp (trung vị)"), _("ngày"), _LOWER,
        _("Sổ theo dõi sự không phù hợp: số ngày từ khi báo đến khi đóng của các sự việc đóng trong kỳ; lấy trung vị."),
        of_improvement.closings, middle,
    ),
    Indicator(
        "action-effect", _("Tỷ lệ hành động khắc phục có hiệu lực"), "%", _HIGHER,
        _("Sổ hành động khắc phục: số có hiệu lực trên số được kết luận trong kỳ; kết luận bị rút lại tính là không hiệu lực."),
        of_improvement.effects, hit=_("có hiệu lực"), miss=_("không hiệu lực"),
    ),
    Indicator(
        "recurrence", _("Tỷ lệ sự không phù hợp tái diễn"), "%", _LOWER,
        _("Sổ theo dõi sự không phù hợp: trong các sự việc đóng trong kỳ đã rõ quy trình, nguyên nhân, số tái diễn trong %(days)s ngày.",
          days=WITHIN),
        of_improvement.returns, hit=_("đã tái diễn"), miss=_("chưa tái diễn"),
    ),
    Indicator(
        "actions-on-time", _("Tỷ lệ hành động khắc phục xong đúng hạn"), "%", _HIGHER,
        _("Sổ hành động khắc phục: số làm xong không muộn hơn hạn trên số đến hạn trong kỳ."),
        of_improvement.actions_due, hit=_("đúng hạn"), miss=_("chậm"),
    ),
    Indicator(
        "answers-on-time", _("Tỷ lệ báo cáo được trả lời đúng hạn"), "%", _HIGHER,
        _("Sổ theo dõi sự không phù hợp: số báo cáo được trả lời không muộn hơn hạn trên số đến hạn trả lời trong kỳ."),
        of_improvement.answers_due, hit=_("đúng hạn"), miss=_("chậm"),
    ),
    Indicator(
        "reviews-on-time", _("Tỷ lệ tài liệu được soát xét đúng hạn"), "%", _HIGHER,
        _("Danh mục tài liệu: số tài liệu đang hiệu lực vào ngày cuối kỳ chưa quá hạn soát xét trên tổng số."),
        of_documents.reviews, hit=_("còn hạn"), miss=_("quá hạn"),
    ),
    Indicator(
        "reading", _("Tỷ lệ đã đọc tài liệu phải đọc"), "%", _HIGHER,
        _("Sổ xác nhận đã đọc: số lượt đã xác nhận trên số lượt phải đọc đã đến hạn vào ngày cuối kỳ."),
        of_documents.readings, hit=_("đã đọc"), miss=_("chưa đọc"),
    ),
    Indicator(
        "dossiers-on-time", _("Tỷ lệ hồ sơ công dân trả đúng hạn"), "%", _HIGHER,
        _("Sổ theo dõi hồ sơ của bộ phận Tiếp nhận và trả kết quả; nhập tay."), aspect=Aspect.SERVICES,
    ),
    Indicator(
        "satisfaction", _("Tỷ lệ công dân hài lòng"), "%", _HIGHER, _("Phiếu khảo sát sự hài lòng; nhập tay."),
        aspect=Aspect.CUSTOMERS,
    ),
    Indicator(
        "meetings", _("Số hội nghị so với năm gốc"), "%", _LOWER,
        _("Lịch công tác: số hội nghị cộng dồn trên số cùng kỳ năm gốc; nhập tay."),
    ),
    Indicator(
        "audit-findings", _("Số điểm không phù hợp khi đánh giá"), _("phát hiện"), _LOWER,
        _("Báo cáo đánh giá nội bộ, đánh giá bên ngoài; nhập tay."),
    ),
)  # fmt: skip
INDICATORS = {indicator.name: indicator for indicator in _REGISTRY}
OWN = ""  # the name of what is not in the registry: the objective says itself what is measured


@kept(most=1024)
def measured(name: str, since: date, until: date, unit: int | None) -> Measured | None:
    """Give the number of a computed indicator, kept until the next act."""
    return INDICATORS[name].measured(since, until, unit)
