"""Who may prepare, see and approve documents (5.3, 7.5.2, 7.5.3)."""

from typing import Any

from qms.core.authority import authority
from qms.core.language import _
from qms.organization import authorities as by_role


@authority(_("người giữ chức vụ chịu trách nhiệm chính về tài liệu"))
def responsible(person: Any, edition: Any) -> bool:
    """Hold for who holds the post chiefly responsible for the document."""
    return edition is not None and any(post.id == edition.responsible_id for post in person.posts)


@authority(_("người không tham gia soạn thảo"))
def not_an_author(person: Any, edition: Any) -> bool:
    """Hold for who never wrote on this edition: the author does not approve his own text."""
    return edition is None or person.id not in edition.authors


@authority(_("người giữ chức vụ chịu trách nhiệm chính về tài liệu"))
def responsible_for_edition(person: Any, record: Any) -> bool:
    """Hold for who holds the post responsible for the edition a record is about."""
    return record is not None and responsible(person, record.edition)


@authority(_("chính người đọc"))
def the_reader(person: Any, acknowledgement: Any) -> bool:
    """Hold for the person whose word an acknowledgement is: nobody reads for another."""
    return acknowledgement is not None and person.id is not None and person.id == acknowledgement.person_id


set_readers = by_role.quality_officer | responsible_for_edition
oversee_reading = by_role.quality_officer | by_role.commander | by_role.auditor
prepare = by_role.quality_officer | responsible
register = by_role.quality_officer
approve = by_role.commander & not_an_author
withdraw = by_role.commander
see_drafts = by_role.quality_officer | responsible | by_role.commander | by_role.auditor
keep_copies = by_role.quality_officer
see_copies = by_role.quality_officer | by_role.commander | by_role.auditor
draw_up_decision = by_role.quality_officer | by_role.commander
