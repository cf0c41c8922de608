"""Rules on what a text refers to: forms, other documents, its own headings, the law it stands on."""

import re
from collections.abc import Iterator

from qms.core.language import _
from qms.core.markdown_text import rendered
from qms.core.refusals import Missing
from qms.documents.check.finding import Finding, Law, Subject
from qms.documents.states import Kind
from qms.documents.text.mentions import Mention, codes_in, forms_in, listed_forms, names_in, number_key, numbers_in

_INSIDE = re.compile(r"\]\(#([^)\s]+)\)")
_ITEM = re.compile(r"\bmục (\d{1,2}(?:\.\d{1,2})+)\b(?! (?:của|Điều|điều))")
_NUMBERED = re.compile(r"^#+\s+(\d{1,2}(?:\.\d{1,2})*)\b")


def forms_are_listed(subject: Subject) -> Iterator[Finding]:
    """Ask that every form that is named stands in the list of forms, its own or another procedure's."""
    listed, own = listed_forms(subject.text.body), f"BM-{subject.text.code}-"
    for form in _first_of_each(forms_in(subject.text.body)):
        if form.key in listed or form.key in subject.around.forms:
            continue
        if form.key.startswith(own):
            yield subject.error("step-forms", _("Biểu mẫu %(form)s chưa có trong mục Biểu mẫu.", form=form.written), form.line)
        elif subject.around.codes is not None and not any(form.key.startswith(f"BM-{code}-") for code in subject.around.waiting):
            yield subject.error("step-forms", _("Biểu mẫu %(form)s không có trong tài liệu nào.", form=form.written), form.line)


def listed_forms_carry_the_code(subject: Subject) -> Iterator[Finding]:
    """Ask that the forms of a procedure are coded under it: BM-QT-01-03."""
    own = re.compile(rf"BM[-.]{re.escape(subject.text.code)}[-.]\d{{2,3}}")
    for code, (_title, line) in listed_forms(subject.text.body).items():
        if not own.fullmatch(code):
            form = f"BM-{subject.text.code}-01"
            yield subject.error("form-codes", _("Mã biểu mẫu %(code)s không đúng dạng %(form)s.", code=code, form=form), line)


def listed_forms_are_used(subject: Subject) -> Iterator[Finding]:
    """Point at forms that are listed and named nowhere else."""
    listed = listed_forms(subject.text.body)
    if subject.text.kind not in {Kind.SYSTEM_PROCEDURE, Kind.WORK_PROCEDURE}:
        return
    used = {form.key for form in forms_in(subject.text.body) if form.line != listed.get(form.key, ("", 0))[1]}
    for code, (_title, line) in listed.items():
        if code not in used:
            yield subject.warning("unused-forms", _("Biểu mẫu %(form)s chưa được dùng ở bước nào.", form=code), line)


def codes_lead_somewhere(subject: Subject) -> Iterator[Finding]:
    """Ask that every document that is named exists and was not withdrawn."""
    if subject.around.codes is None:
        return
    for code in _first_of_each(codes_in(subject.text.body)):
        if code.key in subject.around.withdrawn:
            yield subject.warning("codes", _("Viện dẫn %(code)s đã hủy bỏ.", code=code.written), code.line)
        elif code.key not in {subject.text.code, *subject.around.codes, *subject.around.waiting}:
            yield subject.error("codes", _("Viện dẫn %(code)s không có trong danh mục tài liệu.", code=code.written), code.line)


def links_lead_somewhere(subject: Subject) -> Iterator[Finding]:
    """Ask that every link to a heading of the text meets one."""
    links = [(number, found[1]) for number, line in enumerate(subject.lines, 1) for found in _INSIDE.finditer(line)]
    if links:
        anchors = _anchors(subject)
        for number, target in links:
            if target not in anchors:
                yield subject.error("links", _("Liên kết “#%(target)s” không dẫn tới mục nào.", target=target), number)


def items_lead_somewhere(subject: Subject) -> Iterator[Finding]:
    """Point at “mục 5.7” where the text has no such number."""
    numbers = {found[1] for line in subject.lines if (found := _NUMBERED.match(line))}
    for number, line in enumerate(subject.lines, 1):
        for found in _ITEM.finditer(line):
            if found[1] not in numbers:
                yield subject.warning("items", _("Không có mục %(number)s trong văn bản.", number=found[1]), number)


def basis_is_in_force(subject: Subject) -> Iterator[Finding]:
    """Ask that each line of the legal basis is known and in force; an unknown one is pointed at."""
    if not subject.text.legal_basis:
        yield subject.warning("basis", _("Chưa ghi căn cứ pháp lý."), where="legal_basis")
    if subject.around.laws is None:
        return
    for line in subject.text.legal_basis:
        cited = [law for law in subject.around.laws if is_cited(law, line)]
        if not cited:
            yield subject.warning("basis", _("Căn cứ “%(line)s” chưa có trong danh mục văn bản bên ngoài.", line=line), where="legal_basis")
        for law in cited:
            if law.trouble:
                tell = subject.warning if subject.text.code in law.excused else subject.error
                yield tell("basis", _("Căn cứ %(law)s: %(trouble)s.", law=law.label, trouble=law.trouble), where="legal_basis")


def cited_laws_are_in_force(subject: Subject) -> Iterator[Finding]:
    """Point at laws the text still names although they were replaced."""
    for law in subject.around.laws or ():
        line = next(iter(cited_lines(law, subject.text.body)), 0) if law.trouble else 0
        if line:
            yield subject.warning("cited", _("Văn bản %(law)s được nhắc tới: %(trouble)s.", law=law.label, trouble=law.trouble), line)


def is_cited(law: Law, text: str) -> bool:
    """Tell whether a text names an external document, by its number or by a name of it."""
    return bool(cited_lines(law, text))


def cited_lines(law: Law, text: str) -> list[int]:
    """Give the lines of a text that name an external document."""
    by_number = [found.line for found in numbers_in(text) if found.key == law.key]
    return sorted({*by_number, *(found.line for name in law.names for found in names_in(text, name))})


def law_key(number: str) -> tuple[str, tuple[str, ...]]:
    """Give the key of a number, or, for what has none of the usual form, the number as a name."""
    usual = [found.key for found in numbers_in(number)] == [number_key(number)]
    return (number_key(number), ()) if usual else ("", (number,))


def _anchors(subject: Subject) -> set[str]:
    try:
        return {heading.anchor for heading in rendered(subject.text.body).headings}
    except Missing:
        return set()


def _first_of_each(mentions: list[Mention]) -> list[Mention]:
    return list({mention.key: mention for mention in reversed(mentions)}.values())[::-1]
