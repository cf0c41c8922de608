"""Drawings are made once for each key, however many ask."""

import threading
import time

import pytest

from qms.management_review.drawing import Drawings, digest


def test_sixteen_at_once_make_one_drawing():
    drawings, made, ready = Drawings(), [], threading.Barrier(16)

    def draw():
        made.append(1)
        time.sleep(0.05)
        return b"<svg/>"

    def ask():
        ready.wait()
        got.append(drawings.get("k", draw))

    got = []
    threads = [threading.Thread(target=ask) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [b"<svg/>"] * 16
    assert len(made) == 1


def test_different_keys_are_different_drawings_never_made_side_by_side():
    drawings, busy, met = Drawings(), threading.Lock(), []

    def draw(name):
        met.append(busy.acquire(blocking=False))
        time.sleep(0.02)
        busy.release()
        return name.encode()

    threads = [threading.Thread(target=lambda n=name: drawings.get(n, lambda: draw(n))) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert met == [True] * 4
    assert drawings.get("c", lambda: b"again") == b"c"


def test_least_used_drawing_is_forgotten():
    drawings = Drawings(most=2)
    for key in ("a", "b", "a", "c"):
        drawings.get(key, key.encode)
    assert drawings.get("a", lambda: b"again") == b"a"
    assert drawings.get("b", lambda: b"again") == b"again"


def test_failed_drawing_is_told_and_made_again():
    drawings = Drawings()

    def fail():
        raise ValueError("hỏng")

    with pytest.raises(ValueError, match="hỏng"):
        drawings.get("k", fail)
    assert drawings.get("k", lambda: b"whole") == b"whole"


def test_key_follows_data_width_and_language():
    keys = {digest("flow", data, width, language) for data in (((1, 2),), ((1, 3),)) for width in (720, 360) for language in ("vi", "en")}
    assert len(keys) == 8
    assert digest("flow", ((1, 2),), 720, "vi") in keys
