"""Pages of external documents (7.5.3.2): the register, one text with all that cite it, what its keeper does."""

from typing import Any

from flask import Blueprint, current_app, g, render_template, request, url_for

from qms.core import trail
from qms.core.language import _
from qms.core.stories import history
from qms.documents import authorities, queries
from qms.documents.legal_basis import citing, starter_laws
from qms.documents.legal_basis.external import ExternalDocument, ExternalKind, ExternalStanding
from qms.documents.legal_basis.forms import AmendForm, CheckForm, EndForm, RegisterForm, ReinstateForm, StayForm
from qms.documents.legal_basis.kept_citation import KeptCitation
from qms.documents.legal_basis.register import external, listed
from qms.documents.secrecy.knowing import may_know
from qms.web.access import SIGNED_IN, allow, me
from qms.web.lists import Column, excel
from qms.web.shell import as_seen, done, found, still_open

pages = Blueprint("external", __name__)
_FILTERS = ("q", "kind", "standing", "check")


@pages.get("/docs/external")
@allow(SIGNED_IN)
def index() -> Any:
    """List the external documents."""
    return render_template(
        "external_documents.html",
        externals=_listed(),
        filters={name: request.args.get(name, "") for name in _FILTERS},
        kinds=ExternalKind,
        standings=ExternalStanding,
        may_register=authorities.register(me()),
        starters=len(starter_laws.entries()) if not ExternalDocument.select().exists() else 0,
        open_count=sum(may_know(me(), citation.edition.document) for _external, citation in citing.open_citations()),
    )


@pages.post("/docs/external.xlsx")
@allow(SIGNED_IN)
def as_excel() -> Any:
    """Give the list as an Excel file."""
    trail.note_event("register.exported", me(), {"label": "external.xlsx"})
    columns = [
        Column(_("Số hiệu"), lambda one: one.number),
        Column(_("Loại văn bản"), lambda one: one.kind.label),
        Column(_("Tên gọi, trích yếu"), lambda one: one.title, 60),
        Column(_("Cơ quan ban hành"), lambda one: one.issuer),
        Column(_("Ngày ban hành"), lambda one: one.issued_on, 12),
        Column(_("Có hiệu lực từ"), lambda one: one.in_force_from, 12),
        Column(_("Hết hiệu lực từ"), lambda one: one.ended_on, 12),
        Column(_("Văn bản thay thế"), lambda one: one.replaced_by.number if one.replaced_by_id else ""),
        Column(_("Trạng thái"), lambda one: one.standing.label),
        Column(_("Ngày kiểm tra hiệu lực"), lambda one: one.checked_on, 14),
    ]
    return excel("van-ban-ben-ngoai", _("Văn bản bên ngoài"), columns, _listed(), g.office.name)


@pages.post("/docs/external/starter")
@allow(authorities.register)
def load_starters() -> Any:
    """Put the starter set's external documents on the register."""
    made = starter_laws.load(me())
    return done(_("Đã đưa %(n)s văn bản vào danh mục; kiểm tra hiệu lực từng văn bản.", n=len(made)), url_for("external.index"))


@pages.route("/docs/external/new", methods=["GET", "POST"])
@allow(authorities.register)
def new() -> Any:
    """Put a text on the register."""
    form = RegisterForm()
    if form.sent():
        made = ExternalDocument(number=form.number.data, **form.facts()).register(by=me())
        return _done(made, _("Đã đưa %(number)s vào danh mục.", number=made.number))
    return render_template("external_form.html", form=form, external=None), 422 if form.errors else 200


@pages.get("/docs/external/<slug>")
@allow(SIGNED_IN)
def show(slug: str) -> Any:
    """Show one text with all that cite it."""
    return _page(found(external(slug)))


@pages.route("/docs/external/<slug>/edit", methods=["GET", "POST"])
@allow(authorities.register)
def edit(slug: str) -> Any:
    """Correct what the register says."""
    one = found(external(slug))
    form = AmendForm(obj=one)
    if form.sent():
        return _done(as_seen(one).amend(by=me(), **form.facts()), _("Đã sửa %(number)s.", number=one.number))
    return render_template("external_form.html", form=form, external=one), 422 if form.errors else 200


@pages.post("/docs/external/<slug>/check")
@allow(authorities.register)
def check(slug: str) -> Any:
    """State that its standing was looked up."""
    one, form = found(external(slug)), CheckForm()
    if not form.sent():
        return _page(one, check=form), 422
    return _done(as_seen(one).confirm_checked(by=me(), note=form.looked_up.data), _("Đã ghi nhận kiểm tra %(number)s.", number=one.number))


@pages.post("/docs/external/<slug>/end")
@allow(authorities.register)
def end(slug: str) -> Any:
    """Say that it is out of force, replaced or not."""
    one = found(external(slug))
    form = EndForm(one)
    if not form.sent():
        return _page(one, end=form), 422
    if form.replaced_by.data:
        new = ExternalDocument.get_or_none(id=form.replaced_by.data)
        as_seen(one).replace(by=me(), replaced_by=new, on=form.on.data)
    else:
        as_seen(one).end(by=me(), on=form.on.data, note=form.grounds.data)
    return _done(one, _("Đã ghi %(number)s hết hiệu lực.", number=one.number))


@pages.post("/docs/external/<slug>/reinstate")
@allow(authorities.register)
def reinstate(slug: str) -> Any:
    """Take an end back."""
    one, form = found(external(slug)), ReinstateForm()
    if not form.sent():
        return _page(one, reinstate=form), 422
    return _done(as_seen(one).reinstate(by=me(), note=form.why.data), _("Đã ghi %(number)s còn hiệu lực.", number=one.number))


@pages.get("/docs/external/<slug>/stay/<code>")
@allow(SIGNED_IN)
def ask_to_stay(slug: str, code: str) -> Any:
    """Show the form for the reason, to the document's owner."""
    one, document = found(external(slug)), found(queries.document(code))
    found(KeptCitation(external=one, document=document).state.is_open_to(me()) or None)
    return render_template("external_stay.html", external=one, document=document, form=StayForm(formdata=None))


@pages.post("/docs/external/<slug>/stay/<code>")
@allow(SIGNED_IN)
def stay(slug: str, code: str) -> Any:
    """State why a document may go on citing it."""
    one, document, form = found(external(slug)), found(queries.document(code)), StayForm()
    stating = still_open(KeptCitation(external=one, document=document, reason=form.reason.data or "").state)
    if not form.sent():
        return render_template("external_stay.html", external=one, document=document, form=form), 422
    stating(by=me())
    return _done(one, _("Đã ghi lý do giữ viện dẫn tại %(code)s.", code=document.code))


def _listed() -> list[ExternalDocument]:
    return listed(**{name: request.args.get(name, "") for name in _FILTERS})


def _done(one: ExternalDocument, sentence: Any) -> Any:
    return done(sentence, url_for("external.show", slug=one.slug))


def _page(one: ExternalDocument, **sent: Any) -> str:
    citations = citing.known_citations(one, me())
    forms = {"check": CheckForm(formdata=None), "end": EndForm(one, formdata=None), "reinstate": ReinstateForm(formdata=None)}
    return render_template(
        "external_document.html",
        external=one,
        citations=citations,
        cases=current_app.config["OPEN_CASES"]([citation.code for citation in citations]) if one.is_over else [],
        may_register=authorities.register(me()),
        may_state={c.code for c in citations if authorities.prepare(me(), c.edition)},
        forms={**forms, **sent},
        failed=set(sent),
        story=history(one),
    )
