"""The clause catalogue of the standard: data with an edition, so that the next edition can be loaded beside it."""

from qms.core.language import language

EDITION = "TCVN ISO 9001:2015"

CLAUSES: dict[str, tuple[str, str]] = {
    "4.1": ("Hiểu tổ chức và bối cảnh của tổ chức", "Understanding the organization and its context"),
    "4.2": ("Hiểu nhu cầu và mong đợi của các bên quan tâm", "Understanding the needs and expectations of interested parties"),
    "4.3": ("Xác định phạm vi của hệ thống quản lý chất lượng", "Determining the scope of the quality management system"),
    "4.4": ("Hệ thống quản lý chất lượng và các quá trình của hệ thống", "Quality management system and its processes"),
    "5.1": ("Sự lãnh đạo và cam kết", "Leadership and commitment"),
    "5.2": ("Chính sách", "Policy"),
    "5.3": ("Vai trò, trách nhiệm và quyền hạn trong tổ chức", "Organizational roles, responsibilities and authorities"),
    "6.1": ("Hành động giải quyết rủi ro và cơ hội", "Actions to address risks and opportunities"),
    "6.2": ("Mục tiêu chất lượng và hoạch định để đạt được mục tiêu", "Quality objectives and planning to achieve them"),
    "6.3": ("Hoạch định các thay đổi", "Planning of changes"),
    "7.1": ("Nguồn lực", "Resources"),
    "7.1.1": ("Khái quát về nguồn lực", "General (resources)"),
    "7.1.2": ("Con người", "People"),
    "7.1.3": ("Cơ sở hạ tầng", "Infrastructure"),
    "7.1.4": ("Môi trường để thực hiện các quá trình", "Environment for the operation of processes"),
    "7.1.5": ("Nguồn lực theo dõi và đo lường", "Monitoring and measuring resources"),
    "7.1.6": ("Tri thức của tổ chức", "Organizational knowledge"),
    "7.2": ("Năng lực", "Competence"),
    "7.3": ("Nhận thức", "Awareness"),
    "7.4": ("Trao đổi thông tin", "Communication"),
    "7.5": ("Thông tin dạng văn bản", "Documented information"),
    "8.1": ("Hoạch định và kiểm soát việc thực hiện", "Operational planning and control"),
    "8.2": ("Yêu cầu đối với sản phẩm và dịch vụ", "Requirements for products and services"),
    "8.3": ("Thiết kế và phát triển sản phẩm và dịch vụ", "Design and development of products and services"),
    "8.4": (
        "Kiểm soát quá trình, sản phẩm và dịch vụ do bên ngoài cung cấp",
        "Control of externally provided processes, products and services",
    ),
    "8.5": ("Sản xuất và cung cấp dịch vụ", "Production and service provision"),
    "8.5.1": ("Kiểm soát sản xuất và cung cấp dịch vụ", "Control of production and service provision"),
    "8.5.2": ("Nhận biết và truy xuất nguồn gốc", "Identification and traceability"),
    "8.5.3": ("Tài sản của khách hàng hoặc nhà cung cấp bên ngoài", "Property belonging to customers or external providers"),
    "8.5.4": ("Bảo toàn", "Preservation"),
    "8.5.5": ("Hoạt động sau giao hàng", "Post-delivery activities"),
    "8.5.6": ("Kiểm soát thay đổi", "Control of changes"),
    "8.6": ("Thông qua sản phẩm và dịch vụ", "Release of products and services"),
    "8.7": ("Kiểm soát đầu ra không phù hợp", "Control of nonconforming outputs"),
    "9.1": ("Theo dõi, đo lường, phân tích và đánh giá", "Monitoring, measurement, analysis and evaluation"),
    "9.1.1": ("Khái quát về theo dõi, đo lường", "General (monitoring and measurement)"),
    "9.1.2": ("Sự thỏa mãn của khách hàng", "Customer satisfaction"),
    "9.1.3": ("Phân tích và đánh giá", "Analysis and evaluation"),
    "9.2": ("Đánh giá nội bộ", "Internal audit"),
    "9.3": ("Xem xét của lãnh đạo", "Management review"),
    "10.1": ("Khái quát", "General"),
    "10.2": ("Sự không phù hợp và hành động khắc phục", "Nonconformity and corrective action"),
    "10.3": ("Cải tiến liên tục", "Continual improvement"),
}


def title(clause: str) -> str:
    """Give a clause's title in the reader's language."""
    return CLAUSES.get(clause, ("", ""))[language() == "en"]


def choices() -> list[tuple[str, str]]:
    """List the clauses for a select box."""
    return [(number, f"{number} {title(number)}") for number in CLAUSES]
