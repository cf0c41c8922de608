"""The relay behind STARTTLS and a password, as offices have it: a real relay, a certificate made for the test, nothing patched."""

import shutil
import ssl
import subprocess

import pytest
from aiosmtpd.smtp import AuthResult

from qms.notifications.digest import Digest, DigestState
from tests.notifications.conftest import task
from tests.notifications.real_relay import relay

PASSWORD = "mat khau may chu thu"


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """Make a certificate that vouches for itself as 127.0.0.1."""
    folder = tmp_path_factory.mktemp("certificate")
    program = shutil.which("openssl")
    assert program, "openssl is needed to make the certificate of the relay"
    command = [program, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
               "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    return folder


class Door:
    """Lets in who knows the password; notes whether he came by a ciphered line."""

    def __init__(self):
        self.tries = []

    def __call__(self, server, session, envelope, mechanism, data):
        self.tries.append((data.login.decode(), data.password.decode(), session.ssl is not None))
        return AuthResult(success=data.password.decode() == PASSWORD, handled=False)


@pytest.fixture
def door():
    return Door()


@pytest.fixture
def guarded(certificate, door, monkeypatch):
    """Run a relay that wants STARTTLS and a password, trusted by this house."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    settings = {"QMS_SMTP_TLS": "starttls", "QMS_SMTP_USER": "qms", "QMS_SMTP_PASSWORD": PASSWORD, "QMS_SMTP_HOST": "127.0.0.1"}
    with relay(tls_context=context, require_starttls=True, authenticator=door, auth_required=True) as (letters, port):
        for name, value in {**settings, "QMS_SMTP_PORT": str(port), "SSL_CERT_FILE": str(certificate / "cert.pem")}.items():
            monkeypatch.setenv(name, value)
        yield letters


def states():
    return {one.person.username: one.state for one in Digest.select()}


def test_mail_goes_out_ciphered_and_signed_in(guarded, door, reachable, given, do):
    given({one: [task("Việc", 1)] for one in reachable.values()})
    do()
    assert guarded.addressees == sorted(one.email for one in reachable.values())
    assert set(door.tries) == {("qms", PASSWORD, True)}
    assert set(states().values()) == {DigestState.SENT}


def test_wrong_password_loses_no_mail(guarded, door, reachable, given, do, monkeypatch):
    given({reachable["staff"]: [task("Việc", 1)]})
    monkeypatch.setenv("QMS_SMTP_PASSWORD", "cu")
    outcome = do()
    assert guarded.taken == []
    assert "Authentication" in outcome.trouble
    assert set(states().values()) == {DigestState.FAILED}
    monkeypatch.setenv("QMS_SMTP_PASSWORD", PASSWORD)
    do(insisting=True)
    assert guarded.addressees == ["nam@an-binh.lan"]
    assert set(states().values()) == {DigestState.SENT}


def test_password_is_not_told_to_a_relay_that_does_not_cipher(reachable, given, do, door, monkeypatch):
    given({reachable["staff"]: [task("Việc", 1)]})
    with relay(authenticator=door, auth_require_tls=False) as (letters, port):
        for name, value in {"TLS": "starttls", "USER": "qms", "PASSWORD": PASSWORD, "HOST": "127.0.0.1", "PORT": str(port)}.items():
            monkeypatch.setenv(f"QMS_SMTP_{name}", value)
        assert do().failed == 1
    assert (door.tries, letters.taken) == ([], [])


def test_relay_nobody_vouches_for_is_given_nothing(guarded, door, reachable, given, do, monkeypatch, tmp_path):
    given({reachable["staff"]: [task("Việc", 1)]})
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "nobody.pem"))
    assert do().failed == 1
    assert (door.tries, guarded.taken) == ([], [])
    assert "certificate" in Digest.get().trouble


def test_relay_that_ciphers_from_the_first_word(certificate, door, reachable, given, do, monkeypatch):
    given({reachable["staff"]: [task("Việc", 1)]})
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    with relay(ssl_context=context, authenticator=door, auth_require_tls=False) as (letters, port):
        settings = {"TLS": "tls", "USER": "qms", "PASSWORD": PASSWORD, "HOST": "127.0.0.1", "PORT": str(port)}
        for name, value in settings.items():
            monkeypatch.setenv(f"QMS_SMTP_{name}", value)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
        assert do().sent == 1
    assert letters.addressees == ["nam@an-binh.lan"]
