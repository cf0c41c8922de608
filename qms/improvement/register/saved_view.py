"""Filters of the register that a person keeps under a name: his own preference, no record; it can be renamed and deleted."""

from typing import Self

from peewee import CharField, ForeignKeyField

from qms.core import once
from qms.core.database import transaction
from qms.core.language import _
from qms.core.refusals import Missing
from qms.core.row import Row
from qms.organization.person import Person

MOST = 20
NAME_LETTERS, QUERY_LETTERS = 60, 1000


class SavedView(Row):
    """A filter of the register under a name, as the query part of its address."""

    owner = ForeignKeyField(Person)
    name = CharField(max_length=NAME_LETTERS)
    query = CharField(max_length=QUERY_LETTERS)

    class Meta:
        indexes = ((("owner", "name"), True),)

    @classmethod
    def of(cls, owner: Person) -> list[Self]:
        """List a person's views by name."""
        return list(cls.select().where(cls.owner == owner).order_by(cls.name))

    @classmethod
    def his(cls, owner: Person, number: int) -> Self | None:
        """Find a view of a person; nobody finds another's."""
        return cls.get_or_none((cls.owner == owner) & (cls.id == number))


def keep(owner: Person, name: str, query: str) -> SavedView:
    """Keep a filter under a name."""
    with transaction():
        once.spend()
        if not query or len(query) > QUERY_LETTERS:
            raise Missing(_("Chọn bộ lọc trước khi lưu."))
        if SavedView.select().where(SavedView.owner == owner).count() >= MOST:
            raise Missing(_("Mỗi người lưu tối đa %(n)s bộ lọc; xóa bớt trước khi lưu thêm.", n=MOST))
        return SavedView.create(owner=owner, name=_free(owner, name), query=query)


def rename(view: SavedView, name: str) -> SavedView:
    """Give a kept filter another name."""
    with transaction():
        once.spend()
        view.name = _free(view.owner, name, but=view.id)
        view.save()
        return view


def remove(view: SavedView) -> None:
    """Delete a kept filter."""
    with transaction():
        once.spend()
        view.delete_instance()


def _free(owner: Person, name: str, but: int | None = None) -> str:
    """Give the name as it is kept; refuse none, one too long, and one the person has given already."""
    wanted = " ".join(name.split())
    if not wanted or len(wanted) > NAME_LETTERS:
        raise Missing(_("Ghi tên bộ lọc từ 1 đến %(n)s ký tự.", n=NAME_LETTERS))
    same = SavedView.get_or_none((SavedView.owner == owner) & (SavedView.name == wanted))
    if same and same.id != but:
        raise Missing(_("Đồng chí đã có bộ lọc tên “%(name)s”; chọn tên khác.", name=wanted))
    return wanted
