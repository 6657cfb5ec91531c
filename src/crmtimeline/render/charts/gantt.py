"""Gantt chart, drawn: phases solid to P50, lighter to P80 and faintest to P90, over their axis.

Beside the bars it shows days off, freezes, the plan of a project that has begun, milestones, and
lines for the deadline and for what is known. The same geometry serves slides, pages and telephones.
"""

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from crmtimeline.model.estimate import Estimate
from crmtimeline.render.bars import Bars
from crmtimeline.render.charts.drawing import (
    LINE,
    SMALL,
    Drawing,
    box,
    line,
    write,
)
from crmtimeline.render.charts.legend import legend, mark_labels, mark_lines, marks
from crmtimeline.render.charts.row_shapes import row_shapes
from crmtimeline.render.charts.rows import (
    BAR,
    Columns,
    Layout,
    Placed,
    Row,
    columns_of,
    placed,
    rows_of,
)
from crmtimeline.render.charts.scale import Scale, Tick, month_ticks, numbered, week_ticks
from crmtimeline.render.dates import freeze_text, off_text
from crmtimeline.render.markup import joined, tag
from crmtimeline.render.words import aside, word

HEAD = "P50–P80"
FAR = 1.25
"""Beyond so many times the end of all bars, milestones and deadlines do not set the scale."""


class _Chart(NamedTuple):
    """What is drawn: the rows in their places between the axis and the bottom."""

    bars: Bars
    layout: Layout
    columns: Columns
    scale: Scale
    rows: tuple[Placed, ...]

    @property
    def top(self) -> float:
        """Where the axis lies."""
        return self.rows[0].top

    @property
    def bottom(self) -> float:
        """Where the last row ends."""
        return self.rows[-1].bottom


def gantt_drawing(estimate: Estimate, layout: Layout) -> Drawing:
    """Return the chart with its axis above, marks and a legend below."""
    bars, rows = Bars(estimate), rows_of(estimate)
    columns = columns_of(rows, layout)
    axis = 2 * LINE + 8 + (LINE if layout.stacked else 0)
    scale = Scale(columns.bars, layout.width - 4, 0, _last(bars, rows))
    chart = _Chart(bars, layout, columns, scale, tuple(placed(rows, columns, axis, layout)))
    found = marks(estimate, scale, chart.bottom)
    below = max((mark.bottom for mark in found), default=chart.bottom)
    entries, height = legend(estimate, below + 10, layout.width)
    shapes = joined(
        [
            *_background(chart),
            *_axis(chart),
            *mark_lines(found, chart.top),
            *(row_shapes(each, scale, columns, layout) for each in chart.rows),
            *mark_labels(found),
            entries,
        ]
    )
    return Drawing(layout.width, height, shapes)


def _last(bars: Bars, rows: list[Row]) -> float:
    """Return the end of the scale."""
    last = max(bars.last, 0.1)
    ends = [row.bar.ends[1] for row in rows if row.kind == "milestone"]
    if bars.deadline is not None:
        ends.append(bars.deadline)
    return max([last, *(end for end in ends if end <= last * FAR)])


def _background(chart: _Chart) -> Iterator[Markup]:
    """Yield the days off over all rows, and each freeze over the rows that it holds back."""
    estimate, scale = chart.bars.estimate, chart.scale
    calendar = estimate.calendar
    if calendar is None:
        return
    height = chart.bottom - chart.top
    for off in calendar.days_off:
        left, right = scale.x(chart.bars.end(off.first) - 1), scale.x(chart.bars.end(off.last))
        if right > left:
            tip = tag("title", off_text(off, estimate.language))
            yield box(left, chart.top, right - left, height, "off", tip)
    for freeze in calendar.freezes:
        left = scale.x(chart.bars.end(freeze.first) - 1)
        width = scale.x(chart.bars.end(freeze.last)) - left
        tip = tag("title", freeze_text(freeze, estimate))
        for each in chart.rows:
            if each.row.id in freeze.phases:
                yield box(left, each.bar - 4, width, BAR + 8, "freeze", tip)


def _axis(chart: _Chart) -> Iterator[Markup]:
    """Yield the heads of the weeks and of the axis, and its lines."""
    estimate, scale, top = chart.bars.estimate, chart.scale, chart.top
    weeks, head = word("weeks", estimate.language), HEAD
    first, second = top - LINE - 8, top - 8
    at = chart.columns.weeks
    if chart.layout.stacked:
        text = aside(head, weeks, estimate.language)
        yield write((at, first - LINE), text, "muted", "end", SMALL)
    else:
        yield write((at, first), head, "muted", "end", SMALL)
        yield write((at, second), weeks, "muted", "end", SMALL)
    upper, lower = _ticks(chart)
    for height, ticks in ((first, upper), (second, lower)):
        for tick in ticks:
            yield write((tick.x, height), tick.label, "muted", size=SMALL)
    for tick in upper if estimate.calendar else lower:
        yield line((tick.x, top - 4), (tick.x, chart.bottom), "line")
    yield line((scale.left, top), (scale.right, top), "line")


def _ticks(chart: _Chart) -> tuple[list[Tick], list[Tick]]:
    """Return the labels of both lines of the axis: months over weeks, else a head over weeks."""
    estimate, scale = chart.bars.estimate, chart.scale
    calendar, language = estimate.calendar, estimate.language
    if calendar is None:
        return [Tick(scale.left, word("chart_weeks", language))], week_ticks(scale, SMALL)
    starts = [scale.x(chart.bars.end(day) - 1) for day in calendar.week_starts]
    return month_ticks(scale, calendar.start, language, SMALL), numbered(starts, scale, SMALL)
