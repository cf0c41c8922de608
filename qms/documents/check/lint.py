"""The check before submission (7.5.2): every rule in one table, the findings in the order of the text."""

from collections.abc import Callable, Iterable

from qms.documents.check import references as lint_references
from qms.documents.check import shape as lint_shape
from qms.documents.check import steps as lint_steps
from qms.documents.check import words as lint_words
from qms.documents.check.finding import Around, Finding, Subject
from qms.documents.text.file_text import FileText

Rule = Callable[[Subject], Iterable[Finding]]
RULES: dict[str, Rule] = {
    "code": lint_shape.code_fits_its_kind,
    "sections": lint_shape.sections_are_there,
    "posting": lint_shape.posting_is_answered,
    "place": lint_shape.unit_and_post_are_known,
    "table": lint_steps.table_is_there,
    "responsible": lint_steps.each_step_has_one_responsible,
    "actor": lint_steps.responsible_is_known,
    "time": lint_steps.each_step_has_a_time,
    "sum": lint_steps.times_add_up_to_the_limit,
    "step-forms": lint_references.forms_are_listed,
    "form-codes": lint_references.listed_forms_carry_the_code,
    "unused-forms": lint_references.listed_forms_are_used,
    "codes": lint_references.codes_lead_somewhere,
    "links": lint_references.links_lead_somewhere,
    "items": lint_references.items_lead_somewhere,
    "basis": lint_references.basis_is_in_force,
    "cited": lint_references.cited_laws_are_in_force,
    "unwanted": lint_words.no_unwanted_words,
    "blank": lint_words.nothing_is_left_blank,
    "form-of-letters": lint_words.letters_are_composed,
    "look-alikes": lint_words.letters_are_latin,
    "old-font": lint_words.no_letters_of_old_fonts,
}


def lint(text: FileText, around: Around | None = None) -> list[Finding]:
    """Apply every rule; what is about the whole text or a field comes first, then line by line."""
    subject = Subject(text, around or Around(), tuple(text.body.splitlines()))
    found = [finding for rule in RULES.values() for finding in rule(subject)]
    return sorted(found, key=lambda finding: (finding.line, not finding.is_error))


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Give those that stop the submission."""
    return [finding for finding in findings if finding.is_error]
