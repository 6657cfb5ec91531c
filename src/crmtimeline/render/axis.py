"""Axis: the scale that a Gantt chart is drawn on, in weeks from the start or in days of a calendar.

Positions are in weeks or in days, from the left end of the axis; cells are those of the terminal.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from math import ceil

from crmtimeline.model.dated import CalendarShown
from crmtimeline.render.glyphs import Glyphs

TICKS = (1, 2, 4, 8, 13, 26, 52, 104, 208, 520, 1040, 2600, 5200, 26000)
TICKS += tuple(TICKS[-1] * 10**power for power in range(1, 12))
"""Weeks between two ticks: weeks, months, quarters, years, and what no project takes."""

MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 600)
"""Months between two labels."""

MOSTLY = 0.5
"""Share of a cell from which days off are shown in it."""

Label = tuple[int, str]


@dataclass(frozen=True)
class Axis:
    """So many cells for each week or day, labels in rows above them, and where days off lie."""

    room: int
    cells: int
    scale: float
    labels: tuple[tuple[Label, ...], ...]
    ticks: frozenset[int]
    off: frozenset[int] = frozenset()

    def cell(self, position: float) -> int:
        """Return the cell that a position is drawn at; what lies beyond the axis, at its end."""
        return min(round(position * self.scale), self.cells)

    def outlasts(self, position: float) -> bool:
        """Whether a position lies beyond the axis, by more than rounding."""
        return position * self.scale > self.cells + 0.5

    def rows(self) -> list[str]:
        """Return the rows of labels."""
        rows = []
        for labels in self.labels:
            text = [" "] * self.room
            for cell, label in labels:
                text[cell : cell + len(label)] = label
            rows.append("".join(text[: self.room]))
        return rows

    def marks(self, glyphs: Glyphs) -> str:
        """Return the line with its ticks."""
        cells = range(self.cells + 1)
        return "".join(glyphs.tick if cell in self.ticks else glyphs.rule for cell in cells)


def week_axis(last: float, room: int) -> Axis:
    """Return the finest axis up to the week `last` whose ticks leave room for their numbers."""
    for tick in TICKS:
        spacing = int((room - 1) * tick / max(last, tick))
        if spacing >= len(str(int(last))) + 2:
            break
    cells = min(ceil(last / tick * spacing), room - 1)
    numbers = ((cell, str(at * tick)) for at, cell in enumerate(range(0, cells + 1, spacing)))
    labels = tuple(_fitting(numbers, room))
    return Axis(room, cells, spacing / tick, (labels,), frozenset(cell for cell, _ in labels))


def date_axis(calendar: CalendarShown, days: int, room: int) -> Axis:
    """Return the axis of so many days from the first one worked, in months with weeks below."""
    first, last = calendar.start, calendar.start + timedelta(days - 1)
    scale = (room - 1) / days
    months = list(_months(first, last, scale))
    weeks = [round((start - first).days * scale) for start in calendar.week_starts]
    offs = [(off.first, off.last) for off in calendar.days_off]
    spans = [((begin - first).days, (end - first).days + 1) for begin, end in offs]
    return Axis(
        room=room,
        cells=room - 1,
        scale=scale,
        labels=(tuple(_fitting(months, room)), tuple(_weeks(weeks, room))),
        ticks=frozenset(cell for cell, _ in months),
        off=frozenset(_covered(spans, scale, room - 1)),
    )


def _fitting(labels: Iterable[Label], room: int) -> Iterator[Label]:
    """Yield the labels that leave a cell after the one before, and end within the room."""
    free = 0
    for cell, text in labels:
        if cell >= free and cell + len(text) <= room:
            yield cell, text
            free = cell + len(text) + 1


def _months(first: date, last: date, scale: float) -> Iterator[Label]:
    """Yield the first day's month, and then months at their first day, January with its year."""
    yield 0, f"{first:%Y-%m}"
    for begins in month_starts(first, last, months_between(3 / scale)):
        text = f"{begins:%Y-%m}" if begins.month == 1 else f"{begins:%m}"
        yield round((begins - first).days * scale), text


def months_between(days: float) -> int:
    """Return the fewest months between two labels that need so many days of room."""
    return next((step for step in MONTHS if step * 30 >= days), MONTHS[-1])


def month_starts(first: date, last: date, step: int) -> Iterator[date]:
    """Yield the first days of months after `first` up to `last`, at even steps through a year."""
    for number in count(first.year * 12 + first.month):
        year, month = divmod(number, 12)
        begins = date(year, month + 1, 1)
        if begins > last:
            return
        if number % step == 0:
            yield begins


def _weeks(cells: Sequence[int], room: int) -> Iterator[Label]:
    """Yield the numbers of weeks at even steps, as fine as they fit."""
    for tick in TICKS:
        labels = [(cells[week], str(week)) for week in range(0, len(cells), tick)]
        if len(fitting := list(_fitting(labels, room))) >= len(labels) - 1:
            yield from fitting
            return


def _covered(spans: Sequence[tuple[int, int]], scale: float, cells: int) -> Iterator[int]:
    """Yield the cells that the spans of days cover mostly."""
    covered = [0.0] * cells
    for day in {day for first, last in spans for day in range(max(first, 0), last)}:
        begin, end = day * scale, (day + 1) * scale
        for cell in range(int(begin), min(ceil(end), cells)):
            covered[cell] += min(end, cell + 1) - max(begin, cell)
    yield from (cell for cell, share in enumerate(covered) if share >= MOSTLY)
