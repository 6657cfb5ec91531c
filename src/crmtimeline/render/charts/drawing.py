"""Drawing: shapes and texts of SVG in the colours of the palette, in pixels.

Every shape has its colour twice: as it is on light paper, for programs that know no more, and as a
class, for pages with a style of their own.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from markupsafe import Markup

from crmtimeline.render.markup import Attribute, joined, leaf, tag
from crmtimeline.render.palette import palette

SIZE, SMALL = 13.0, 12.0
"""Sizes of text."""

LINE = 16.0
"""From one line of text to the next."""

PAPER = palette()

Anchor = Literal["start", "middle", "end"]


class Drawing(NamedTuple):
    """What is drawn, and how wide and high it is."""

    width: float
    height: float
    shapes: Markup


def box(x: float, y: float, width: float, height: float, colour: str, *inside: str) -> Markup:
    """Return a filled rectangle; `inside` can hold its title."""
    place = {"x": x, "y": y, "width": width, "height": height}
    return tag("rect", *inside, **place, class_=f"f-{colour}", fill=PAPER[colour])


def frame(x: float, y: float, width: float, height: float, colour: str) -> Markup:
    """Return the outline of a rectangle."""
    place = {"x": x, "y": y, "width": width, "height": height}
    return leaf("rect", **place, class_=f"s-{colour}", stroke=PAPER[colour], fill="none")


def line(
    start: tuple[float, float], end: tuple[float, float], colour: str, dashes: str | None = None
) -> Markup:
    """Return a straight line between two points."""
    ends = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
    look = {"class_": f"s-{colour}", "stroke": PAPER[colour]}
    return leaf("line", **ends, **look, stroke_dasharray=dashes)


def shape(path: str, colour: str) -> Markup:
    """Return a filled path."""
    return leaf("path", d=path, class_=f"f-{colour}", fill=PAPER[colour])


def curve(points: Sequence[tuple[float, float]], colour: str) -> Markup:
    """Return a thick line through points."""
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    look = {"class_": f"s-{colour}", "stroke": PAPER[colour], "fill": "none"}
    return leaf("polyline", points=path, **look, stroke_width=2.5)


def diamond(x: float, y: float, radius: float, colour: str) -> Markup:
    """Return a diamond about a point."""
    return shape(
        f"M{x - radius:.1f} {y:.1f}l{radius} -{radius} {radius} {radius} -{radius} {radius}z",
        colour,
    )


def dot(x: float, y: float, radius: float, colour: str) -> Markup:
    """Return a filled circle about a point."""
    return leaf("circle", cx=x, cy=y, r=radius, class_=f"f-{colour}", fill=PAPER[colour])


def write(
    at: tuple[float, float],
    lines: str | Sequence[str],
    colour: str = "ink",
    anchor: Anchor = "start",
    size: float = SIZE,
    *,
    bold: bool = False,
) -> Markup:
    """Return a text, its first line standing on a point, and more below."""
    look: dict[str, Attribute] = {
        "class_": f"f-{colour}",
        "fill": PAPER[colour],
        "font_size": None if size == SIZE else size,
        "text_anchor": None if anchor == "start" else anchor,
        "font_weight": "bold" if bold else None,
    }
    shown = [lines] if isinstance(lines, str) else lines
    return joined(
        tag("text", each, x=at[0], y=at[1] + number * LINE, **look)
        for number, each in enumerate(shown)
    )
