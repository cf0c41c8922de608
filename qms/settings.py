"""Every setting: an environment variable, its default, and a sentence. A bad value stops the start."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

MAIL_ADDRESS = r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*"
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
        "QMS_PLAN_DAYS",
        "10",
        "Số ngày làm việc để một sự việc đã tiếp nhận, mở lại hoặc có hành động không hiệu lực được giao hành động.",
        "Working days within which a case accepted, reopened or with an ineffective action is given an action.",
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
        "QMS_REMIND_DAYS",
        "7,1,0,-1,-7",
        "Các ngày nhắc việc: số ngày trước hạn, 0 là đúng hạn, số âm là sau hạn.",
        "Days of reminders: days before the due date, 0 on it, negative after it.",
    ),
    Setting(
        "QMS_ESCALATE_DAYS",
        "3,7",
        "Số ngày quá hạn thì chuyển lên người đứng đầu đơn vị, rồi lên chỉ huy.",
        "Days overdue after which the head of the unit, then the commander is told.",
    ),
    Setting("QMS_DAILY_HOUR", "6", "Giờ chạy vòng hằng ngày, 0 đến 23, giờ Hà Nội.", "Hour of the daily round, 0 to 23, Hanoi time."),
    Setting(
        "QMS_BACKUPS",
        "1",
        "1: sau vòng hằng ngày, máy phục vụ sao lưu vào records/backups; 0: không tự sao lưu.",
        "1: after the daily round the server backs up into records/backups; 0: it does not.",
    ),
    Setting(
        "QMS_URL",
        "",
        "Địa chỉ của hệ thống trong thư, ví dụ https://qms.lan; rỗng: lấy từ QMS_HOSTS hoặc cổng.",
        "The address of the system in mails, such as https://qms.lan; empty: from QMS_HOSTS or the port.",
    ),
    Setting("QMS_SMTP_HOST", "", "Máy chủ thư để gửi thư nhắc việc; rỗng: không gửi.", "Mail relay for reminders; empty: none are sent."),
    Setting("QMS_SMTP_PORT", "25", "Cổng của máy chủ thư.", "Port of the mail relay."),
    Setting("QMS_SMTP_FROM", "", "Địa chỉ người gửi của thư nhắc việc.", "Address the reminders come from."),
    Setting("QMS_SMTP_USER", "", "Tên đăng nhập máy chủ thư; rỗng: không đăng nhập.", "Sign-in name at the relay; empty: none."),
    Setting("QMS_SMTP_PASSWORD", "", "Mật khẩu đăng nhập máy chủ thư.", "Password at the relay."),
    Setting(
        "QMS_SMTP_TLS",
        "none",
        "Mã hóa tới máy chủ thư: none, starttls hoặc tls; có tên đăng nhập thì phải mã hóa.",
        "Encryption to the relay: none, starttls or tls; needed where there is a sign-in name.",
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


def days(name: str, most: int = 366) -> tuple[int, ...]:
    """Give a setting's value as days written with commas; a negative one lies after."""
    parts = words(name)
    if not parts or not all(re.fullmatch(r"-?[0-9]{1,4}", part) and abs(int(part)) <= most for part in parts):
        raise BadSetting(f"{name}={text(name)!r}: cần các số từ -{most} đến {most} / needs numbers from -{most} to {most}.")
    return tuple(int(part) for part in parts)


def escalation() -> tuple[int, int]:
    """Give after how many days overdue the head, and after how many the commander is told."""
    first, second = numbers("QMS_ESCALATE_DAYS", 2, 1, 365)
    if first > second:
        raise BadSetting(f"QMS_ESCALATE_DAYS={text('QMS_ESCALATE_DAYS')!r}: số trước không lớn hơn số sau / the first is not the larger.")
    return first, second


def address() -> str:
    """Give where the system is reached, for links that are read outside of it."""
    if text("QMS_URL"):
        return text("QMS_URL").rstrip("/")
    named = words("QMS_HOSTS")
    scheme = "https" if text("QMS_HTTPS") == "1" else "http"
    return f"{scheme}://{named[0]}" if named else f"{scheme}://{text('QMS_HOST')}:{text('QMS_PORT')}"


def check_mail() -> None:
    """Read what sends mail; a relay wants a sender, and a password goes encrypted only."""
    number("QMS_SMTP_PORT", 1, 65535)
    tls = choice("QMS_SMTP_TLS", "none", "starttls", "tls")
    if text("QMS_URL") and not re.fullmatch(r"https?://[^\s/]+(/[^\s]*)?", text("QMS_URL")):
        raise BadSetting(f"QMS_URL={text('QMS_URL')!r}: cần dạng https://tên.máy / needs the form https://host.name.")
    if text("QMS_SMTP_HOST") and not re.fullmatch(MAIL_ADDRESS, text("QMS_SMTP_FROM")):
        raise BadSetting(f"QMS_SMTP_FROM={text('QMS_SMTP_FROM')!r}: cần một địa chỉ thư / needs a mail address.")
    if text("QMS_SMTP_USER") and tls == "none":
        raise BadSetting("QMS_SMTP_TLS='none': có QMS_SMTP_USER thì dùng starttls hoặc tls / with a user, use starttls or tls.")


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
    number("QMS_PLAN_DAYS", 1, 90)
    choice("QMS_ANONYMOUS_REPORTS", "0", "1")
    days("QMS_REMIND_DAYS")
    escalation()
    number("QMS_DAILY_HOUR", 0, 23)
    choice("QMS_BACKUPS", "0", "1")
    check_mail()
