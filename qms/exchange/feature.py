"""What the exchange of files offers to the house."""

from flask import url_for

from qms.core.feature import TO_DO, Feature, MenuItem, RecordKind, Task
from qms.core.language import _
from qms.documents import authorities
from qms.documents.states import EditionState
from qms.exchange import queries
from qms.exchange.imported_file import ImportedFile
from qms.exchange.views import pages
from qms.organization.person import Person
from qms.organization.role import Role
from qms.web import visibility


def tasks(person: Person) -> list[Task]:
    """List the batches of a person that hold files to be decided."""
    if not authorities.register(person):
        return []
    return [
        Task(
            TO_DO,
            str(_("Đợt nhập %(n)s: %(files)s tệp chờ quyết định", n=job.id, files=files)),
            url_for("exchange.job", number=job.id),
            _("Đồng chí đã nhập các tệp này"),
        )
        for job, files in queries.waiting_for(person)
    ]


visibility.show_files("importedfile", lambda person, file: authorities.see_drafts(person, None))
visibility.show_files("edition", lambda person, edition: edition.state == EditionState.APPROVED or authorities.see_drafts(person, edition))

feature = Feature(
    name="exchange",
    clause="7.5",
    blueprint=pages,
    menu=(MenuItem(_("Tài liệu"), _("Nhập từ Word"), "/docs/import", frozenset({Role.QUALITY_OFFICER}), order=22),),
    tasks=tasks,
    records=(RecordKind(ImportedFile, _("Tệp nhập vào")),),
)
