"""A person: name, and the ranks, posts and roles he holds or has held, each with its dates."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from peewee import SQL, BooleanField, CharField, DateField, ForeignKeyField

from qms import settings
from qms.core import clock
from qms.core.act import ANY, NEW, act
from qms.core.database import transaction
from qms.core.fields import StateField
from qms.core.kept import kept
from qms.core.language import LANGUAGES, SOURCE, Phrase, _
from qms.core.record import Record
from qms.core.vietnamese import name_key
from qms.organization import authorities, password
from qms.organization.role import Role
from qms.organization.unit import Post, Unit

NO_MAIL_ADDRESS = _("Địa chỉ thư ghi theo dạng ten@co-quan.vn, không dấu, không khoảng trắng.")


def is_mail_address(text: str) -> bool:
    """Tell whether a text is a mail address every relay takes; none at all is right too."""
    return not text or (len(text) <= 254 and re.fullmatch(settings.MAIL_ADDRESS, text) is not None)


class Person(Record):
    """Somebody of the office. Who leaves keeps his history and cannot sign in."""

    kind_label: ClassVar[Phrase] = _("Người")
    unsealed: ClassVar[frozenset[str]] = frozenset({"password_hash"})

    name = CharField(max_length=120, verbose_name=_("Họ và tên"))
    username = CharField(max_length=60, unique=True, null=True, verbose_name=_("Tên đăng nhập"))
    password_hash = CharField(max_length=200, null=True)
    must_change_password = BooleanField(default=False, verbose_name=_("Phải đổi mật khẩu"))
    left_on = DateField(null=True, verbose_name=_("Ngày rời đơn vị"))
    disabled = BooleanField(default=False, verbose_name=_("Khóa đăng nhập"))
    email = CharField(max_length=254, default="", constraints=[SQL("DEFAULT ''")], verbose_name=_("Địa chỉ thư"))
    language = CharField(max_length=5, default=SOURCE, constraints=[SQL("DEFAULT 'vi'")], verbose_name=_("Ngôn ngữ thư"))

    @property
    def label(self) -> str:
        return self.name

    @cached_property
    def roles(self) -> frozenset[Role]:
        """Give the roles held today."""
        return _roles_today(self.id)

    def roles_on(self, day: date) -> frozenset[Role]:
        """Give the roles held on a day."""
        return frozenset(Role(grant.role) for grant in RoleGrant.held(self, day))

    def has_role(self, role: str) -> bool:
        """Tell whether the person holds a role today."""
        return role in self.roles

    @cached_property
    def rank(self) -> str:
        """Give today's rank."""
        return _rank_today(self.id)

    @cached_property
    def posts(self) -> list[Post]:
        """Give the posts held today."""
        return [holding.post for holding in PostHolding.held(self, clock.today())]

    @property
    def unit(self) -> Unit | None:
        """Give the unit of the first post held today."""
        return self.posts[0].unit if self.posts else None

    @property
    def ranked_name(self) -> str:
        """Give rank before name, as military papers write it."""
        return f"{self.rank} {self.name}".strip()

    def signature(self) -> str:
        """Give rank, name, post and unit as they are now, to be frozen on what is signed."""
        return ", ".join([self.ranked_name, *[f"{post.title}, {post.unit.name}" for post in self.posts[:1]]])

    @property
    def may_sign_in(self) -> bool:
        """Tell whether the person may sign in today."""
        gone = self.left_on is not None and self.left_on <= clock.today()
        return bool(self.username and self.password_hash) and not self.disabled and not gone

    @act(_("Thêm người"), _("đã thêm người"), may=authorities.keep_the_organization, when=NEW)
    def register(self, *, by: Any) -> None:
        """Create the person."""
        self.require(self.name.strip(), _("Ghi họ và tên."))
        taken = self.username and Person.get_or_none(username=self.username)
        self.require(not taken, _("Tên đăng nhập %(name)s đã có người dùng.", name=self.username))
        self.require(is_mail_address(self.email), NO_MAIL_ADDRESS)

    @act(_("Sửa thông tin người"), _("đã sửa thông tin người"), may=authorities.keep_the_organization)
    def amend(self, *, by: Any, name: str, username: str | None, email: str | None = None) -> None:
        """Correct name, sign-in name or mail address; without an address the one there is stays."""
        self.require(name.strip(), _("Ghi họ và tên."))
        taken = username and Person.get_or_none((Person.username == username) & (Person.id != self.id))
        self.require(not taken, _("Tên đăng nhập %(name)s đã có người dùng.", name=username))
        self.require(is_mail_address(email or ""), NO_MAIL_ADDRESS)
        self.name, self.username, self.email = name, username or None, self.email if email is None else email

    @act(_("Chọn ngôn ngữ thư"), _("đã chọn ngôn ngữ thư"), may=authorities.oneself)
    def choose_language(self, *, by: Any, language: str) -> None:
        """Choose in which language one's mails and calendar are written."""
        self.require(language in LANGUAGES, _("Chọn một trong các ngôn ngữ có sẵn."))
        self.language = language

    @act(_("Đặt lại mật khẩu"), _("đã đặt lại mật khẩu"), may=authorities.keep_the_organization)
    def reset_password(self, *, by: Any, new: str, must_change: bool = True) -> None:
        """Give a password that the person must change at the next sign-in; ends his sessions."""
        self.require(by.id != self.id, _("Đổi mật khẩu của mình ở trang tài khoản, nơi phải ghi mật khẩu hiện tại."))
        self.require(self.username, _("Ghi tên đăng nhập trước khi đặt mật khẩu."))
        password.check(new, self.username or "", self.name)
        self.password_hash, self.must_change_password = password.hashed(new), must_change

    @act(_("Đổi mật khẩu"), _("đã đổi mật khẩu"), may=authorities.oneself)
    def change_password(self, *, by: Any, old: str, new: str) -> None:
        """Change one's own password; ends one's sessions."""
        self.require(password.fits(old, self.password_hash), _("Mật khẩu hiện tại không đúng."))
        password.check(new, self.username or "", self.name)
        self.password_hash, self.must_change_password = password.hashed(new), False

    @act(_("Khóa đăng nhập"), _("đã khóa đăng nhập"), may=authorities.keep_the_organization)
    def disable(self, *, by: Any) -> None:
        """Refuse sign-in from now on; ends his sessions."""
        self.require(by.id != self.id, _("Không ai tự khóa đăng nhập của mình; người quản trị khác thực hiện."))
        self.disabled = True

    @act(_("Mở khóa đăng nhập"), _("đã mở khóa đăng nhập"), may=authorities.keep_the_organization)
    def enable(self, *, by: Any) -> None:
        """Allow sign-in again."""
        self.disabled = False

    @act(_("Ghi nhận rời đơn vị"), _("đã ghi nhận rời đơn vị"), may=authorities.keep_the_organization)
    def leave(self, *, by: Any, on: date) -> None:
        """End posts and roles on a day; the history stays."""
        self.require(by.id != self.id, _("Không ai tự ghi nhận mình rời đơn vị; người quản trị khác thực hiện."))
        self.require(self.left_on is None, _("Đã ghi nhận người này rời đơn vị."))
        self.left_on = on
        for dated in (Rank, PostHolding, RoleGrant):
            for held in dated.held(self, on):
                if dated is not Rank:
                    held.end(by=by, on=on)

    @classmethod
    def present(cls) -> "list[Person]":
        """List the people of the office today, in the order of given names."""
        today = clock.today()
        people = [p for p in cls.select() if p.left_on is None or p.left_on > today]
        return sorted(people, key=lambda p: name_key(p.name))


