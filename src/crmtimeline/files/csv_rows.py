"""CSV rows: the records of a CSV file, whose first one names the columns.

What is no CSV, such as a quote that is never closed, costs its first line alone: reading goes on in
the next one. Issues: F117, F118 and those of the column names.
"""

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from crmtimeline.errors import InputError, Issue, Message, Place
from crmtimeline.files.column_names import clash, unknown
from crmtimeline.files.lines import NumberedLine
from crmtimeline.files.written_rows import CsvRow, Header, too_long
from crmtimeline.model.pack import Pack


class _Record(NamedTuple):
    line: int
    cells: tuple[str, ...]
    problem: Message | None = None


class CsvFile:
    """A CSV file: the columns that its first record names, and its rows as they are read."""

    def __init__(self, lines: Iterator[NumberedLine], file: str, folder: Path) -> None:
        """Read the first record. Raises InputError F117 or F118."""
        self._records = _records(lines)
        first = next(self._records, _Record(1, (), _no_csv(Message("csv_empty"))))
        names = tuple(cell.strip() for cell in first.cells)
        self.header, self._place = Header(file, folder, names), Place(file, first.line)
        problem = first.problem or clash(names)
        if problem is not None:
            raise InputError([Issue(problem, self._place)])

    def rows(self) -> Iterator[CsvRow]:
        """Yield the rows in which anything stands."""
        for line, cells, problem in self._records:
            if problem is not None or any(map(str.strip, cells)):
                yield CsvRow(self.header, line, cells, problem)

    def unknown(self, pack: Pack, keep: Sequence[str]) -> Iterator[Issue]:
        """Yield an issue for each column that is not known; `column_names` says which are."""
        yield from unknown(self.header.names, keep, pack, self._place)


def _records(lines: Iterator[NumberedLine]) -> Iterator[_Record]:
    again: deque[NumberedLine] = deque()
    while True:
        taken: list[NumberedLine] = []
        try:
            cells = next(csv.reader(_texts(lines, again, taken), strict=True), None)
        except csv.Error as error:
            problem = too_long() if taken[0].data is None else _no_csv(str(error))
            yield _Record(taken[0].number, (), problem)
            again.extendleft(reversed(taken[1:]))
            continue
        if cells is None:
            return
        yield _Record(taken[0].number, tuple(cells))


def _texts(
    lines: Iterator[NumberedLine], again: deque[NumberedLine], taken: list[NumberedLine]
) -> Iterator[str]:
    """Yield lines as text, first those to be read again; `taken` learns which."""
    while (line := again.popleft() if again else next(lines, None)) is not None:
        taken.append(line)
        if line.data is None:
            raise csv.Error
        yield line.data.decode(errors="surrogateescape")


def _no_csv(problem: str | Message) -> Message:
    return Message("F117", {"problem": problem})
