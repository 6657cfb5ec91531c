"""Curve chart of a workbook: how likely the whole is done by when, beside the table it shows."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmtimeline.model.estimate import Estimate
from crmtimeline.model.strict import Language
from crmtimeline.render.bars import Bars
from crmtimeline.render.charts.gantt import FAR
from crmtimeline.render.document import capital
from crmtimeline.render.office.cells import Cell, Looks, Share
from crmtimeline.render.office.charts import (
    FAINT,
    GRID,
    columns_under,
    finish_chart,
    font,
    time_axis,
)
from crmtimeline.render.office.sheets import Grid, fill, to_page
from crmtimeline.render.office.style import ACCENT, PAPER
from crmtimeline.render.words import word

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

WIDTH, HEIGHT = 760, 440
"""Pixels of the chart."""

MOST_TICKS = 8
MARKS = {0.5: "P50", 0.8: "P80", 0.9: "P90"}


class Point(NamedTuple):
    """A length of the whole, how likely it is kept, and what the point is called, if anything."""

    share: float
    weeks: float
    day: date | None
    mark: str | None


def add_curve(book: "Workbook", sheet: "Worksheet", estimate: Estimate, looks: Looks) -> None:
    """Put the table on a sheet and the curve beside it, in weeks or up to days."""
    points, language = _points(estimate), estimate.language
    widths = fill(sheet, _grid(points, estimate), looks)
    time = len(widths) - 1
    chart = book.add_chart({"type": "scatter", "subtype": "straight"})
    curve = {"line": {"color": PAPER[ACCENT], "width": 2.25}, "marker": {"type": "none"}}
    chart.add_series({**_series(sheet.name, 1, len(points), time), **curve})
    for row, point in enumerate(points, start=1):
        if point.mark is not None:
            chart.add_series({**_series(sheet.name, row, row, time), **_marked(point, language)})
    bars = Bars(estimate)
    ends = [each.weeks if each.day is None else bars.end(each.day) for each in points]
    chart.set_x_axis(time_axis(estimate, min(ends), max(ends), MOST_TICKS))
    shares = {"min": 0, "max": 1, "major_unit": 0.1, "num_format": "0%", "num_font": font(language)}
    chart.set_y_axis({**shares, "major_gridlines": GRID, "line": FAINT})
    chart.set_legend({"none": True})
    chart.set_title({"name": word("curve", language), "name_font": font(language, 13)})
    finish_chart(chart, WIDTH, HEIGHT)
    sheet.insert_chart(0, time + 2, chart, {"description": word("curve_described", language)})
    sheet.freeze_panes(1, 0)
    to_page(sheet, len(points), time + 2 + columns_under(WIDTH, []))


def _points(estimate: Estimate) -> list[Point]:
    """Return the points of the curve, the deadline among them."""
    points = [
        Point(each.share, each.weeks, each.date, MARKS.get(each.share)) for each in estimate.curve
    ]
    deadline = estimate.deadline
    if deadline is not None and deadline.weeks <= FAR * points[-1].weeks:
        title = word("deadline_head", estimate.language)
        points.append(Point(deadline.probability, deadline.weeks, deadline.date, title))
    return sorted(points, key=lambda point: (point.share, point.weeks))


def _grid(points: Sequence[Point], estimate: Estimate) -> Grid:
    language = estimate.language
    heads = ["", word("curve_share", language), word("weeks_of_work", language)]
    rows: list[list[Cell]] = [[each.mark, Share(each.share), each.weeks] for each in points]
    if estimate.calendar is not None:
        heads.append(word("finish", language))
        rows = [[*row, each.day] for row, each in zip(rows, points, strict=True)]
    return Grid(list(map(capital, heads)), rows)


def _series(sheet: str, first: int, last: int, time: int) -> dict[str, Any]:
    return {"categories": [sheet, first, time, last, time], "values": [sheet, first, 1, last, 1]}


def _marked(point: Point, language: Language) -> dict[str, Any]:
    """Return how a point that has a name looks."""
    colour = ACCENT if point.mark in MARKS.values() else "ink"
    fill = {"color": PAPER[colour]}
    when = f"{point.weeks:.1f}" if point.day is None else point.day.isoformat()
    label = {"value": f"{point.mark}  {when}", "font": font(language, 10, colour)}
    return {
        "line": fill,
        "marker": {"type": "circle", "size": 8, "fill": fill, "border": fill},
        "data_labels": {"value": True, "position": "left", "custom": [label]},
    }
