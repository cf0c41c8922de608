"""The snapshot of a review: its numbers, words and charts as files under `records/reviews/<code>/`, each under its hash (7.5.3.2).

The record keeps the hash of every file, and the trail the record: what was shown to the meeting is what is read for ever.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qms.core import clock, disk, home
from qms.core.database import when_undone
from qms.core.language import SOURCE, Phrase, _, reading
from qms.core.refusals import Tampered
from qms.core.trail import canonical
from qms.management_review.review import gates, gathering
from qms.management_review.review.states import ReviewState
from qms.organization import letterhead
from qms.organization.office import Office

CONTENT, MANIFEST = "data.json", "manifest.json"
CLOSED = ReviewState.CLOSED


def folder_of(review: Any) -> Path:
    """Give where a review's files are."""
    return home.records() / "reviews" / review.code


def content_now(review: Any) -> dict[str, Any]:
    """Tell a review with its numbers as they are now."""
    office, before = Office.current(), review.previous
    earlier = gathering.frozen_numbers(content_of(before)) if before else {}
    return {
        "code": review.code,
        "since": review.since.isoformat(),
        "until": review.until.isoformat(),
        "held_on": review.held_on.isoformat(),
        "place": review.place,
        "agency": letterhead.agency_of(office) if office else [],
        "town": office.place if office else "",
        "is_sample": bool(office and office.is_sample),
        "chair": review.chair_id,
        "secretary": review.secretary_id,
        "participants": review.participants,
        "frozen_at": clock.written(review.frozen_at or clock.now()),
        "frozen_as": review.frozen_as,
        "inputs": [gathering.content_of(one, earlier) for one in gates.in_order(review)],
    }


def write(review: Any) -> dict[str, str]:
    """Take the snapshot; give the hash of every file of it. What a killed process left half done is taken away first."""
    with reading(SOURCE):
        content = content_now(review)
        names = sorted({figure["name"] for figure in figures_of(content) if figure["is_drawn"]})
        files = {f"{name}.svg": gathering.drawing(name, review) for name in names}
    files[CONTENT] = canonical(content).encode()
    manifest = {name: disk.sha256(data) for name, data in sorted(files.items())}
    for left in folder_of(review).glob("*"):
        disk.remove(left)
    for name, data in {**files, MANIFEST: canonical(manifest).encode()}.items():
        keep(review, name, data)
    return manifest


def keep(review: Any, name: str, data: bytes) -> None:
    """Write one file of a review; it goes again when the act is undone."""
    path = folder_of(review) / name
    when_undone(lambda: disk.remove(path))
    disk.write_whole(path, data)


def figures_of(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Name the figures a review shows."""
    return (figure for one in content["inputs"] for part in one["parts"] for figure in part["figures"])


def content_of(review: Any) -> dict[str, Any]:
    """Tell a review: as frozen where it is, as the registers stand now before."""
    if not review.manifest:
        return content_now(review)
    found: dict[str, Any] = json.loads(file_of(review, CONTENT))
    return found


def chart(review: Any, name: str) -> bytes:
    """Give a chart of a review: the frozen one where it is, one of now before; nothing where there is none."""
    if not review.manifest:
        return gathering.drawing(name, review)
    return file_of(review, f"{name}.svg") if f"{name}.svg" in review.manifest else b""


def file_of(review: Any, name: str) -> bytes:
    """Give the bytes of a file; raise Tampered when they are not those that were frozen or signed."""
    path = folder_of(review) / name
    data = path.read_bytes() if path.is_file() else b""
    if disk.sha256(data) != _hashes(review).get(name):
        raise Tampered(
            _("%(code)s: tệp %(name)s không còn như khi chốt. Báo người quản trị và cán bộ chất lượng.", code=review.code, name=name)
        )
    return data


def must_be_whole(review: Any) -> None:
    """Refuse while any frozen file is not what it was."""
    for name in review.manifest:
        file_of(review, name)


def _hashes(review: Any) -> dict[str, str]:
    known = dict(review.manifest)
    if known:
        known[MANIFEST] = disk.sha256(canonical(review.manifest).encode())
    return {**known, "minutes.json": review.sha256} if review.state == CLOSED else known


def faults(reviews: Any) -> Iterator[Phrase]:
    """Check each frozen file of some reviews against its hash, and that none lies there that nobody froze."""
    known = set()
    for review in reviews:
        for name, sha256 in _hashes(review).items():
            path = folder_of(review) / name
            known.add(path)
            if not path.is_file():
                yield _("%(code)s: tệp %(name)s đã mất.", code=review.code, name=name)
            elif disk.sha256(path.read_bytes()) != sha256:
                yield _("%(code)s: tệp %(name)s đã bị thay đổi sau khi chốt.", code=review.code, name=name)
    folder = home.records() / "reviews"
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path not in known:
            yield _("Tệp không thuộc kỳ xem xét nào: %(path)s", path=path.relative_to(folder).as_posix())