@kept(most=512)
def _roles_today(person: int) -> frozenset[Role]:
    return Person(id=person).roles_on(clock.today())


@kept(most=512)
def _rank_today(person: int) -> str:
    held = Rank.held(Person(id=person), clock.today())
    return held[-1].name if held else ""


class Dated(Record):
    """Something a person holds from a day to the day before another."""

    person = ForeignKeyField(Person)
    valid_from = DateField(verbose_name=_("Từ ngày"))
    valid_until = DateField(null=True, verbose_name=_("Đến ngày"))

    is_abstract: ClassVar[bool] = True
    kind_label: ClassVar[Phrase] = _("Thời gian giữ")

    @classmethod
    def held(cls, person: Person, day: date) -> list[Any]:
        """List what a person held on a day, oldest first."""
        open_then = cls.valid_until.is_null() | (cls.valid_until > day)
        return list(cls.select().where((cls.person == person) & (cls.valid_from <= day) & open_then).order_by(cls.valid_from, cls.id))

    @property
    def label(self) -> str:
        return self.person.name

    @act(_("Kết thúc"), _("đã kết thúc"), may=authorities.keep_the_organization, when=ANY)
    def end(self, *, by: Any, on: date) -> None:
        """End it on a day; it was held until the day before."""
        self._finish(on)

    def _finish(self, on: date) -> None:
        self.require(on >= self.valid_from, _("Ngày kết thúc không được trước ngày bắt đầu."))
        self.require(self.valid_until is None or on <= self.valid_until, _("Đã kết thúc trước ngày đó."))
        self.valid_until = on

    def lasts_beyond(self, day: date) -> bool:
        """Tell whether it is held on a day or on some later one."""
        return self.valid_until is None or self.valid_until > day


