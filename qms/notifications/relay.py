"""The mail relay: a letter is taken, surely not taken, or nobody knows."""

import smtplib
import ssl
from email.message import EmailMessage
from typing import Any

from qms import settings

SECONDS = 20
_MOST_SILENCES = 3


class NotTaken(Exception):
    """The relay surely did not take the letter."""


class NobodyKnows(Exception):
    """The relay fell silent after it had been given the text."""


def is_set() -> bool:
    """Tell whether the office has named a relay."""
    return bool(settings.text("QMS_SMTP_HOST"))


class Relay:
    """A connection for many letters; once the relay does not answer, the rest of the round does not wait for it."""

    def __init__(self) -> None:
        self._smtp: smtplib.SMTP | None = None
        self._silences = 0
        self._trouble = ""

    def __enter__(self) -> "Relay":
        return self

    def __exit__(self, *_failure: object) -> None:
        self._drop()

    def send(self, letter: EmailMessage) -> None:
        """Hand a letter over; raise NotTaken or NobodyKnows."""
        if self._silences >= _MOST_SILENCES:
            raise NotTaken(self._trouble)
        try:
            smtp = self._ready()
            self._address(smtp, letter)
        except OSError as error:
            self._fell_silent(error)
            raise NotTaken(_in_words(error)) from error
        self._give_text(smtp, letter)
        self._silences = 0

    def _ready(self) -> smtplib.SMTP:
        if self._smtp is not None:
            try:
                if self._smtp.noop()[0] == 250:
                    return self._smtp
            except OSError:
                pass
            self._drop()
        self._smtp = _connected()
        return self._smtp

    def _address(self, smtp: smtplib.SMTP, letter: EmailMessage) -> None:
        for code, reply in (smtp.mail(settings.text("QMS_SMTP_FROM")), smtp.rcpt(letter["To"].addresses[0].addr_spec)):
            if not 200 <= code < 300:
                smtp.rset()
                raise NotTaken(f"{code} {reply.decode('utf-8', 'replace')}")

    def _give_text(self, smtp: smtplib.SMTP, letter: EmailMessage) -> None:
        try:
            code, reply = smtp.data(letter.as_bytes())
        except smtplib.SMTPDataError as error:
            raise NotTaken(_in_words(error)) from error
        except OSError as error:
            self._fell_silent(error)
            raise NobodyKnows(_in_words(error)) from error
        if code != 250:
            raise NotTaken(f"{code} {reply.decode('utf-8', 'replace')}")

    def _fell_silent(self, error: OSError) -> None:
        self._silences += 1
        self._trouble = _in_words(error)
        self._drop()

    def _drop(self) -> None:
        if self._smtp is not None:
            try:
                self._smtp.quit()
            except OSError:
                self._smtp.close()
        self._smtp = None


def _connected() -> smtplib.SMTP:
    host, port, tls = settings.text("QMS_SMTP_HOST"), settings.number("QMS_SMTP_PORT", 1, 65535), settings.text("QMS_SMTP_TLS")
    smtp: Any = (
        smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=ssl.create_default_context())
        if tls == "tls"
        else smtplib.SMTP(host, port, timeout=SECONDS)
    )
    try:
        if tls == "starttls":
            smtp.starttls(context=ssl.create_default_context())
        if settings.text("QMS_SMTP_USER"):
            smtp.login(settings.text("QMS_SMTP_USER"), settings.text("QMS_SMTP_PASSWORD"))
        else:
            smtp.ehlo_or_helo_if_needed()
    except OSError:
        smtp.close()
        raise
    return smtp


def _in_words(error: OSError) -> str:
    reply = getattr(error, "smtp_error", None)
    said = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else str(error)
    return f"{settings.text('QMS_SMTP_HOST')}: {said or type(error).__name__}"
