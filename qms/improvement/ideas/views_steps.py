"""What an idea's page sends: the unit's answer, the proposer's addition, the doer's result, the check, the thanks."""

from typing import Any

from flask import Blueprint

from qms.core.language import _
from qms.improvement.forms import ExtendForm, ResultForm
from qms.improvement.ideas import work as idea_work
from qms.improvement.ideas.forms import AdoptForm, CheckIdeaForm, DeclineForm, IdeaEvidenceForm, MoreForm, QuestionForm, ThanksForm
from qms.improvement.ideas.views import asked, show, thanked
from qms.web.access import SIGNED_IN, allow, me
from qms.web.forms import sent_files
from qms.web.shell import as_seen, still_open

pages = Blueprint("idea_steps", __name__)


@pages.post("/ideas/<code>/ask")
@allow(SIGNED_IN)
def ask_for_more(code: str) -> Any:
    """Ask the proposer for more."""
    one, form = asked(code), QuestionForm()
    still_open(one.ask_for_more)
    if not form.sent():
        return show(one, ask=form), 422
    return thanked(as_seen(one).ask_for_more(by=me(), question=form.question.data), _("Đã đề nghị người đề xuất bổ sung."))


@pages.post("/ideas/<code>/more")
@allow(SIGNED_IN)
def add_more(code: str) -> Any:
    """Add what was asked for."""
    one, form = asked(code), MoreForm()
    still_open(one.add_more)
    if not form.sent():
        return show(one, more=form), 422
    return thanked(as_seen(one).add_more(by=me(), more=form.more.data), _("Đã gửi nội dung bổ sung."))


@pages.post("/ideas/<code>/adopt")
@allow(SIGNED_IN)
def adopt(code: str) -> Any:
    """Take it up."""
    one, form = asked(code), AdoptForm()
    still_open(one.adopt)
    if not form.sent():
        return show(one, adopt=form), 422
    as_seen(one).adopt(by=me(), responsible=form.responsible.data, due_on=form.due_on.data, answer=form.answer.data or "")
    return thanked(one, _("Đã tiếp nhận %(code)s.", code=one.code))


@pages.post("/ideas/<code>/decline")
@allow(SIGNED_IN)
def decline(code: str) -> Any:
    """Answer no, with the reason."""
    one, form = asked(code), DeclineForm()
    still_open(one.decline)
    if not form.sent():
        return show(one, decline=form), 422
    return thanked(as_seen(one).decline(by=me(), answer=form.answer.data), _("Đã trả lời %(code)s.", code=one.code))


@pages.post("/ideas/<code>/extend")
@allow(SIGNED_IN)
def extend(code: str) -> Any:
    """Move the date."""
    one, form = asked(code), ExtendForm()
    still_open(one.extend)
    if not form.sent():
        return show(one, extend=form), 422
    as_seen(one).extend(by=me(), due_on=form.due_on.data, note=form.note.data)
    return thanked(one, _("Đã gia hạn %(code)s.", code=one.code))


@pages.post("/ideas/<code>/evidence")
@allow(SIGNED_IN)
def add_evidence(code: str) -> Any:
    """Add evidence files."""
    one, form = asked(code), IdeaEvidenceForm()
    still_open(one.add_evidence)
    if not form.sent():
        return show(one, evidence=form), 422
    idea_work.add_evidence(as_seen(one), me(), sent_files(form.files))
    return thanked(one, _("Đã thêm bằng chứng."))


@pages.post("/ideas/<code>/complete")
@allow(SIGNED_IN)
def complete(code: str) -> Any:
    """Report it done."""
    one, form = asked(code), ResultForm()
    still_open(one.complete)
    if not form.sent():
        return show(one, result=form), 422
    idea_work.complete(as_seen(one), me(), form.result.data, sent_files(form.files))
    return thanked(one, _("Đã báo làm xong %(code)s.", code=one.code))


@pages.post("/ideas/<code>/check")
@allow(SIGNED_IN)
def check(code: str) -> Any:
    """Conclude whether it is in use."""
    one, form = asked(code), CheckIdeaForm()
    still_open(one.confirm)
    if not form.sent():
        return show(one, check=form), 422
    conclude = as_seen(one).confirm if form.applied.data else one.send_back
    conclude(by=me(), finding=form.finding.data)
    return thanked(one, _("Đã ghi kết luận kiểm tra %(code)s.", code=one.code))


@pages.post("/ideas/<code>/thank")
@allow(SIGNED_IN)
def thank(code: str) -> Any:
    """Thank the proposer."""
    one, form = asked(code), ThanksForm()
    still_open(one.thank)
    if not form.sent():
        return show(one, thanks=form), 422
    return thanked(as_seen(one).thank(by=me(), thanks=form.thanks.data), _("Đã ghi lời cảm ơn."))