class Rank(Dated):
    """A rank held."""

    kind_label: ClassVar[Phrase] = _("Quân hàm")
    name = CharField(max_length=60, verbose_name=_("Quân hàm"))

    @act(_("Ghi quân hàm"), _("đã ghi quân hàm"), may=authorities.keep_the_organization, when=NEW)
    def confer(self, *, by: Any) -> None:
        """Give the rank from a day on; the earlier one ends then."""
        self.require(self.name.strip(), _("Ghi quân hàm."))
        for earlier in Rank.held(self.person, self.valid_from):
            earlier.end(by=by, on=self.valid_from)


class PostHolding(Dated):
    """A post held."""

    kind_label: ClassVar[Phrase] = _("Giữ chức vụ")
    post = ForeignKeyField(Post, backref="holdings", verbose_name=_("Chức vụ"))

    @act(_("Bổ nhiệm"), _("đã bổ nhiệm"), may=authorities.keep_the_organization, when=NEW)
    def appoint(self, *, by: Any) -> None:
        """Put the person in the post from a day on."""
        self.require(self.post_id, _("Chọn chức vụ."))
        closed = self.post.closed_on
        self.require(closed is None or closed > self.valid_from, _("Chức vụ này đã bãi bỏ."))
        self.require(
            all(held.post_id != self.post_id for held in PostHolding.held(self.person, self.valid_from)),
            _("Người này đang giữ chức vụ đó."),
        )


class RoleGrant(Dated):
    """A role held. An administrator keeps accounts and cannot also be the one who approves."""

    kind_label: ClassVar[Phrase] = _("Vai trò")
    role = StateField(Role, verbose_name=_("Vai trò"))

    @act(_("Cấp vai trò"), _("đã cấp vai trò"), may=authorities.keep_the_organization & authorities.somebody_else, when=NEW)
    def grant(self, *, by: Any) -> None:
        """Give the role from a day on."""
        held = {grant.role for grant in RoleGrant.select().where(RoleGrant.person == self.person) if grant.lasts_beyond(self.valid_from)}
        self.require(self.role not in held, _("Người này đã có vai trò đó."))
        both = held | {self.role}
        self.require(
            not {Role.ADMINISTRATOR, Role.COMMANDER} <= both,
            _("Người quản trị tài khoản không được đồng thời giữ vai trò chỉ huy (người phê duyệt)."),
        )

    @act(_("Thôi vai trò"), _("đã cho thôi vai trò"), may=authorities.keep_the_organization & authorities.somebody_else)
    def end(self, *, by: Any, on: date) -> None:
        """End the role on a day; nobody ends his own."""
        self._finish(on)


class _System:
    """The house itself, where no person acts: the first set-up, the rounds."""

    id = None
    roles: frozenset[Role] = frozenset()

    def has_role(self, role: str) -> bool:
        return False

    def signature(self) -> str:
        return str(_("Hệ thống"))


SYSTEM = _System()


def holders(role: Role) -> Iterable[Person]:
    """List those who hold a role today."""
    return [person for person in Person.present() if role in person.roles]


def take_in(
    name: str, username: str | None, *, by: Any, since: date, rank: str = "", post: Post | None = None, role: str = "", email: str = ""
) -> Person:
    """Register a person together with the rank, post and role held from the first day."""
    with transaction():
        person = Person(name=name, username=username, email=email).register(by=by)
        if rank:
            Rank(person=person, name=rank, valid_from=since).confer(by=by)
        if post:
            PostHolding(person=person, post=post, valid_from=since).appoint(by=by)
        if role:
            RoleGrant(person=person, role=role, valid_from=since).grant(by=by)
        return person
