"""Who may prepare, see and approve documents (5.3, 7.5.2, 7.5.3)."""

from typing import Any

from qms.core.authority import authority
from qms.core.language import _
from qms.organization import authorities as by_role


def edition_of(record: Any) -> Any:
    """Give the edition a record is about, or the record when it is one."""
    return getattr(record, "edition", record)


@authority(_("người giữ chức vụ chịu trách nhiệm chính về tài liệu"))
def responsible(person: Any, record: Any) -> bool:
    """Hold for who holds the post chiefly responsible for the document."""
    edition = edition_of(record)
    return edition is not None and any(post.id == edition.responsible_id for post in person.posts)


@authority(_("người không tham gia soạn thảo"))
def not_an_author(person: Any, edition: Any) -> bool:
    """Hold for who never wrote on this edition: the author does not approve his own text."""
    return edition is None or person.id not in edition.authors


@authority(_("người không tham gia soạn thảo"))
def sees_it_fresh(person: Any, record: Any) -> bool:
    """Hold for who never wrote on the edition he is to review."""
    return person.id not in edition_of(record).authors


@authority(_("người được giao xem xét"))
def reviewer(person: Any, record: Any) -> bool:
    """Hold for who is asked in the round of the last submission."""
    edition = edition_of(record)
    asked = edition.round if edition is not None else None
    return asked is not None and bool(asked.seats_of(person))


@authority(_("người nêu góp ý"))
def wrote_it(person: Any, comment: Any) -> bool:
    """Hold for who made the remark."""
    return person.id is not None and person.id == comment.written_by_id


prepare = by_role.quality_officer | responsible
register = by_role.quality_officer
review = reviewer & sees_it_fresh
approve = by_role.commander & not_an_author
comment = prepare | by_role.commander | reviewer
settle = wrote_it | by_role.commander
withdraw = by_role.commander
see_drafts = by_role.quality_officer | responsible | by_role.commander | by_role.auditor | reviewer
