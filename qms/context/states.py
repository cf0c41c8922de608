"""States and kinds of what makes up the context."""

from qms.core.language import _
from qms.core.states import State


class Side(State):
    """Where an issue or a party stands."""

    EXTERNAL = "external", _("Bên ngoài")
    INTERNAL = "internal", _("Nội bộ")


class Topic(State):
    """What an issue is about."""

    LAW = "law", _("Pháp luật, chính sách")
    ORGANIZATION = "organization", _("Tổ chức, biên chế")
    PEOPLE = "people", _("Con người, năng lực")
    TECHNOLOGY = "technology", _("Công nghệ, dữ liệu")
    SOCIETY = "society", _("Kinh tế, xã hội, dân cư")
    FACILITIES = "facilities", _("Cơ sở vật chất, kinh phí")
    CLIMATE = "climate", _("Khí hậu, thiên tai")
    OTHER = "other", _("Khác")


class Standing(State):
    """Whether it still counts."""

    ACTIVE = "active", _("Đang theo dõi"), "●", "info"
    RETIRED = "retired", _("Không còn"), "–", "neu"


class ScopeState(State):
    """How far a version of the scope is."""

    DRAFT = "draft", _("Bản nháp"), "○", "neu"
    AWAITING = "awaiting", _("Chờ phê duyệt"), "●", "warn"
    APPROVED = "approved", _("Đã phê duyệt"), "✓", "ok"


class Excludable(State):
    """The requirements an office may find not applicable: those on what it makes, never those on how it leads and improves."""

    MEASURING = "7.1.5", _("7.1.5 Nguồn lực theo dõi và đo lường")
    DESIGN = "8.3", _("8.3 Thiết kế và phát triển sản phẩm và dịch vụ")
    PROVIDERS = "8.4", _("8.4 Kiểm soát quá trình, sản phẩm và dịch vụ do bên ngoài cung cấp")
    PROPERTY = "8.5.3", _("8.5.3 Tài sản của khách hàng hoặc nhà cung cấp bên ngoài")
    PRESERVATION = "8.5.4", _("8.5.4 Bảo toàn")
    AFTERWARDS = "8.5.5", _("8.5.5 Hoạt động sau giao hàng")
