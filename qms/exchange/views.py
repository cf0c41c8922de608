"""Pages that bring files in: choose them, see what was read, correct, make drafts of them."""

from typing import Any

from flask import Blueprint, make_response, render_template, request, url_for

from qms.core.language import _
from qms.core.markdown_text import rendered
from qms.core.refusals import Refusal
from qms.documents import authorities
from qms.exchange import queries, work, worker
from qms.exchange.forms import FactsForm, ImportForm, TrackedForm
from qms.exchange.import_job import ImportJob
from qms.exchange.imported_file import ImportedFile
from qms.exchange.states import FileState
from qms.web.access import allow, me
from qms.web.forms import sent_files
from qms.web.shell import as_seen, done, found, still_open

pages = Blueprint("exchange", __name__)
SECONDS = "3"  # between two looks at a batch that is being read


@pages.route("/docs/import", methods=["GET", "POST"])
@allow(authorities.register)
def index() -> Any:
    """Take files in, or show the form and the batches so far."""
    form = ImportForm()
    files = sent_files(form.files) if request.method == "POST" else []
    if form.sent() and files:
        job = work.receive(files, me())
        worker.start(job, me())
        return done(_("Đã nhận %(n)s tệp.", n=len(files)), _url(job))
    jobs = queries.jobs()
    return render_template("imports.html", form=form, jobs=jobs, counts=queries.counts(jobs), states=FileState), 422 if form.errors else 200


@pages.get("/docs/import/<int:number>")
@allow(authorities.register)
def job(number: int) -> Any:
    """Show a batch: each file, how far it is, what hinders it; the page looks again by itself while files are read."""
    batch = _job(number)
    files = queries.files_of(batch)
    answer = make_response(
        render_template(
            "import_job.html",
            job=batch,
            files=files,
            count=queries.counts([batch])[batch.id],
            hindrances=queries.hindrances(files),
            is_running=worker.is_running(batch),
            states=FileState,
        )
    )
    if worker.is_running(batch):
        answer.headers["Refresh"] = SECONDS
    return answer


@pages.post("/docs/import/<int:number>/read")
@allow(authorities.register)
def read_on(number: int) -> Any:
    """Go on reading a batch that was interrupted."""
    batch = _job(number)
    worker.start(batch, me())
    return done(_("Đang đọc tiếp các tệp còn chờ."), _url(batch))


@pages.post("/docs/import/<int:number>/adopt")
@allow(authorities.register)
def adopt_all(number: int) -> Any:
    """Make drafts of all files that are ready."""
    batch = _job(number)
    count, refused = work.adopt_all(batch, me())
    said = _("Đã đưa %(n)s tệp vào soạn thảo. %(why)s", n=count, why=" ".join(str(refusal) for refusal in refused))
    return done(said, _url(batch))


@pages.get("/docs/import/files/<int:number>")
@allow(authorities.register)
def file(number: int) -> Any:
    """Show a file: what was read beside the original's letters, and what its frame says as fields."""
    return _show(_file(number))


@pages.post("/docs/import/files/<int:number>")
@allow(authorities.register)
def correct(number: int) -> Any:
    """Keep the corrected facts, and make a draft when asked."""
    one = _file(number)
    still_open(one.correct)
    form = FactsForm(one)
    if not form.sent():
        return _show(one, form)
    try:
        kept = as_seen(one).correct(by=me(), **form.facts())
        if "adopt" not in request.form:
            return done(_("Đã lưu thông tin của “%(name)s”.", name=one.name), url_for("exchange.file", number=number))
        edition = work.adopt(kept, me()).edition
    except Refusal as refusal:
        return _show(one.reload(), form, refusal)
    return done(_("Đã đưa “%(name)s” vào soạn thảo: %(label)s.", name=one.name, label=edition.label), _url(one.job))


@pages.post("/docs/import/files/<int:number>/tracked")
@allow(authorities.register)
def choose_tracked(number: int) -> Any:
    """Read the file again with its tracked changes taken the other way."""
    one = _file(number)
    still_open(one.correct)
    form = TrackedForm()
    if not form.sent():
        return _show(one, tracked=form)
    work.read(as_seen(one), me(), form.tracked.data == "accepted")
    return done(_("Đã đọc lại “%(name)s”.", name=one.name), url_for("exchange.file", number=number))


@pages.post("/docs/import/files/<int:number>/leave-out")
@allow(authorities.register)
def leave_out(number: int) -> Any:
    """Leave a file out."""
    one = as_seen(_file(number)).leave_out(by=me())
    return done(_("Đã bỏ qua “%(name)s”.", name=one.name), _url(one.job))


def _show(one: ImportedFile, form: FactsForm | None = None, refusal: Refusal | None = None, tracked: TrackedForm | None = None) -> Any:
    shown = form or FactsForm(one, formdata=None)
    shown.version.data, shown.version.raw_data = str(one.version), None
    choice = tracked or TrackedForm(formdata=None, data={"tracked": "accepted" if one.is_accepted else "before"})
    return render_template(
        "imported_file.html", file=one, form=shown, tracked=choice, refusal=refusal, page=rendered(one.text), states=FileState,
        hindrance=queries.hindrances([one]).get(one.id), renamed=queries.renamed(one) if one.is_waiting else None,
    ), 422 if shown.errors or choice.errors or refusal else 200  # fmt: skip


def _job(number: int) -> ImportJob:
    return found(ImportJob.get_or_none(id=number))


def _file(number: int) -> ImportedFile:
    return found(ImportedFile.get_or_none(id=number))


def _url(batch: ImportJob) -> str:
    return url_for("exchange.job", number=batch.id)
