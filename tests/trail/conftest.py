"""Records an auditor asks for, made by acts."""

import pytest

from qms.core import clock
from qms.documents import work
from qms.organization.sign_in import Confirmation
from qms.organization.unit import Post
from tests.controlled_text import controlled


@pytest.fixture
def draft(lan, office):
    """Give a draft of QT-16 of the unit TM about clause 8.5.1."""
    return work.start_document(
        "QT-16",
        lan,
        title="Tạm vắng",
        unit=office["TM"],
        responsible=Post.select().first(),
        clauses=["8.5.1"],
        text=controlled(purpose="Quy định."),
        reason="Ban hành lần đầu",
    )


@pytest.fixture
def edition(draft, lan, hung):
    """Give the approved first edition of QT-16."""
    sent = draft.submit_for_review(by=lan)
    return sent.approve(by=hung, effective_on=clock.today(), seen=sent.sha256, confirmation=Confirmation(hung.id))


@pytest.fixture
def auditor(oanh, signed_in):
    """Give the auditor's browser."""
    return signed_in(oanh)
