"""Legend of a drawn Gantt chart, and the marks that are labelled below it."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Literal, NamedTuple

from markupsafe import Markup

from crmtimeline.model.estimate import Estimate
from crmtimeline.render.bars import Bars, is_critical
from crmtimeline.render.charts.drawing import LINE, SMALL, box, diamond, dot, line, write
from crmtimeline.render.charts.scale import Scale, text_width
from crmtimeline.render.custom import short_day
from crmtimeline.render.markup import joined
from crmtimeline.render.words import word

SWATCH = 20.0
APART = 18.0
"""Room between two entries."""

Swatch = Callable[[float, float], Markup] | None
"""Draws a sample at a left end and about a height."""


class Mark(NamedTuple):
    """A line across the chart down to its label, and how it is dashed."""

    x: float
    label: str
    dashes: str | None
    anchor: Literal["start", "end"] = "start"
    bottom: float = 0.0


def marks(estimate: Estimate, scale: Scale, top: float) -> list[Mark]:
    """Return what is marked on the scale, from right to left, with labels below `top`.

    Labels share a line where they go apart; else each has its own, so that no line crosses one.
    """
    found = sorted(_marks(estimate, scale), key=lambda mark: -mark.x)
    sides = [mark._replace(anchor=_side(mark, scale)) for mark in found]
    bottom = top + LINE + 2
    if len(found) == 2:
        right, left = found
        apart = text_width(left.label, SMALL) <= left.x - scale.left
        if sides[0].anchor == "start" and apart:
            sides = [right, left._replace(anchor="end")]
        else:
            return [each._replace(bottom=bottom + at * LINE) for at, each in enumerate(sides)]
    return [each._replace(bottom=bottom) for each in sides]


def mark_lines(found: Sequence[Mark], top: float) -> Iterator[Markup]:
    """Yield the line of each mark, from the axis at `top` down to its label."""
    for mark in found:
        yield line((mark.x, top), (mark.x, mark.bottom), "ink", mark.dashes)


def mark_labels(found: Sequence[Mark]) -> Iterator[Markup]:
    """Yield the label of each mark, beside the end of its line."""
    for mark in found:
        x = mark.x + (4 if mark.anchor == "start" else -4)
        yield write((x, mark.bottom - 2), mark.label, "ink", mark.anchor, SMALL)


def _marks(estimate: Estimate, scale: Scale) -> Iterator[Mark]:
    """Yield up to when things are known, and the deadline."""
    bars, language = Bars(estimate), estimate.language
    if estimate.progress is not None and bars.now is not None and scale.holds(bars.now):
        day = short_day(estimate.progress.as_of, language)
        yield Mark(scale.x(bars.now), word("mark_now", language).format(day=day), None)
    if estimate.deadline is not None and bars.deadline is not None and scale.holds(bars.deadline):
        day = short_day(estimate.deadline.date, language)
        label = word("mark_deadline", language).format(day=day)
        yield Mark(scale.x(bars.deadline), label, "5 3")


def _side(mark: Mark, scale: Scale) -> Literal["start", "end"]:
    """Return on which side of its line a label has room."""
    return "start" if mark.x + 4 + text_width(mark.label, SMALL) <= scale.right else "end"


def legend(estimate: Estimate, top: float, width: float) -> tuple[Markup, float]:
    """Return what the shapes mean, in lines of this width, and where the last one ends."""
    shapes, x, y = [], 0.0, top + LINE
    for swatch, key in _entries(estimate):
        text = word(key, estimate.language)
        indent = SWATCH + 6 if swatch else 0
        room = indent + text_width(text, SMALL)
        if x and x + room > width:
            x, y = 0.0, y + LINE + 4
        if swatch is not None:
            shapes.append(swatch(x, y - 4.5))
        shapes.append(write((x + indent, y), text, "muted", size=SMALL))
        x += room + APART
    return joined(shapes), y + 8


def _entries(estimate: Estimate) -> Iterator[tuple[Swatch, str]]:
    """Yield how what the chart shows is drawn, and the key of what it is called."""
    yield partial(_patch, "critical"), "legend_p50"
    yield partial(_patch, "critical-80"), "legend_p80"
    yield partial(_patch, "critical-90"), "legend_p90"
    if any(map(is_critical, estimate.phases)):
        yield _critical, "legend_critical"
    if any(phase.gate for phase in estimate.phases):
        yield partial(_point, "critical"), "legend_gate"
    if estimate.milestones:
        yield partial(_point, "whole"), "chart_milestone"
    if estimate.progress is not None:
        yield partial(_patch, "done"), "legend_done"
        yield _plan, "chart_plan"
    if estimate.calendar is not None and estimate.calendar.days_off:
        yield partial(_patch, "off"), "legend_off"
    if estimate.calendar is not None and any(each.phases for each in estimate.calendar.freezes):
        yield partial(_patch, "freeze"), "chart_freeze"
    if any(phase.in_scope < 1 for phase in estimate.phases):
        yield None, "legend_maybe"


def _patch(colour: str, x: float, y: float) -> Markup:
    return box(x, y - 5, SWATCH, 10, colour)


def _point(colour: str, x: float, y: float) -> Markup:
    return diamond(x + SWATCH / 2, y, 5, colour)


def _critical(x: float, y: float) -> Markup:
    return joined([dot(x + 4, y, 3.5, "critical"), box(x + 10, y - 5, SWATCH - 10, 10, "critical")])


def _plan(x: float, y: float) -> Markup:
    return box(x, y - 1.5, SWATCH, 3, "muted")
