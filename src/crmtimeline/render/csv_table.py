"""CSV: a line for each phase and one for the whole, for scripts and spreadsheets.

As RFC 4180 has it, lines end in CR LF. Columns have the same English names in every language. Weeks
and shares (0-1) are plain numbers, days are ISO, and what an estimate lacks is empty. A text that a
spreadsheet would take for a formula has an apostrophe before it.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from crmtimeline.model.estimate import Estimate, PhaseEstimate
from crmtimeline.render.layout import visible
from crmtimeline.render.words import word

PERCENTILES = ("p10", "p50", "p80", "p90")
SPREADS = ("duration", "start", "finish", "start_date", "finish_date")
RANGE = ("low", "likely", "high")

COLUMNS = (
    *("kind", "id", "title", "in_scope"),
    *(f"weeks_{end}" for end in RANGE),
    *(f"{spread}_{percentile}" for spread in SPREADS for percentile in PERCENTILES),
    *("criticality_index", "total_float_weeks"),
)
"""`kind` is phase, gate or whole; the whole has the name of the project for a title."""

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What formulas begin with, in East Asian spreadsheets also full-width."""

Cell = str | float | date | None


class _Lines(list[str]):
    """Lines of a file that is kept in memory."""

    write = list.append


def csv_table(estimate: Estimate) -> str:
    """Return the table with its head; phases in the pack's order, the whole last."""
    lines = _Lines()
    writer = csv.DictWriter(lines, COLUMNS)
    writer.writeheader()
    for row in (*map(_phase, estimate.phases), _whole(estimate)):
        writer.writerow({name: _shown(cell) for name, cell in row.items()})
    return "".join(lines)


def _phase(phase: PhaseEstimate) -> dict[str, Cell]:
    return {
        "kind": "gate" if phase.gate else "phase",
        "id": phase.id,
        "title": phase.title,
        "in_scope": phase.in_scope,
        **dict(_ends("weeks", phase.weeks, RANGE)),
        **_percentiles({spread: getattr(phase, spread) for spread in SPREADS}),
        "criticality_index": phase.criticality_index,
        "total_float_weeks": phase.total_float_weeks,
    }


def _whole(estimate: Estimate) -> dict[str, Cell]:
    total, calendar = estimate.total, estimate.calendar
    found = {"duration": total.weeks, "finish": total.weeks, "finish_date": total.finish_date}
    return {
        "kind": "whole",
        "title": estimate.profile.name or word("whole", estimate.language),
        "in_scope": 1.0,
        **dict(_ends("weeks", total.scenario, RANGE)),
        **_percentiles(found),
        **{f"start_{each}": 0.0 for each in PERCENTILES},
        **{f"start_date_{each}": calendar.start if calendar else None for each in PERCENTILES},
    }


def _percentiles(spreads: Mapping[str, object]) -> dict[str, Cell]:
    return {
        name: cell
        for spread, values in spreads.items()
        for name, cell in _ends(spread, values, PERCENTILES)
    }


def _ends(prefix: str, values: object, names: Sequence[str]) -> Iterator[tuple[str, Cell]]:
    """Yield a column and its cell for each of the names, empty where there are no values."""
    for name in names:
        yield f"{prefix}_{name}", getattr(values, name, None)


def _shown(cell: Cell) -> str:
    if isinstance(cell, str):
        text = visible(cell)
        return f"'{text}" if text.lstrip().startswith(FORMULA) else text
    return "" if cell is None else str(cell)
