"""Nothing is reachable unless a rule is declared for it: deny by default, checked at the start and before each request."""

from collections.abc import Callable
from typing import Any

from flask import Flask, current_app, request
from flask_login import current_user

from qms.core.authority import Authority, anyone
from qms.core.language import _
from qms.core.refusals import NotAllowed
from qms.organization.person import Person

PUBLIC = Authority(_("mọi người"), lambda person, record: True)
SIGNED_IN = anyone


class NotSignedIn(Exception):
    """The page needs a sign-in."""


class MustChangePassword(NotAllowed):
    """The person works with a password that somebody else gave him."""


class NoAccessRule(RuntimeError):
    """A route was added without saying who may use it."""


def allow(rule: Authority) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare who may use a view."""

    def declare(view: Callable[..., Any]) -> Callable[..., Any]:
        view.access = rule  # type: ignore[attr-defined]
        return view

    return declare


def takes_token(view: Callable[..., Any]) -> Callable[..., Any]:
    """Declare that a view may be read with a personal token instead of a sign-in; no other view takes one."""
    view.takes_token = True  # type: ignore[attr-defined]
    return view


def may_take_token(endpoint: str | None) -> bool:
    """Tell whether a personal token is looked at for an endpoint."""
    return getattr(current_app.view_functions.get(endpoint or ""), "takes_token", False) is True


def me() -> Person:
    """Give the person who is signed in."""
    return current_user.person


def is_signed_in() -> bool:
    """Tell whether somebody is signed in."""
    return current_user.is_authenticated


def rule_of(app: Flask, endpoint: str) -> Authority:
    """Give the declared rule of an endpoint."""
    rule = getattr(app.view_functions[endpoint], "access", None)
    if rule is None:
        raise NoAccessRule(endpoint)
    return rule


def check_all(app: Flask) -> None:
    """Refuse to start while any route lacks a rule."""
    setattr(app.view_functions["static"], "access", PUBLIC)  # noqa: B010 - a function of Flask's own
    for rule in app.url_map.iter_rules():
        rule_of(app, rule.endpoint)


def may_open(endpoint: str) -> bool:
    """Tell whether the reader's role lets him use a view, so that no page offers what is then refused."""
    rule = rule_of(current_app, endpoint)
    return rule is PUBLIC or (is_signed_in() and bool(rule(me())))


def enforce() -> None:
    """Ask the rule of the requested view; called before each request."""
    if request.endpoint is None:
        return  # 404 and 405 are answered by their own pages
    rule = rule_of(current_app, request.endpoint)
    if rule is PUBLIC:
        return
    if not is_signed_in():
        raise NotSignedIn
    if me().must_change_password and request.endpoint not in ("signing.account", "signing.change_password", "signing.sign_out"):
        raise MustChangePassword(_("Đặt mật khẩu riêng trước khi làm việc."))
    if not rule(me()):
        raise NotAllowed(_("Đồng chí chưa được phân quyền xem mục này. Mục này dành cho: %(who)s.", who=rule.who))
