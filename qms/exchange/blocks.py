"""What a text is made of, whatever file it came in: paragraphs of pieces, tables of cells."""

from dataclasses import dataclass, field

from qms.exchange.numbering import Marker


@dataclass
class Piece:
    """Letters that look alike; `mark` is Markdown of our own (a picture, a footnote), shown as it is."""

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    link: str = ""
    mark: str = ""

    @property
    def plain(self) -> str:
        """Give the letters alone."""
        return "" if self.mark else self.text

    def looks_like(self, other: "Piece") -> bool:
        """Tell whether both look alike, so that they are one."""
        ours, theirs = (self.bold, self.italic, self.strike, self.link), (other.bold, other.italic, other.strike, other.link)
        return ours == theirs and not (self.mark or other.mark)


@dataclass
class Paragraph:
    """A paragraph: a heading by its level, a list's item by its marker."""

    pieces: list[Piece]
    level: int = 0
    marker: Marker | None = None
    depth: int = 0
    style: str = ""

    @property
    def plain(self) -> str:
        """Give the letters alone, with the number Word shows."""
        number = f"{self.marker.text} " if self.marker and self.marker.text else ""
        return number + "".join(piece.plain for piece in self.pieces).strip()

    @property
    def is_bold(self) -> bool:
        """Tell whether all of it is bold."""
        said = [piece for piece in self.pieces if piece.text.strip()]
        return bool(said) and all(piece.bold for piece in said)


@dataclass
class Cell:
    """A cell: its blocks, how many columns it spans, whether it goes on from the row above."""

    blocks: list["Block"] = field(default_factory=list)
    span: int = 1
    goes_on: bool = False

    @property
    def lines(self) -> list[str]:
        """List its lines."""
        return [line for block in self.blocks for line in lines_of(block)]

    @property
    def plain(self) -> str:
        """Give its letters on one line."""
        return " ".join(self.lines).strip()


@dataclass
class Table:
    """A table, row by row."""

    rows: list[list[Cell]]

    @property
    def lines(self) -> list[str]:
        """List its rows as lines."""
        return [" | ".join(cell.plain for cell in row) for row in self.rows]


Block = Paragraph | Table


def lines_of(block: Block) -> list[str]:
    """List the lines of a block."""
    if isinstance(block, Table):
        return block.lines
    return [line.strip() for line in block.plain.split("\n") if line.strip()]


def plain_of(blocks: list[Block]) -> str:
    """Give the letters of a whole text, a line each paragraph."""
    return "\n".join(line for block in blocks for line in lines_of(block))
