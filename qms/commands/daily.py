"""`python -m qms daily`: the daily round by hand or by a timer; run twice, it sends once."""

import argparse
from pathlib import Path

from qms import settings
from qms.commands.words import say


def main(argv: list[str]) -> int:
    """Do today's round on a home; 1 when mails failed, so that a timer tells."""
    parser = argparse.ArgumentParser(
        prog="python -m qms daily",
        description=say(
            "Chạy vòng hằng ngày: mỗi người có việc chờ nhận nhiều nhất một thư một ngày; chạy lại không gửi lại.",
            "Do the daily round: whoever has work waiting gets one mail a day at most; run again, it sends none twice.",
        ),
    )
    parser.add_argument("--home", help=say("thư mục của đơn vị", "the office's folder"))
    options = parser.parse_args(argv)
    return once(Path(options.home) if options.home else settings.home())


def once(folder: Path) -> int:
    """Do the round and say what it did."""
    from qms.app import create_app
    from qms.core import database
    from qms.notifications.posting import go_round
    from qms.notifications.relay import is_set

    app = create_app(folder)
    with database.connection(), app.test_request_context():
        outcome = go_round(insisting=True)
    if outcome is None:
        print(say("Một tiến trình khác đang chạy vòng hôm nay.", "Another process is doing today's round."))
        return 0
    if not is_set():
        print(say("Chưa đặt QMS_SMTP_HOST: không gửi thư.", "QMS_SMTP_HOST is not set: no mails."))
    print(
        say(
            f"Đã gửi {outcome.sent} thư, chưa gửi được {outcome.failed}, chưa rõ {outcome.unsure}.",
            f"Mails sent: {outcome.sent}, failed: {outcome.failed}, unsure: {outcome.unsure}.",
        )
    )
    if outcome.trouble:
        print(outcome.trouble)
    return 1 if outcome.failed or outcome.unsure else 0
