"""What is drawn is kept: one drawing for each set of data, width and language, however many ask at the same time."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future

MOST = 128
_pen = threading.Lock()  # matplotlib's settings belong to the whole process: one drawing at a time


def digest(*parts: object) -> str:
    """Give the key of a drawing: a hash of all it is made from."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()


class Drawings:
    """The drawings used last. Who asks for one that is being made waits for it."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self._kept: OrderedDict[str, Future[bytes]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str, draw: Callable[[], bytes]) -> bytes:
        """Give the drawing of a key, made by the first who asks; a failed one is made again by the next."""
        drawing, is_mine = self._place(key)
        if is_mine:
            try:
                with _pen:
                    drawing.set_result(draw())
            except BaseException as failure:
                self._forget(key)
                drawing.set_exception(failure)
        return drawing.result()

    def _place(self, key: str) -> tuple[Future[bytes], bool]:
        with self._lock:
            is_new = key not in self._kept
            drawing = self._kept.setdefault(key, Future())
            self._kept.move_to_end(key)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
            return drawing, is_new

    def _forget(self, key: str) -> None:
        with self._lock:
            self._kept.pop(key, None)


drawings = Drawings()
