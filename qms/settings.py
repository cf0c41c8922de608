"""Every setting: an environment variable, its default, and a sentence. A bad value stops the start."""

import os
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent


class BadSetting(SystemExit):
    """A setting that cannot be used."""


@dataclass(frozen=True)
class Setting:
    """One variable: what it is for, its default, how it is read."""

    name: str
    default: str
    vi: str
    en: str


SETTINGS = [
    Setting(
        "QMS_HOME",
        "",
        "Thư mục chứa procedures_md/ và records/; mặc định là thư mục của mã nguồn.",
        "Folder holding procedures_md/ and records/; the checkout by default.",
    ),
    Setting("QMS_HOST", "127.0.0.1", "Địa chỉ máy phục vụ lắng nghe.", "Address the server listens on."),
    Setting("QMS_PORT", "8000", "Cổng máy phục vụ lắng nghe.", "Port the server listens on."),
    Setting("QMS_LANG", "vi", "Ngôn ngữ mặc định: vi hoặc en.", "Default language: vi or en."),
    Setting("QMS_THREADS", "8", "Số luồng phục vụ.", "Number of serving threads."),
    Setting(
        "QMS_HTTPS",
        "0",
        "1 khi máy phục vụ đứng sau TLS: cookie chỉ gửi qua https.",
        "1 when the server stands behind TLS: cookies go over https only.",
    ),
    Setting(
        "QMS_HOSTS",
        "",
        "Các tên máy được chấp nhận, cách nhau dấu phẩy; rỗng: mọi tên.",
        "Host names accepted, comma-separated; empty: all.",
    ),
    Setting(
        "QMS_SESSION_IDLE_MINUTES",
        "30",
        "Số phút không thao tác thì phiên đăng nhập hết hạn.",
        "Minutes without activity after which a sign-in ends.",
    ),
    Setting("QMS_SESSION_HOURS", "12", "Số giờ tối đa của một phiên đăng nhập.", "Longest sign-in, in hours."),
    Setting(
        "QMS_PAPER_MARGINS",
        "20,20,30,15",
        "Lề giấy in, mm: trên, dưới, trái, phải (Nghị định 30/2020/NĐ-CP).",
        "Margins of printed paper in mm: top, bottom, left, right.",
    ),
    Setting(
        "QMS_PAPER_SYMBOL",
        "BCH",
        "Ký hiệu cơ quan trong số văn bản, ví dụ Số: 12/QĐ-BCH.",
        "The office's symbol in the numbers of its papers.",
    ),
    Setting(
        "QMS_UNWANTED_WORDS",
        "v.v,v.v.,xxx,todo,lorem",
        "Các từ không được có trong tài liệu kiểm soát, cách nhau dấu phẩy.",
        "Words no controlled document may hold, comma-separated.",
    ),
    Setting(
        "QMS_ANSWER_DAYS",
        "1",
        "Số ngày làm việc để trả lời một báo cáo sự không phù hợp.",
        "Working days within which a reported nonconformity is answered.",
    ),
    Setting(
        "QMS_ANONYMOUS_REPORTS",
        "0",
        "1 khi đơn vị nhận báo cáo không ghi tên.",
        "1 when the office takes reports without a name.",
    ),
    Setting(
        "QMS_IDEA_ANSWER_DAYS",
        "10",
        "Số ngày làm việc đơn vị phải trả lời một đề xuất cải tiến.",
        "Working days within which a unit answers an idea for improvement.",
    ),
    Setting(
        "QMS_DEMO_PASSWORD",
        "",
        "Mật khẩu chung của đơn vị mẫu; rỗng: đặt ngẫu nhiên và in ra.",
        "Common password of the demonstration office; empty: random and printed.",
    ),
]
_BY_NAME = {setting.name: setting for setting in SETTINGS}


def text(name: str) -> str:
    """Give a setting's value as text."""
    return os.environ.get(name, "").strip() or _BY_NAME[name].default


def number(name: str, least: int, most: int) -> int:
    """Give a setting's value as a whole number within bounds."""
    value = text(name)
    if not value.isdigit() or not least <= int(value) <= most:
        raise BadSetting(f"{name}={value!r}: cần số nguyên từ {least} đến {most} / needs a whole number from {least} to {most}.")
    return int(value)


def numbers(name: str, count: int, least: int, most: int) -> list[int]:
    """Give a setting's value as so many whole numbers within bounds, written with commas."""
    parts = [part.strip() for part in text(name).split(",")]
    if len(parts) != count or not all(part.isascii() and part.isdigit() and least <= int(part) <= most for part in parts):
        raise BadSetting(f"{name}={text(name)!r}: cần {count} số từ {least} đến {most} / needs {count} numbers from {least} to {most}.")
    return [int(part) for part in parts]


def words(name: str) -> tuple[str, ...]:
    """Give a setting's value as words."""
    return tuple(word.strip() for word in text(name).split(",") if word.strip())


def choice(name: str, *allowed: str) -> str:
    """Give a setting's value, one of a few."""
    value = text(name)
    if value not in allowed:
        raise BadSetting(f"{name}={value!r}: chọn một trong / choose one of: {', '.join(allowed)}.")
    return value


def home() -> Path:
    """Give the home folder."""
    folder = Path(text("QMS_HOME") or CHECKOUT)
    if not folder.is_dir():
        raise BadSetting(f"QMS_HOME={str(folder)!r}: không có thư mục này / no such folder.")
    return folder


def check() -> None:
    """Read every setting once, so that a bad value stops the start."""
    home()
    number("QMS_PORT", 1, 65535)
    number("QMS_THREADS", 1, 64)
    number("QMS_SESSION_IDLE_MINUTES", 1, 24 * 60)
    number("QMS_SESSION_HOURS", 1, 7 * 24)
    number("QMS_IDEA_ANSWER_DAYS", 1, 60)
    numbers("QMS_PAPER_MARGINS", 4, 5, 50)
    choice("QMS_LANG", "vi", "en")
    choice("QMS_HTTPS", "0", "1")
    number("QMS_ANSWER_DAYS", 1, 30)
    choice("QMS_ANONYMOUS_REPORTS", "0", "1")
