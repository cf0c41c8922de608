"""What is answered when something is refused: a page with one sentence, what was typed, and a way back."""

import re
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, flash, g, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import BadRequest, HTTPException, SecurityError

from qms.core import once
from qms.core.language import Phrase, _
from qms.core.refusals import AlreadyDone, Missing, NotAllowed, Refusal, Tampered
from qms.web import access, forms, given_back

_INSIDE = re.compile(r"/(?![/\\])[^\\\x00-\x1f]*")


def answer_refusals(app: Flask) -> None:
    """Answer every refusal and every error of an application with a page."""

    @app.errorhandler(access.NotSignedIn)
    def _not_signed_in(_error: Exception) -> Any:
        if asks_as_program():
            return _to_program(_("Cần đăng nhập, hoặc mã truy cập còn hiệu lực."), 401)
        if request.method == "GET":
            return redirect(url_for("signing.sign_in", next=request.full_path.rstrip("?")))
        return render_template(
            "sign_in.html",
            form=_blank_sign_in(),
            kept=given_back.kept_typing(),
            next=request.path,
            sentence=_("Phiên làm việc đã hết hạn. Đăng nhập lại để gửi tiếp nội dung đã nhập."),
        ), 401

    @app.errorhandler(access.MustChangePassword)
    def _must_change(refusal: Refusal) -> Any:
        leads_on = request.method == "GET" and not asks_as_program()
        return redirect(url_for("signing.account")) if leads_on else _refused(refusal.sentence, 403)

    @app.errorhandler(CSRFError)
    def _no_token(_error: Exception) -> Any:
        return _refused(_("Trang đã mở quá lâu hoặc được gửi từ nơi khác. Kiểm tra lại nội dung và gửi lại."), 400)

    @app.errorhandler(Refusal)
    def _refusal(refusal: Refusal) -> Any:
        if isinstance(refusal, AlreadyDone):
            return _already_done()
        again = _shown_again(refusal) if isinstance(refusal, Missing) else None
        if again is not None:
            return again
        status = 403 if isinstance(refusal, NotAllowed) else 422 if isinstance(refusal, Missing) else 409
        return _refused(refusal.sentence, 500 if isinstance(refusal, Tampered) else status)

    @app.errorhandler(SecurityError)
    def _not_our_name(_error: Exception) -> Any:
        return Response(str(_HTTP[400]), 400, mimetype="text/plain")  # no page: its links would need a name we know

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> Any:
        return _refused(_HTTP.get(error.code or 500, _HTTP[500]), error.code or 500)

    @app.errorhandler(OverflowError)
    def _no_such_number(_error: Exception) -> Any:
        return _refused(_HTTP[404], 404)  # a number too large for any record

    @app.errorhandler(Exception)
    def _unforeseen(error: Exception) -> Any:
        app.logger.exception("unforeseen")
        if app.config.get("RAISE"):
            raise error
        return _refused(_HTTP[500], 500)


_HTTP = {
    400: _("Yêu cầu không đúng dạng."),
    404: _("Không tìm thấy trang này. Kiểm tra lại mã hoặc dùng danh mục bên trái."),
    405: _("Địa chỉ này không nhận cách gửi đó."),
    413: _("Nội dung gửi lên quá lớn; tệp đính kèm tối đa 25 MB."),
    500: _("Hệ thống chưa thực hiện được. Chưa xác nhận đã lưu; tải lại trang để kiểm tra rồi báo người quản trị."),
}


def _shown_again(refusal: Refusal) -> Any:
    """Show the form that asked for a refused act as it was typed, with the reason; nothing where no form was sent."""
    if request.method != "POST" or asks_as_program() or not g.pop("was_right", False):
        return None
    g.refused = refusal.sentence
    try:
        return current_app.ensure_sync(current_app.view_functions[request.endpoint or ""])(**request.view_args or {})
    except (Refusal, HTTPException):
        return None


def _blank_sign_in() -> Any:
    from qms.organization.forms import SignInForm

    return SignInForm(formdata=None)


def _already_done() -> Any:
    url = once.result_of(request.form.get("once", "")[:64])
    if url:
        return redirect(url, 303)
    flash(str(_("Biểu mẫu này đã được gửi và đã được ghi nhận một lần.")))
    return redirect(request.path if request.method == "GET" else url_for("today.home"), 303)


def asks_as_program() -> bool:
    """Tell whether a program asks that cannot read pages: the interface, or whoever shows a personal token."""
    shows_token = access.may_take_token(request.endpoint) and ("token" in request.args or request.authorization is not None)
    return request.path.startswith("/api/") or shows_token


def _to_program(sentence: Phrase, status: int) -> Any:
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    return {"error": str(sentence)}, status, headers


def _refused(sentence: Phrase, status: int) -> Any:
    if asks_as_program():
        return _to_program(sentence, status)
    if isinstance(request.routing_exception, BadRequest):  # a host name that is not ours: no page could name its links
        return str(_HTTP[400]), 400, {"Content-Type": "text/plain; charset=utf-8"}
    if g.get("office") is None:
        g.office = None
    body = render_template(
        "refused.html",
        sentence=sentence,
        status=status,
        typed=forms.typed() if request.method == "POST" and status != 413 else [],
        back=_came_from(),
    )
    return body, status


def _came_from() -> str:
    """Give the page of this house the request came from, or the front page."""
    came = urlsplit(request.referrer or "")
    return inside(came.path) if came.netloc == request.host and came.path != request.path else url_for("today.home")


def inside(url: str | None) -> str:
    """Give an address within this house, or the front page."""
    return url if url and _INSIDE.fullmatch(url) else url_for("today.home")
