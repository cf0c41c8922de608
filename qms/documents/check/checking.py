"""The check before submission in this office: what exists around a text, and what is found in an edition."""

from typing import Any

from qms import settings
from qms.core import home
from qms.core.kept import kept
from qms.documents.check.finding import Around, Finding
from qms.documents.check.lint import lint
from qms.documents.document import Document
from qms.documents.edition import Edition
from qms.documents.legal_basis import citing
from qms.documents.states import OPEN, EditionState
from qms.documents.text.file_text import CODE
from qms.documents.text.mentions import listed_forms
from qms.organization.unit import Post, Unit


def findings_of(edition: Any) -> list[Finding]:
    """Check an edition as it would be signed."""
    return lint(edition.as_text(), around())


def around() -> Around:
    """Say what exists in the office today: documents, forms, units, posts, words that are not wanted."""
    documents = list(Document.select())
    known = frozenset(document.code for document in documents)
    return Around(
        codes=known,
        waiting=lying() - known,
        withdrawn=frozenset(document.code for document in documents if document.is_withdrawn),
        forms=_forms(),
        units=frozenset(unit.code for unit in Unit.active()),
        posts=frozenset(post.title for post in Post.open_posts()),
        laws=citing.laws(),
        unwanted=settings.words("QMS_UNWANTED_WORDS"),
    )


def lying() -> frozenset[str]:
    """Name the documents that lie in the folder."""
    return frozenset(folder.name for folder in home.documents().iterdir() if folder.is_dir() and CODE.match(folder.name))


@kept(most=4)
def _forms() -> frozenset[str]:
    texts = Edition.select(Edition.text).where(Edition.state.in_((*OPEN, EditionState.APPROVED))).tuples()
    return frozenset(code for (text,) in texts for code in listed_forms(text))
