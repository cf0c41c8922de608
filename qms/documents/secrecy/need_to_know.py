"""Who may know of a document: named units and posts, set with a reason by its owner or the quality officer (7.5.3.1 b)."""

from collections.abc import Iterable
from typing import Any, ClassVar

from peewee import BooleanField, CharField, ForeignKeyField, TextField

from qms.core.act import NEW, act
from qms.core.fields import ListField
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.documents import authorities
from qms.documents.document import Document
from qms.documents.edition import Edition
from qms.documents.secrecy.levels import ORDINARY
from qms.documents.states import OPEN, EditionState
from qms.organization.unit import Post, Unit


class NeedToKnow(Record):
    """The circle of one document. While it is limited, who is not in it finds no sign of the document anywhere."""

    kind_label: ClassVar[Phrase] = _("Diện được biết")

    document = ForeignKeyField(Document, backref="limits", unique=True, verbose_name=_("Tài liệu"))
    is_limited = BooleanField(default=True, verbose_name=_("Giới hạn người được biết"))
    units = ListField(default=list)
    posts = ListField(default=list)
    in_words = TextField(default="", verbose_name=_("Đơn vị, chức vụ được biết"))
    reason = CharField(max_length=500, default="", verbose_name=_("Lý do"))

    class Meta:
        indexes = ((("is_limited", "document"), False),)

    @property
    def label(self) -> str:
        return str(self.document.code)

    @property
    def edition(self) -> Edition | None:
        """Give the document's newest edition, whose responsible post may say who knows."""
        known = Edition.select().where((Edition.document == self.document) & (Edition.state != EditionState.DISCARDED))
        return known.order_by(Edition.number.desc()).first()

    @act(_("Giới hạn người được biết"), _("đã giới hạn người được biết"), may=authorities.limit_readers, when=NEW)
    def limit(self, *, by: Any, units: Iterable[Unit], posts: Iterable[Post], reason: str) -> None:
        """Keep the document to those named, its owner, the quality officer and the commander."""
        self._name(units, posts, reason)

    @act(_("Thay đổi người được biết"), _("đã thay đổi người được biết"), may=authorities.limit_readers)
    def change(self, *, by: Any, units: Iterable[Unit], posts: Iterable[Post], reason: str) -> None:
        """Name others; who is no longer named loses the document and the duty to read it at once."""
        self._name(units, posts, reason)

    @act(_("Bỏ giới hạn"), _("đã bỏ giới hạn người được biết"), may=authorities.limit_readers)
    def lift(self, *, by: Any, reason: str) -> None:
        """Open the document to the whole office again."""
        self.require(self.is_limited, _("%(code)s không giới hạn người được biết.", code=self.document.code))
        self.require(reason.strip(), _("Ghi lý do."))
        self.is_limited, self.units, self.posts, self.in_words, self.reason = False, [], [], "", reason

    def _name(self, units: Iterable[Unit], posts: Iterable[Post], reason: str) -> None:
        self.require(reason.strip(), _("Ghi lý do."))
        self.require(
            not self._open_texts(),
            _("Chỉ giới hạn được tài liệu có độ mật từ “Nội bộ” trở lên, không niêm yết công khai. Sửa đổi tài liệu trước."),
        )
        named = [*units, *posts]
        self.units = sorted(one.id for one in named if isinstance(one, Unit))
        self.posts = sorted(one.id for one in named if isinstance(one, Post))
        self.is_limited, self.in_words, self.reason = True, "; ".join(one.label for one in named), reason

    def _open_texts(self) -> list[Edition]:
        last = Edition.approved_of(self.document).order_by(Edition.number.desc()).first()
        opened = Edition.select().where((Edition.document == self.document) & Edition.state.in_(OPEN))
        return [one for one in (last, *opened) if one and (one.is_public or one.classification == ORDINARY)]


def circle_of(document: Document) -> NeedToKnow:
    """Give what is said of who may know of a document, or what may be said for the first time."""
    return NeedToKnow.get_or_none(document=document) or NeedToKnow(document=document)
