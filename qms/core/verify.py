"""Every seal, every hash, every row, looked at again: what is wrong, as a list of sentences; empty when all is whole."""

import json
from pathlib import Path

from qms.core import disk, home, seals
from qms.core.attachment import Attachment
from qms.core.database import db
from qms.core.language import _
from qms.core.record import RECORDS, Record
from qms.core.trail import FIRST, TrailEntry, history_of


def verify() -> list[str]:
    """Look at the chain, the triggers, each record against its last entry, each file against its hash, the anchors."""
    latest: dict[tuple[str, int], TrailEntry] = {}
    return [str(wrong) for wrong in [*_chain(latest), *_triggers(), *_rows(latest), *_files(), *_anchors(), *_database()]]


def _chain(latest: dict[tuple[str, int], TrailEntry]) -> list[object]:
    wrong: list[object] = []
    prev, seq = FIRST, 0
    for entry in TrailEntry.select().order_by(TrailEntry.seq).iterator():
        seq += 1
        if entry.seq != seq:
            wrong.append(_("Nhật ký: thiếu mục trước mục %(seq)s.", seq=entry.seq))
            seq = entry.seq
        if entry.prev != prev:
            wrong.append(_("Nhật ký: mục %(seq)s không nối với mục trước.", seq=entry.seq))
        if entry.sealed() != entry.hash:
            wrong.append(_("Nhật ký: mục %(seq)s đã bị sửa.", seq=entry.seq))
        prev = entry.hash
        if entry.kind in RECORDS:
            latest[entry.kind, entry.record] = entry
    return wrong


def _triggers() -> list[object]:
    present, wanted = seals.present(), seals.triggers()
    return [
        _("Cơ sở dữ liệu: trigger %(name)s thiếu hoặc khác.", name=name)
        for name in sorted(present.keys() | wanted.keys())
        if present.get(name) != wanted.get(name)
    ]


def _rows(latest: dict[tuple[str, int], TrailEntry]) -> list[object]:
    wrong: list[object] = []
    for kind, model in RECORDS.items():
        seen = set()
        for row in model.select().iterator():
            seen.add(row.id)
            entry = latest.get((kind, row.id))
            if entry is None:
                wrong.append(_("%(kind)s số %(id)s: không có trong nhật ký.", kind=model.kind_label, id=row.id))
            elif not _same(row, entry):
                wrong.append(
                    _(
                        "%(kind)s “%(label)s”: dữ liệu khác với nhật ký (mục %(seq)s).",
                        kind=model.kind_label,
                        label=_label(entry),
                        seq=entry.seq,
                    )
                )
        for (known, number), entry in latest.items():
            if known == kind and number not in seen:
                wrong.append(_("%(kind)s “%(label)s”: đã mất.", kind=model.kind_label, label=_label(entry)))
    return wrong


def _same(row: object, entry: TrailEntry) -> bool:
    """Compare a row with its entry; a column younger than the entry must still hold what it was given then: its default."""
    try:
        after = json.loads(entry.payload)["after"]
        unwritten = {name: value for name, value in type(row)().image().items() if name not in after}  # type: ignore[attr-defined]
        return bool(row.trail_seq == entry.seq and row.image() == {**unwritten, **after})  # type: ignore[attr-defined]
    except (ValueError, KeyError, TypeError, AttributeError):
        return False


def is_whole(record: Record) -> bool:
    """Tell whether one record, with its file if it is one, is still what its entries say, and their seals hold."""
    entries = history_of(record.record_kind(), record.id)
    sealed = bool(entries) and all(entry.sealed() == entry.hash for entry in entries)
    return sealed and _same(record, entries[-1]) and (not isinstance(record, Attachment) or _file_fits(record))


def _file_fits(attachment: Attachment) -> bool:
    return attachment.path.is_file() and disk.sha256(attachment.path.read_bytes()) == attachment.sha256


def _label(entry: TrailEntry) -> str:
    try:
        return str(json.loads(entry.payload)["label"])
    except (ValueError, KeyError, TypeError):
        return f"{entry.kind} {entry.record}"


def _files() -> list[object]:
    wrong: list[object] = []
    known = set()
    for attachment in Attachment.select().iterator():
        known.add(attachment.path)
        if not attachment.path.is_file():
            wrong.append(_("Tệp “%(name)s”: đã mất.", name=attachment.name))
        elif disk.sha256(attachment.path.read_bytes()) != attachment.sha256:
            wrong.append(_("Tệp “%(name)s”: nội dung đã bị sửa.", name=attachment.name))
    stray = [path for path in home.files().rglob("*") if path.is_file() and path not in known]
    return wrong + [_("Tệp không thuộc hồ sơ nào: %(path)s", path=_short(path)) for path in stray]


def _short(path: Path) -> str:
    return path.relative_to(home.records()).as_posix()


def anchors_file() -> Path:
    """Give the file of anchors: one line a day with the trail's head, to be copied off the machine."""
    return home.records() / "anchors.log"


def _anchors() -> list[object]:
    if not anchors_file().is_file():
        return []
    wrong: list[object] = []
    for line in anchors_file().read_text("utf-8").splitlines():
        seq, hash_, _at = [*line.split(), "", "", ""][:3]
        entry = TrailEntry.get_or_none(seq=int(seq)) if seq.isdigit() else None
        if entry is None or entry.hash != hash_:
            wrong.append(_("Nhật ký: mục %(seq)s không khớp với mốc neo đã ghi ngoài cơ sở dữ liệu.", seq=seq))
    return wrong


def _database() -> list[object]:
    found = db.execute_sql("PRAGMA integrity_check").fetchall()
    broken: list[object] = [] if found == [("ok",)] else [_("Cơ sở dữ liệu hỏng: %(what)s", what=str(found[0][0]))]
    loose = db.execute_sql("PRAGMA foreign_key_check").fetchall()
    return broken + [_("Cơ sở dữ liệu: %(n)s liên kết trỏ vào chỗ trống.", n=len(loose))] * bool(loose)
