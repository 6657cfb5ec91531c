"""Shapes of one row of a Gantt chart: its title and weeks, and its bar, gate or milestone."""

from collections.abc import Iterator

from markupsafe import Markup

from crmtimeline.render.charts.drawing import LINE, box, diamond, dot, frame, line, shape, write
from crmtimeline.render.charts.rows import BAR, INDENT, Columns, Layout, Placed
from crmtimeline.render.charts.scale import Scale
from crmtimeline.render.markup import tag

BEYOND = 1.005
"""From so many times the end of the scale something lies beyond it, not only by rounding."""

LEAST = 2.0
"""Pixels that a bar has at least."""

RISE = 4.5
"""From the line that a text stands on to the middle of its letters."""


def row_shapes(each: Placed, scale: Scale, columns: Columns, layout: Layout) -> Markup:
    """Return a row, which tells all that it says to who points at it."""
    shapes = [tag("title", each.row.tip)]
    if layout.stacked:  # nothing lies behind the text
        shapes.append(box(0, each.top, layout.width, each.bar - each.top - 2, "paper"))
    if each.row.kind == "whole":
        shapes.append(line((0, each.top), (layout.width, each.top), "line"))
    shapes += (_bar if each.row.kind in ("phase", "whole") else _point)(each, scale)
    shapes += _texts(each, columns, layout)
    return tag("g", *shapes)


def _texts(each: Placed, columns: Columns, layout: Layout) -> Iterator[Markup]:
    """Yield the title, marked where it is critical, and the weeks."""
    row, bold = each.row, each.row.kind == "whole"
    figures = each.bar + BAR / 2 + RISE
    first = figures - (len(each.lines) - 1) * LINE / 2
    if layout.stacked:
        figures = first = each.top + LINE - 2
    if row.critical:
        yield dot(4, first - RISE, 3.5, "critical")
    left = INDENT if row.critical or not layout.stacked else 0
    yield write((left, first), each.lines, bold=bold)
    yield write((columns.weeks, figures), row.weeks, "muted", "end", bold=bold)


def _bar(each: Placed, scale: Scale) -> Iterator[Markup]:
    """Yield the bar to P50, P80 and P90, what is done, and the plan; none of what never happens."""
    row, top = each.row, each.bar
    if not row.weeks:
        return
    begin, ends = scale.x(row.bar.start), [scale.x(end) for end in row.bar.ends]
    ends[0] = max(ends[0], begin + LEAST)
    at = begin
    for end, shade in zip(ends, ("", "-80", "-90"), strict=True):
        if end > at:
            yield box(at, top, end - at, BAR, f"{row.colour}{shade}")
            at = end
    yield frame(begin, top, at - begin, BAR, row.colour)
    if row.bar.worked:
        yield box(begin, top, scale.x(row.bar.worked) - begin, BAR, "done")
    if row.plan is not None:
        left = scale.x(row.plan[0])
        yield box(left, top + BAR + 2, scale.x(row.plan[1]) - left, 3, "muted")
    if row.bar.ends[-1] > scale.last * BEYOND:
        yield _onwards(scale.right, top + BAR / 2)


def _point(each: Placed, scale: Scale) -> Iterator[Markup]:
    """Yield the diamond of a gate or a milestone, with a line from P50 to P80 for the latter."""
    row, middle = each.row, each.bar + BAR / 2
    p50, p80 = (scale.x(end) for end in row.bar.ends[:2])
    if row.bar.ends[0] > scale.last * BEYOND:
        yield _onwards(scale.right, middle)
        return
    if row.kind == "milestone":
        yield line((p50, middle), (p80, middle), "muted")
        yield line((p80, middle - 4), (p80, middle + 4), "muted")
    yield diamond(p50, middle, 6, row.colour)


def _onwards(x: float, y: float) -> Markup:
    """Return the sign that something goes on beyond the scale, or lies there."""
    return shape(f"M{x - 7:.1f} {y - 6:.1f}l7 6-7 6z", "ink")
