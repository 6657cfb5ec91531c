"""Gantt chart of a workbook: stacked bars on an axis of weeks or days, over the table they show."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, Any

from crmtimeline.model.estimate import Estimate
from crmtimeline.render.bars import Bar, Bars
from crmtimeline.render.charts.gantt import FAR
from crmtimeline.render.charts.rows import Row, rows_of
from crmtimeline.render.document import capital
from crmtimeline.render.layout import cut
from crmtimeline.render.office.cells import Cell, Looks
from crmtimeline.render.office.charts import (
    FAINT,
    OF_A_ROW,
    columns_under,
    finish_chart,
    font,
    time_axis,
)
from crmtimeline.render.office.sheets import Grid, fill, to_page
from crmtimeline.render.office.style import PAPER
from crmtimeline.render.words import word

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

WIDTH, OF_A_BAR, AROUND = 1000, 28, 110
"""Pixels of the chart: its width, the height of a bar with its gap, and that of all else."""

WIDEST_TITLE = 32
MOST_TICKS = 12
MARK = "◆"

POINTS = ("gate", "milestone")
"""Rows that begin at a point in time, which a mark shows."""

PARTS = {"legend_done": "", "legend_p50": "", "legend_p80": "-80", "legend_p90": "-90"}
"""The parts of a bar, with the shade of each; where nothing is done there is no first one."""


def add_gantt(book: "Workbook", sheet: "Worksheet", estimate: Estimate, looks: Looks) -> None:
    """Put the chart on a sheet, and below it the table that it is drawn from."""
    rows, language = list(_rows(estimate)), estimate.language
    height = AROUND + OF_A_BAR * len(rows)
    top = ceil(height / OF_A_ROW) + 1
    parts = [part for part in PARTS if part != "legend_done" or estimate.progress is not None]
    widths = fill(sheet, _grid(estimate, rows, parts), looks, top)
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    for column, part in enumerate(["start", *parts], start=1):
        chart.add_series(
            {
                "categories": [sheet.name, top + 1, 0, top + len(rows), 0],
                "values": [sheet.name, top + 1, column, top + len(rows), column],
                "gap": 45,
                **_look(rows, part, [sheet.name, top, column]),
            }
        )
    points = [row.bar.ends[-1] for row in rows if row.kind in POINTS]
    last = max([Bars(estimate).last, *points])
    chart.set_x_axis(time_axis(estimate, 0, last, MOST_TICKS))
    titles = {"reverse": True, "num_font": font(language), "major_tick_mark": "none"}
    chart.set_y_axis({**titles, "line": FAINT})
    chart.set_legend({"position": "bottom", "font": font(language)})
    finish_chart(chart, WIDTH, height)
    sheet.insert_chart(0, 0, chart, {"description": word("gantt_described", language)})
    sheet.hide_gridlines(2)
    sheet.set_h_pagebreaks([top])
    to_page(sheet, top + len(rows), columns_under(WIDTH, widths))


def _rows(estimate: Estimate) -> Iterator[Row]:
    """Yield phases, the whole, milestones, and the deadline where it sets no other scale."""
    yield from rows_of(estimate)
    bars, title = Bars(estimate), word("deadline_head", estimate.language)
    if bars.deadline is not None and bars.deadline <= FAR * bars.last:
        end = bars.deadline
        yield Row("milestone", title, "", Bar(end, (end, end, end)), "")


def _grid(estimate: Estimate, rows: Sequence[Row], parts: Sequence[str]) -> Grid:
    """Return where each bar begins, and how long its parts are, in weeks or in days."""
    language, calendar = estimate.language, estimate.calendar
    heads = [word(key, language) for key in ("pack_phase", "start", *parts)]
    cells: list[list[Cell]] = []
    for row in rows:
        start = row.bar.ends[0] if row.kind == "gate" else row.bar.start
        begins: Cell = float(start)
        lengths: list[float] = list(_lengths(row))[-len(parts) :]
        if calendar is not None:
            day = start - (row.kind in POINTS)  # which lie at the end of their day
            begins, lengths = calendar.start + timedelta(day), list(map(int, lengths))
        cells.append([cut(row.title, WIDEST_TITLE), begins, *lengths])
    return Grid(list(map(capital, heads)), cells)


def _lengths(row: Row) -> Iterator[float]:
    """Yield how long the work done is, and the ways from there to P50, P80 and P90."""
    bar = row.bar
    worked = min(max(bar.worked, bar.start), bar.ends[0])
    for before, after in pairwise((bar.start, worked, *bar.ends)):
        yield 0.0 if row.kind == "gate" else max(after - before, 0.0)


def _look(rows: Sequence[Row], part: str, name: list[Any]) -> dict[str, Any]:
    """Return how a part of all bars looks; the way to where they begin is not drawn."""
    if part not in PARTS:
        return {"name": " ", "fill": {"none": True}, "border": {"none": True}}
    if part == "legend_done":
        return {"name": name, "fill": {"color": PAPER["done"]}}
    look: dict[str, Any] = {
        "name": name,
        "fill": {"color": PAPER[f"critical{PARTS[part]}"]},
        "points": [{"fill": {"color": PAPER[f"{row.colour}{PARTS[part]}"]}} for row in rows],
    }
    if part == "legend_p50" and any(row.kind in POINTS for row in rows):
        marks = [_mark(row) if row.kind in POINTS else {"delete": True} for row in rows]
        look["data_labels"] = {"value": True, "position": "center", "custom": marks}
    return look


def _mark(row: Row) -> dict[str, Any]:
    return {"value": MARK, "font": {"color": PAPER[row.colour], "size": 12}}
