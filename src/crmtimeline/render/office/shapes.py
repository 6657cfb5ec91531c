"""Shapes: a drawing in SVG of our own as a group of shapes that Word can edit, its text as text.

The group stands in a line like a letter. Lengths in it are English Metric Units, 36,000 of which
are a millimetre.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple
from xml.etree.ElementTree import Element, fromstring

from markupsafe import Markup, escape

from crmtimeline.render.charts.drawing import SIZE, Drawing
from crmtimeline.render.charts.scale import text_width

OF_A_MILLIMETRE, OF_A_POINT = 36_000, 12_700

ABOVE, HIGH = 1.0, 1.3
"""How far a line of text reaches above where it stands, and how high it is, in its own size."""

WIDER = 1.5
"""How many times the room that a text should need it is given, as fonts differ."""

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}


class _Box(NamedTuple):
    """Where a shape lies, in pixels of the drawing."""

    left: float
    top: float
    width: float
    height: float


class _Shape(NamedTuple):
    """A shape in its place: its form, how it is filled and drawn, and the text in it."""

    box: _Box
    form: str
    text: str = ""


@dataclass(frozen=True)
class _Canvas:
    """How wide it is in pixels, how long these are in units, and the numbers of the shapes."""

    width: float
    unit: float
    numbers: Iterator[int] = field(default_factory=lambda: count(2))

    def long(self, pixels: float) -> int:
        """Return a length in units."""
        return round(pixels * self.unit)

    def points(self, pixels: float) -> float:
        """Return a length in points."""
        return pixels * self.unit / OF_A_POINT


def word_shapes(drawing: Drawing, millimetres: float, name: str, described: str) -> str:
    """Return a drawing of some width as what a run of Word holds, in XML.

    `name` is what the group is called, `described` what is read out in its place, and shown by
    programs that know no such groups. Raises KeyError for elements that it does not know.
    """
    canvas = _Canvas(drawing.width, millimetres * OF_A_MILLIMETRE / drawing.width)
    inside = "".join(_written(each, canvas) for each in _shapes(drawing.shapes, canvas))
    width, height = canvas.long(drawing.width), canvas.long(drawing.height)
    size, box = f'cx="{width}" cy="{height}"', '<a:off x="0" y="0"/>'
    child = f'<a:chOff x="0" y="0"/><a:chExt {size}/>'
    told = f'name="{escape(name)}" descr="{escape(described)}"'
    spaces = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items())
    return (
        f'<mc:AlternateContent {spaces}><mc:Choice Requires="wpg"><w:drawing>'
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="1" {told}/><wp:cNvGraphicFramePr/><a:graphic>'
        f'<a:graphicData uri="{_SPACES["wpg"]}"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr>'
        f"<a:xfrm>{box}<a:ext {size}/>{child}</a:xfrm></wpg:grpSpPr>{inside}</wpg:wgp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:t>{escape(described)}</w:t></mc:Fallback></mc:AlternateContent>"
    )


def _shapes(markup: Markup, canvas: _Canvas) -> Iterator[_Shape]:
    """Yield the shapes of a drawing in their order, without its titles, which only screens show."""
    for element in fromstring(f"<g>{markup}</g>").iter():
        if element.tag not in ("g", "title"):
            yield _FORMS[element.tag](element, canvas)


def _written(shape: _Shape, canvas: _Canvas) -> str:
    left, top, width, height = map(canvas.long, shape.box)
    number = next(canvas.numbers)
    box = ' txBox="1"' if shape.text else ""
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name="{number}"/><wps:cNvSpPr{box}/><wps:spPr><a:xfrm>'
        f'<a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>{shape.form}'
        f"</wps:spPr>{shape.text}"
        '<wps:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/>'
        "</wps:bodyPr></wps:wsp>"
    )


def _rectangle(element: Element, canvas: _Canvas) -> _Shape:
    box = _Box(*(_length(element, key) for key in ("x", "y", "width", "height")))
    return _Shape(box, _preset("rect") + _look(element, canvas))


def _circle(element: Element, canvas: _Canvas) -> _Shape:
    x, y, radius = (_length(element, key) for key in ("cx", "cy", "r"))
    box = _Box(x - radius, y - radius, 2 * radius, 2 * radius)
    return _Shape(box, _preset("ellipse") + _look(element, canvas))


def _line(element: Element, canvas: _Canvas) -> _Shape:
    """Return a line, which all drawings have down or to the right."""
    left, top, right, bottom = (_length(element, key) for key in ("x1", "y1", "x2", "y2"))
    form = _preset("line") + _look(element, canvas)
    return _Shape(_Box(left, top, right - left, bottom - top), form)


def _path(element: Element, canvas: _Canvas) -> _Shape:
    """Return a closed path, which goes from one point on by straight steps."""
    x, y, *steps = map(float, _NUMBER.findall(element.attrib["d"]))
    points = [(x, y)]
    for right, down in zip(steps[::2], steps[1::2], strict=True):
        points.append((points[-1][0] + right, points[-1][1] + down))
    left, top = (min(along) for along in zip(*points, strict=True))
    width, height = (max(along) - min(along) for along in zip(*points, strict=True))
    first, *others = (
        f'<a:pt x="{canvas.long(x - left)}" y="{canvas.long(y - top)}"/>' for x, y in points
    )
    lines = "".join(f"<a:lnTo>{each}</a:lnTo>" for each in others)
    size = f'w="{canvas.long(width)}" h="{canvas.long(height)}"'
    form = (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f"<a:path {size}><a:moveTo>{first}</a:moveTo>{lines}<a:close/></a:path></a:pathLst>"
        "</a:custGeom>"
    )
    return _Shape(_Box(left, top, width, height), form + _look(element, canvas))


def _text(element: Element, canvas: _Canvas) -> _Shape:
    size = float(element.get("font-size", SIZE))
    text, bold = element.text or "", element.get("font-weight") == "bold"
    ends = element.get("text-anchor") == "end"
    at, width = _length(element, "x"), WIDER * text_width(text, size)
    left, right = (max(at - width, 0), at) if ends else (at, min(at + width, canvas.width))
    box = _Box(left, _length(element, "y") - ABOVE * size, right - left, HIGH * size)
    half_points = round(2 * canvas.points(size))
    line = f'w:line="{round(20 * canvas.points(HIGH * size))}" w:lineRule="exact"'
    side = f'<w:jc w:val="{"right" if ends else "left"}"/>'
    look = f'{"<w:b/>" * bold}<w:color w:val="{element.attrib["fill"][1:]}"/>'
    paragraph = (
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" {line}/>{side}</w:pPr>'
        f'<w:r><w:rPr>{look}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )
    inside = f"<wps:txbx><w:txbxContent>{paragraph}</w:txbxContent></wps:txbx>"
    return _Shape(box, f"{_preset('rect')}<a:noFill/><a:ln><a:noFill/></a:ln>", inside)


_FORMS: Mapping[str, Callable[[Element, _Canvas], _Shape]] = {
    "rect": _rectangle,
    "circle": _circle,
    "line": _line,
    "path": _path,
    "text": _text,
}


def _length(element: Element, key: str) -> float:
    return float(element.attrib[key])


def _preset(name: str) -> str:
    return f'<a:prstGeom prst="{name}"><a:avLst/></a:prstGeom>'


def _look(element: Element, canvas: _Canvas) -> str:
    """Return how a shape is filled, and its line."""
    dashes = '<a:prstDash val="dash"/>' if "stroke-dasharray" in element.attrib else ""
    width = canvas.long(float(element.get("stroke-width", 1)))
    line = f'<a:ln w="{width}">{_filling(element.get("stroke"))}{dashes}</a:ln>'
    return _filling(element.get("fill")) + line


def _filling(colour: str | None) -> str:
    if colour in (None, "none"):
        return "<a:noFill/>"
    return f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>'
