"""The letters: the daily digest and the test of the relay, as plain text with a simple HTML alternative.

`cte="base64"` and the long lines are the cure for a fault of Python 3.11 that loses spaces in long Vietnamese subjects.
"""

from datetime import date
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape

from qms import settings
from qms.core import clock
from qms.core.language import _, language
from qms.core.vietnamese import day, long_day
from qms.notifications.told import Told
from qms.organization.office import Office
from qms.organization.person import Person
from qms.today.queries import LABELS, Group, groups

_POLICY = policy.SMTP.clone(max_line_length=998)


def digest(person: Person, tasks: list[Told], since: date) -> EmailMessage:
    """Write a person's mail of the day: all that waits for him, marked where a reminder day has come since the last mail."""
    today = clock.today()
    reminded = {one.uid for one in tasks if one.is_reminded(since, today)}
    by_group = _grouped(tasks)
    subject = _("Hôm nay có %(n)s việc trong danh sách của đồng chí, nhắc hạn %(m)s việc", n=len(tasks), m=len(reminded))
    return _letter(person, str(subject), _plain(person, by_group, reminded), _html(person, by_group, reminded))


def trial(person: Person) -> EmailMessage:
    """Write the letter by which an administrator tries the relay."""
    text = str(_("Thư này thử máy chủ thư của hệ thống quản lý chất lượng; đồng chí không phải làm gì."))
    return _letter(person, str(_("Thư thử của hệ thống quản lý chất lượng")), f"{text}\n", f"<p>{escape(text)}</p>")


def _letter(person: Person, subject: str, plain: str, html: str) -> EmailMessage:
    letter = EmailMessage(policy=_POLICY)
    office = Office.current()
    letter["From"] = Address(office.name if office else "QMS", addr_spec=settings.text("QMS_SMTP_FROM"))
    letter["To"] = Address(person.name, addr_spec=person.email)
    letter["Subject"] = subject
    letter["Date"] = format_datetime(clock.now())
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(plain, cte="base64")
    head = f'<head><meta charset="utf-8"><title>{escape(subject)}</title></head>'
    page = f'<!doctype html><html lang="{language()}">{head}<body>{html}</body></html>'
    letter.add_alternative(page, subtype="html", cte="base64")
    letter["Content-Language"] = language()  # last: what sets the text takes such words away
    return letter


def _grouped(tasks: list[Told]) -> list[tuple[Group, list[Told]]]:
    return [(group, [one for one in tasks if one.task.group == group.name]) for group in groups([one.task for one in tasks])]


def _greeting(person: Person) -> list[str]:
    sample = [str(_("DỮ LIỆU MẪU – đơn vị, con người và số liệu trong thư này là hư cấu."))] if _is_sample() else []
    return [
        str(_("Kính gửi đồng chí %(name)s.", name=person.ranked_name)),
        *sample,
        str(_("%(day)s: các việc dưới đây đang chờ đồng chí, đúng như trang Hôm nay.", day=long_day(clock.today()))),
    ]


def _is_sample() -> bool:
    office = Office.current()
    return bool(office and office.is_sample)


def _farewell() -> str:
    return str(_("Thư tự động, mỗi ngày nhiều nhất một thư; không trả lời thư này."))


def _plain(person: Person, found: list[tuple[Group, list[Told]]], reminded: set[str]) -> str:
    lines = [*_greeting(person)]
    for group, tasks in found:
        lines += ["", f"{LABELS[group.name]} ({len(tasks)})".upper()]
        for one in tasks:
            lines += [f"- {one.task.title}", f"  {_when(one, reminded)}", f"  {settings.address()}{one.task.url}"]
    return "\n".join([*lines, "", _farewell(), f"{settings.address()}/", ""])


def _html(person: Person, found: list[tuple[Group, list[Told]]], reminded: set[str]) -> str:
    parts = [f"<p>{escape(line)}</p>" for line in _greeting(person)]
    for group, tasks in found:
        parts.append(f"<h2>{escape(str(LABELS[group.name]))} ({len(tasks)})</h2><ul>")
        for one in tasks:
            link = f'<a href="{escape(settings.address() + one.task.url)}">{escape(one.task.title)}</a>'
            parts.append(f"<li>{link}<br>{escape(_when(one, reminded))}</li>")
        parts.append("</ul>")
    home = escape(settings.address())
    return "".join([*parts, f'<p>{escape(_farewell())} <a href="{home}/">{home}/</a></p>'])


def _when(one: Told, reminded: set[str]) -> str:
    mark = [str(_("Nhắc hạn"))] if one.uid in reminded else []
    due = [str(_("hạn %(day)s", day=day(one.task.due))), one.in_days] if one.task.due else []
    return "; ".join([*mark, str(one.task.why), *due])
