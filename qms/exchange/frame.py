"""What a procedure's frame says about it, taken off the text: header box, cover, amendments, signature block.

The shape is the usual one of offices: the box on every page, a table “SỬA ĐỔI TÀI LIỆU”, a table “Soạn thảo – Xem xét –
Phê duyệt”. What is not recognised stays in the text.
"""

import re
from dataclasses import dataclass, field

from qms.core.vietnamese import fold
from qms.exchange.blocks import Block, Cell, Paragraph, Table, lines_of
from qms.exchange.header_box import Box, as_sentence, is_box, label_of, split, title_in
from qms.exchange.written import level_of

_ROLES = {
    "drafted": r"(?:nguoi )?(?:soan thao|bien soan|lap)(?: boi)?",
    "reviewed": r"(?:nguoi )?(?:xem xet|soat xet|kiem tra|tham tra)(?: boi)?",
    "approved": r"(?:nguoi )?(?:phe duyet|duyet)(?: boi)?",
}
_AMENDMENTS = re.compile(r"(?:bang |lich su |kiem soat )*(?:theo doi )?(?:sua doi|thay doi)(?:, bo sung| bo sung)?(?: tai lieu)?")
_SECRET = re.compile(r"TUYỆT MẬT|TỐI MẬT|MẬT")


@dataclass
class Frame:
    """What the frame says, and the text that is left."""

    box: Box = field(default_factory=Box)
    names: dict[str, str] = field(default_factory=dict)
    amendments: list[str] = field(default_factory=list)
    text: list[Block] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)  # lines of headers that nobody understood
    is_secret: bool = False


def take_off(blocks: list[Block], headers: list[list[Block]]) -> Frame:
    """Take the frame off a text."""
    frame, above = Frame(), [block for header in headers for block in header]
    frame.is_secret = any(_SECRET.fullmatch(line) for block in [*blocks, *above] for line in lines_of(block))
    for block in above:
        frame.unread += [line for line in frame.box.read(block) if line not in frame.unread]
    front = _front(blocks)
    cover = _cover(blocks[:front], frame)
    frame.text = [block for block in _without_tables([*cover, *blocks[front:]], frame) if not _is_contents(block)]
    known = fold(frame.box.title)
    frame.unread = [line for line in frame.unread if not _is_said(fold(line), known)]
    return frame


def _front(blocks: list[Block]) -> int:
    """Give where the text begins: at its first heading."""
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph) and level_of(block) and not fold(block.plain).startswith("quy trinh"):
            return place
    return 0


def _is_said(folded: str, title: str) -> bool:
    is_title = folded in {"quy trinh", f"quy trinh {title}", title} or (folded in title and len(folded) > 5)
    return is_title or ("iso 9001" in folded and len(folded) < 60) or not re.search(r"\w", folded)


def _is_contents(block: Block) -> bool:
    return isinstance(block, Paragraph) and fold(block.plain) == "muc luc"


def _cover(blocks: list[Block], frame: Frame) -> list[Block]:
    """Take labels, the word “QUY TRÌNH”, the name and the standard off the front; the rest is text."""
    rest: list[Block] = []
    after_the_word = False
    for block in blocks:
        if isinstance(block, Table):
            rest += [] if _is_read_as_box(block, frame) else [block]
            continue
        is_word = block.plain.startswith("QUY TRÌNH")
        if is_word:
            frame.box.title = frame.box.title or title_in(lines_of(block))
        elif "title" in block.style or (after_the_word and not frame.box.title):
            frame.box.title = frame.box.title or as_sentence(block.plain)
        elif all(label_of(line) for line in split(lines_of(block))):
            frame.box.read(block)
        elif not _is_said(fold(block.plain), fold(frame.box.title)):
            rest.append(block)
        after_the_word = is_word or after_the_word
    return rest


def _is_read_as_box(table: Table, frame: Frame) -> bool:
    if not is_box(table):
        return False
    frame.unread += [line for line in frame.box.read(table) if line not in frame.unread]
    return True


def _without_tables(blocks: list[Block], frame: Frame) -> list[Block]:
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) or not (_is_signatures(block, frame) or _is_amendments(block, frame)):
            kept.append(block)
        elif kept and _AMENDMENTS.fullmatch(fold("\n".join(lines_of(kept[-1])))):
            kept.pop()  # the caption of the table that was taken
    return kept


def _is_amendments(table: Table, frame: Frame) -> bool:
    heads = " | ".join(fold(cell.plain) for cell in table.rows[0])
    says_what = "sua doi" in heads and any(word in heads for word in ("mo ta", "noi dung", "yeu cau"))
    says_when = any(word in heads for word in ("lan ban hanh", "lan sua doi", "ngay ban hanh", "ngay sua doi", "trang"))
    if says_what and says_when:
        frame.amendments += [line for line in table.lines[1:] if line.strip(" |")]
    return says_what and says_when


def _is_signatures(table: Table, frame: Frame) -> bool:
    for place, row in enumerate(table.rows[:3]):
        roles = {name: at for at, cell in enumerate(row) for name, words in _ROLES.items() if _says(words, cell)}
        if len(roles) >= 2 and len(table.rows) <= 8:
            frame.names |= {name: _name_under(table.rows[place:], at) for name, at in roles.items()}
            return True
    return False


def _says(words: str, cell: Cell) -> bool:
    return bool(cell.lines) and re.fullmatch(words, fold(cell.lines[0]).strip(" :")) is not None


def _name_under(rows: list[list[Cell]], at: int) -> str:
    named = [row for row in rows[1:] if row and re.match(r"ho (?:va )?ten", fold(row[0].plain))]
    for row in named or [*reversed(rows[1:]), rows[0]]:
        lines = row[at].lines if at < len(row) else []
        said = lines[1:] if row is rows[0] else lines
        if said:
            return said[-1][:120]
    return ""
