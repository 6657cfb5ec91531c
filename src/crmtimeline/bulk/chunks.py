"""Chunks: some rows of a batch at a time, from the written rows to the text of their results."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal, NamedTuple

import numpy as np

from crmtimeline.bulk.request import Request
from crmtimeline.bulk.rows import Outcome, Rows
from crmtimeline.bulk.tally import Tally
from crmtimeline.files.packs import LoadedPack
from crmtimeline.files.written_rows import WrittenRow
from crmtimeline.model.batch import BatchRow
from crmtimeline.model.strict import Language
from crmtimeline.render.batch_rows import Fields, csv_line, json_line

ROWS = 50
"""Rows of a chunk: enough that handing it over costs nothing, few enough to share evenly."""

LARGE = 3_000_000
"""Numbers in an array: once it is freed, Linux's allocator keeps whatever is smaller."""

Form = Literal["jsonl", "csv"]

_LINES: dict[Form, Callable[[BatchRow, Fields, Fields], str]] = {
    "jsonl": json_line,
    "csv": csv_line,
}


@dataclass(frozen=True)
class Chunk:
    """Rows that follow one another, and the number of the first."""

    first: int
    rows: tuple[WrittenRow, ...]


class Done(NamedTuple):
    """A chunk's lines, and what was counted in it."""

    text: str
    tally: Tally


class Estimator:
    """Estimates chunks of rows, as a request asks."""

    def __init__(self, request: Request, usual: LoadedPack, form: Form, language: Language) -> None:
        """Take what `Rows` takes, the form of the lines, and the language to count in."""
        self._rows = Rows(request, usual)
        self._keep = request.keep
        self._columns = [column.name for column in request.columns]
        self._line, self._language = _LINES[form], language

    def __call__(self, chunk: Chunk) -> Done:
        """Return the lines of a chunk."""
        tally, lines = Tally(self._language), []
        for number, row in enumerate(chunk.rows, chunk.first):
            outcome = self._rows.outcome(row)
            found = batch_row(number, outcome)
            tally.add(outcome, found)
            lines.append(self._told(found, outcome))
        return Done("".join(lines), tally)

    def _told(self, row: BatchRow, outcome: Outcome) -> str:
        kept = {name: outcome.kept.get(name) for name in self._keep}
        values = outcome.values or [None] * len(self._columns)
        return self._line(row, kept, dict(zip(self._columns, values, strict=True)))


def keep_memory() -> None:
    """Have the allocator keep what is freed: to take it anew costs a third more time."""
    np.empty(LARGE)


def batch_row(number: int, outcome: Outcome) -> BatchRow:
    """Return the row of an outcome."""
    found = outcome.whole
    weeks = (
        dict.fromkeys(("p10", "p50", "p80", "p90", "p95"))
        if found is None
        else vars(found.total.weeks)
    )
    return BatchRow(
        row=number,
        place=outcome.place,
        name=outcome.name,
        **weeks,
        critical=() if found is None else found.critical,
        error=outcome.error,
    )


def chunks_of(rows: Iterable[WrittenRow]) -> Iterator[Chunk]:
    """Yield rows in chunks, in their order."""
    left, first = iter(rows), 1
    while taken := tuple(islice(left, ROWS)):
        yield Chunk(first, taken)
        first += len(taken)
