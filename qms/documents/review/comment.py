"""A remark on one paragraph of a text under review, answered and settled before the text is signed (7.5.2 c)."""

from typing import Any, ClassVar

from peewee import CharField, ForeignKeyField, IntegerField, TextField

from qms.core import clock
from qms.core.act import NEW, act
from qms.core.fields import MomentField, StateField
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.core.refusals import NotNow
from qms.core.states import State
from qms.documents import authorities
from qms.documents.edition import Edition
from qms.documents.states import EditionState
from qms.documents.text import passages
from qms.organization.person import Person


class CommentState(State):
    """Whether a remark still waits."""

    OPEN = "open", _("Chưa giải quyết"), "◆", "warn"
    RESOLVED = "resolved", _("Đã giải quyết"), "✓", "ok"


class Comment(Record):
    """A remark on a block of a text; the block is known by its place and its first words."""

    kind_label: ClassVar[Phrase] = _("Góp ý tại đoạn")

    edition = ForeignKeyField(Edition, backref="comments", verbose_name=_("Lần ban hành"))
    state = StateField(CommentState, default=CommentState.OPEN, verbose_name=_("Trạng thái"))
    place = IntegerField(verbose_name=_("Đoạn"))
    quote = CharField(max_length=200, verbose_name=_("Trích đoạn"))
    text = TextField(verbose_name=_("Nội dung góp ý"))
    written_by = ForeignKeyField(Person, verbose_name=_("Người góp ý"))
    written_at = MomentField()

    @property
    def label(self) -> str:
        return str(_("%(label)s, đoạn %(n)s", label=self.edition.label, n=self.place))

    @property
    def is_open(self) -> bool:
        """Tell whether it still waits."""
        return self.state == CommentState.OPEN

    @property
    def line(self) -> int | None:
        """Give the line of the present text it is about."""
        return passages.line_of(self.edition.text, self.quote)

    @act(_("Góp ý"), _("đã góp ý"), may=authorities.comment, when=NEW)
    def write(self, *, by: Any) -> None:
        """Say something about one block of the text under review."""
        if self.edition.state != EditionState.IN_REVIEW:
            raise NotNow(_("Chỉ góp ý tại đoạn khi văn bản đang chờ xem xét, phê duyệt."))
        self.require(self.text.strip(), _("Ghi nội dung góp ý."))
        block = next((block for block in passages.passages_of(self.edition.page.html) if block.place == self.place), None)
        self.require(block, _("Chọn đoạn cần góp ý."))
        self.quote, self.written_by, self.written_at = block.quote if block else "", by, clock.now()

    @act(
        _("Đã giải quyết"),
        _("đã ghi góp ý được giải quyết"),
        may=authorities.settle,
        when=CommentState.OPEN,
        then=CommentState.RESOLVED,
    )
    def resolve(self, *, by: Any) -> None:
        """Say that the remark has been met; the one who made it says so, or the commander."""
        if not self.edition.is_open:
            raise NotNow(_("%(label)s không còn đang soạn thảo, xem xét.", label=self.edition.label))


class CommentAnswer(Record):
    """An answer to a remark."""

    kind_label: ClassVar[Phrase] = _("Trả lời góp ý")

    comment = ForeignKeyField(Comment, backref="answers", verbose_name=_("Góp ý"))
    text = TextField(verbose_name=_("Nội dung trả lời"))
    written_by = ForeignKeyField(Person, verbose_name=_("Người trả lời"))
    written_at = MomentField()

    @property
    def edition(self) -> Edition:
        """Give the edition it is about."""
        return self.comment.edition

    @property
    def label(self) -> str:
        return str(self.comment.label)

    @act(_("Trả lời góp ý"), _("đã trả lời góp ý"), may=authorities.comment, when=NEW)
    def write(self, *, by: Any) -> None:
        """Answer while the text is still worked on."""
        if not self.edition.is_open:
            raise NotNow(_("%(label)s không còn đang soạn thảo, xem xét.", label=self.edition.label))
        self.require(self.text.strip(), _("Ghi nội dung trả lời."))
        self.written_by, self.written_at = by, clock.now()


def comments_on(edition: Edition) -> list[Comment]:
    """List the remarks on an edition, in the order of the text."""
    return list(edition.comments.order_by(Comment.place, Comment.id))


def by_passage(edition: Edition) -> list[tuple[passages.Passage, list[Comment]]]:
    """Give the passages of the present text, each with the remarks on it."""
    parts = passages.passages_of(edition.page.html)
    lying: dict[int, list[Comment]] = {}
    for comment in comments_on(edition):
        block = passages.found_again(parts, comment.place, comment.quote)
        lying.setdefault(block.place if block else 0, []).append(comment)
    return [(block, lying.get(block.place, [])) for block in parts]
