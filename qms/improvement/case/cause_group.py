"""The groups causes are sorted into: those the house comes with, as the office names them, and those it added (10.2.1 b)."""

from dataclasses import dataclass
from typing import Any, ClassVar

from peewee import BooleanField, CharField

from qms.core.act import ANY, NEW, act
from qms.core.kept import kept
from qms.core.language import SOURCE, Phrase, _, language
from qms.core.record import Record
from qms.core.vietnamese import fold, sort_key
from qms.improvement import authorities
from qms.improvement.states import CauseGroup


class CauseGroupName(Record):
    """A group of causes the office added, or another name for one the house comes with; its code never changes."""

    kind_label: ClassVar[Phrase] = _("Nhóm nguyên nhân")

    code = CharField(max_length=32, unique=True, verbose_name=_("Mã"))
    name = CharField(max_length=80, verbose_name=_("Tên"))
    name_en = CharField(max_length=80, default="", verbose_name=_("Tên tiếng Anh"))
    is_active = BooleanField(default=True, verbose_name=_("Còn dùng"))

    @property
    def label(self) -> str:
        return self.name

    @act(_("Thêm nhóm nguyên nhân"), _("đã thêm nhóm nguyên nhân"), may=authorities.triage, when=NEW)
    def add(self, *, by: Any) -> None:
        """Take a group into the list, or another name for one of the house's."""
        self._named()

    @act(_("Sửa nhóm nguyên nhân"), _("đã sửa nhóm nguyên nhân"), may=authorities.triage, when=ANY)
    def amend(self, *, by: Any, name: str, name_en: str, is_active: bool) -> None:
        """Name it anew, or take it out of the list; what was sorted into it stays there."""
        self.name, self.name_en, self.is_active = name.strip(), name_en.strip(), is_active
        self._named()

    def _named(self) -> None:
        self.require(self.name.strip(), _("Ghi tên nhóm nguyên nhân."))
        self.require(self.code != CauseGroup.OTHER, _("Nhóm “Khác” giữ nguyên, để việc không xếp được còn chỗ."))
        same = (one for one in groups() if fold(one.name) == fold(self.name) and one.code != self.code)
        self.require(next(same, None) is None, _("Nhóm nguyên nhân “%(name)s” đã có.", name=self.name))


@dataclass(frozen=True)
class Group:
    """A group as lists and forms know it."""

    code: str
    name: str
    name_en: str
    is_active: bool

    @property
    def label(self) -> str:
        """Name it in the reader's language."""
        own = self.name if language() == SOURCE else self.name_en or self.name
        return own or str(CauseGroup(self.code).label)


@kept()
def groups() -> tuple[Group, ...]:
    """List every group, the house's first and “other” last, which nobody renames; a name is empty where the house's own holds."""
    own = {one.code: Group(one.code, one.name, one.name_en, one.is_active) for one in CauseGroupName.select()}
    first = [own.pop(group.value, Group(group.value, "", "", True)) for group in CauseGroup if group != CauseGroup.OTHER]
    return (*first, *sorted(own.values(), key=lambda one: sort_key(one.name)), Group(CauseGroup.OTHER.value, "", "", True))


def label_of(code: str | None) -> str:
    """Name a group; a code nobody knows is its own name."""
    return next((group.label for group in groups() if group.code == code), code or "")


def choices(chosen: str | None = None) -> list[tuple[str, str]]:
    """List the groups a cause may be sorted into, with the one it is in already."""
    return [(group.code, group.label) for group in groups() if group.is_active or group.code == chosen]


def amend(by: Any, code: str, name: str, name_en: str, is_active: bool) -> CauseGroupName:
    """Change a group of the list; one of the house's is given its first own name."""
    kept_as = CauseGroupName.get_or_none(code=code)
    if kept_as is None:
        kept_as = CauseGroupName(code=code, name=name.strip(), name_en=name_en.strip(), is_active=is_active)
        return kept_as.add(by=by)
    return kept_as.amend(by=by, name=name, name_en=name_en, is_active=is_active)


def add(by: Any, name: str, name_en: str) -> CauseGroupName:
    """Add a group under a code of its own."""
    code = f"own_{CauseGroupName.select().count() + 1}"
    return CauseGroupName(code=code, name=name.strip(), name_en=name_en.strip()).add(by=by)
