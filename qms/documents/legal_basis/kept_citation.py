"""Why a procedure may go on naming a text that is out of force: stated by its owner, once for a document and a text."""

from typing import Any, ClassVar

from peewee import CharField, DateField, ForeignKeyField

from qms.core import clock
from qms.core.act import NEW, act
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.documents import authorities
from qms.documents.document import Document
from qms.documents.edition import Edition
from qms.documents.legal_basis.external import ExternalDocument
from qms.organization.person import Person


class KeptCitation(Record):
    """The owner's reason."""

    kind_label: ClassVar[Phrase] = _("Lý do giữ viện dẫn")

    external = ForeignKeyField(ExternalDocument, backref="kept_citations", verbose_name=_("Văn bản bên ngoài"))
    document = ForeignKeyField(Document, verbose_name=_("Tài liệu"))
    reason = CharField(max_length=500, verbose_name=_("Lý do"))
    stated_by = ForeignKeyField(Person, verbose_name=_("Người nêu lý do"))
    stated_on = DateField(verbose_name=_("Ngày nêu"))

    class Meta:
        indexes = ((("external", "document"), True),)

    @property
    def label(self) -> str:
        return f"{self.document.code} – {self.external.number}"

    @property
    def responsible_id(self) -> int | None:
        """Give the post chiefly responsible for the document, as its newest edition says."""
        newest = Edition.approved_of(self.document).order_by(Edition.number.desc()).first()
        return newest.responsible_id if newest else None

    @act(_("Giữ viện dẫn"), _("đã nêu lý do giữ viện dẫn"), may=authorities.prepare, when=NEW)
    def state(self, *, by: Any) -> None:
        """State why the citation may stay; the next check then only points at it."""
        self.require(self.external.is_over, _("Văn bản %(number)s còn hiệu lực, không cần nêu lý do.", number=self.external.number))
        self.require(self.reason.strip(), _("Ghi lý do giữ viện dẫn."))
        same = (KeptCitation.external == self.external) & (KeptCitation.document == self.document)
        self.require(not KeptCitation.select().where(same).exists(), _("%(label)s đã có lý do giữ viện dẫn.", label=self.label))
        self.stated_by, self.stated_on = by, clock.today()
