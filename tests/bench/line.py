"""A row of the table."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A job, its figure, the figure it is compared with, the ratio it should keep."""

    job: str
    found: float
    beside: str
    least: float
    goal: float

    @property
    def words(self) -> str:
        """Write the row."""
        ratio = self.found / self.least
        mark = "ok" if ratio <= self.goal else "MISSED"
        return f"{self.job:<44}{self.found:>9.2f}  {self.beside:<32}{self.least:>9.2f}{ratio:>8.2f} ×  ≤ {self.goal:<5}{mark}"
