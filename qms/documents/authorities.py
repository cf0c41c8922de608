"""Who may prepare, see and approve documents (5.3, 7.5.2, 7.5.3)."""

from typing import Any

from qms.core import clock
from qms.core.authority import authority
from qms.core.language import _
from qms.core.states import State
from qms.documents.review.delegation import delegation_to
from qms.organization import authorities as by_role


def edition_of(record: Any) -> Any:
    """Give the edition a record is about, or the record when it is one."""
    return getattr(record, "edition", record)


@authority(_("người giữ chức vụ chịu trách nhiệm chính về tài liệu"))
def responsible(person: Any, record: Any) -> bool:
    """Hold for who holds the post chiefly responsible for the document."""
    edition = edition_of(record)
    return edition is not None and any(post.id == edition.responsible_id for post in person.posts)


class Excepted(State):
    """What a commander may except from the rule of four eyes."""

    REVIEW = "review", _("Xem xét dù đã tham gia soạn thảo")
    APPROVE = "approve", _("Phê duyệt dù đã sửa câu chữ")


def _excepted(person: Any, edition: Any, purpose: Excepted) -> bool:
    found, model = edition.exceptions, edition.exceptions.model
    return found.where((model.person == person.id) & (model.purpose == purpose) & (model.expires_on >= clock.today())).exists()


@authority(_("người không tham gia soạn thảo"))
def not_an_author(person: Any, edition: Any) -> bool:
    """Hold for who never wrote on this edition, or corrected it and is excepted; never for who drafted or submitted it."""
    if edition is None or person.id not in edition.authors:
        return True
    return person.id not in (edition.drafted_by_id, edition.submitted_by_id) and _excepted(person, edition, Excepted.APPROVE)


@authority(_("người không tham gia soạn thảo"))
def sees_it_fresh(person: Any, record: Any) -> bool:
    """Hold for who never wrote on the edition he is to review, or is excepted."""
    edition = edition_of(record)
    return person.id not in edition.authors or _excepted(person, edition, Excepted.REVIEW)


@authority(_("người khác với người trình"))
def did_not_submit(person: Any, revision: Any) -> bool:
    """Hold for anybody but the one who submitted the file of a form."""
    return revision is None or person.id != revision.issued_by_id


@authority(_("người được chỉ huy ủy quyền ký"))
def delegate(person: Any, record: Any) -> bool:
    """Hold for who signs documents for a commander today."""
    return person.id is not None and delegation_to(person) is not None


@authority(_("người khác với người được phép"))
def somebody_else(person: Any, record: Any) -> bool:
    """Hold for anybody but the one an exception is for."""
    return record is None or person.id != record.person_id


@authority(_("người thuộc diện được biết"))
def knows(person: Any, record: Any) -> bool:
    """Hold for who may know of the document a record is about."""
    from qms.documents.secrecy.knowing import may_know

    edition = edition_of(record)
    return edition is None or may_know(person, edition.document)


@authority(_("người được giao xem xét"))
def reviewer(person: Any, record: Any) -> bool:
    """Hold for who is asked in the round of the last submission, and may know of the document."""
    edition = edition_of(record)
    asked = edition.round if edition is not None else None
    return asked is not None and bool(asked.seats_of(person)) and knows(person, edition)


@authority(_("người nêu góp ý"))
def wrote_it(person: Any, comment: Any) -> bool:
    """Hold for who made the remark."""
    return person.id is not None and person.id == comment.written_by_id


@authority(_("người giữ chức vụ chịu trách nhiệm chính về tài liệu"))
def responsible_for_edition(person: Any, record: Any) -> bool:
    """Hold for who holds the post responsible for the edition a record is about."""
    return record is not None and responsible(person, record.edition)


@authority(_("chính người đọc"))
def the_reader(person: Any, acknowledgement: Any) -> bool:
    """Hold for the person whose word an acknowledgement is: nobody reads for another."""
    return acknowledgement is not None and person.id is not None and person.id == acknowledgement.person_id


limit_readers = by_role.quality_officer | responsible_for_edition
set_readers = by_role.quality_officer | responsible_for_edition
oversee_reading = by_role.quality_officer | by_role.commander | by_role.auditor
prepare = by_role.quality_officer | responsible
register = by_role.quality_officer
review = reviewer & sees_it_fresh
approve = (by_role.commander | delegate) & not_an_author
approve_form = (by_role.commander | delegate) & did_not_submit & knows
see_waiting_forms = by_role.quality_officer | by_role.commander | by_role.auditor | delegate
grant_exception = by_role.commander & somebody_else
oversee = by_role.quality_officer | by_role.commander | by_role.auditor
comment = prepare | by_role.commander | delegate | reviewer
settle = wrote_it | by_role.commander | delegate
withdraw = by_role.commander
see_drafts = (by_role.quality_officer | responsible | by_role.commander | by_role.auditor | delegate | reviewer) & knows
keep_copies = by_role.quality_officer
see_copies = by_role.quality_officer | by_role.commander | by_role.auditor
draw_up_decision = by_role.quality_officer | by_role.commander
