"""Charts of a workbook: the axis of time and the letters that all of them share."""

from collections.abc import Sequence
from datetime import timedelta
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from crmtimeline.model.estimate import Estimate
from crmtimeline.model.strict import Language
from crmtimeline.render.axis import TICKS
from crmtimeline.render.office.sheets import MARGIN
from crmtimeline.render.office.style import FONTS, PAPER
from crmtimeline.render.words import word

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart

GRID = {"visible": True, "line": {"color": PAPER["line"]}}
FAINT = {"color": PAPER["line"]}

OF_A_LETTER, OF_A_CELL = 7, 5
"""Pixels of a character of a column's width, and of what a cell has around it."""

OF_A_ROW, OF_A_COLUMN = 20, 64
"""Pixels of a row, and of a column whose width nobody set."""


def font(language: Language, size: float = 10, colour: str = "ink") -> dict[str, Any]:
    """Return the letters of a chart."""
    return {"name": FONTS[language], "size": size, "color": PAPER[colour]}


def time_axis(estimate: Estimate, first: float, last: float, most: int) -> dict[str, Any]:
    """Return an axis from one position of Bars to another, with so many steps of weeks at most."""
    calendar, language = estimate.calendar, estimate.language
    unit = 7 if calendar is not None else 1
    step = next((each for each in TICKS if each * unit * most >= last - first), TICKS[-1]) * unit
    least = floor(first / step) * step
    greatest = max(ceil(last / step) * step, least + step)
    axis: dict[str, Any] = {
        **{"min": least, "max": greatest, "major_unit": step, "num_format": "0"},
        **{"major_gridlines": GRID, "line": FAINT, "num_font": font(language)},
    }
    if calendar is None:
        return {**axis, "name": word("chart_weeks", language), "name_font": font(language)}
    days = {"min": calendar.start + timedelta(least), "max": calendar.start + timedelta(greatest)}
    return {**axis, **days, "num_format": "yyyy-mm-dd"}


def columns_under(width: int, widths: Sequence[int]) -> int:
    """Return how many columns, the first of so many characters each, a width in pixels needs."""
    known = [*(OF_A_LETTER * (each + MARGIN) + OF_A_CELL for each in widths)]
    free = ceil(max(width - sum(known), 0) / OF_A_COLUMN)
    return len(known) + free


def finish_chart(chart: "Chart", width: int, height: int) -> None:
    """Give a chart its size, and no frame."""
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": width, "height": height})
