"""A real mail relay on loopback that keeps what it takes, or refuses, or falls silent."""

import socket
from contextlib import contextmanager
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller


class Letters:
    """What the relay has taken; `refuse` lists addresses it does not know, `after_text` what it says to a text."""

    def __init__(self):
        self.taken, self.refuse, self.after_text, self.asked = [], set(), "250 OK", 0

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):  # noqa: N802 - the relay's name for it
        self.asked += 1
        if address in self.refuse:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.after_text == "hang up":
            self.taken.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
            server.transport.abort()
            return "250 OK"
        if self.after_text.startswith("250"):
            self.taken.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return self.after_text

    @property
    def addressees(self):
        """List who was written to."""
        return sorted(address for addresses, _letter in self.taken for address in addresses)


@contextmanager
def relay(**options):
    """Run a relay on a free port; give its letters and its port."""
    letters = Letters()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(letters, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield letters, port
    finally:
        controller.stop()
