"""Markup: elements of HTML and SVG; a person's text in them is shown, and never obeyed."""

from collections.abc import Iterable
from functools import cache, lru_cache

from markupsafe import Markup, escape

from crmtimeline.render.layout import visible

Attribute = str | float | None

_ENDS_LINE = {
    *("h1", "h2", "h3", "p", "ul", "li", "table", "caption", "thead", "tr", "details", "div"),
    *("head", "meta", "title", "style", "header", "nav", "main", "section", "figure"),
    *("svg", "g", "rect", "line", "path", "circle", "polyline", "text"),
}
"""Elements after which a new line begins, so that files can be read and compared."""


def text(content: str) -> Markup:
    """Return a text with nothing in it that a browser would obey; markup stays what it is."""
    return content if isinstance(content, Markup) else escape(visible(content))


def tag(name: str, /, *inside: str, **attributes: Attribute) -> Markup:
    """Return an element with what is inside it.

    >>> tag("p", "1 < 2", tag("b", "!"), class_="note", lang=None)
    Markup('<p class="note">1 &lt; 2<b>!</b></p>\\n')
    """
    return Markup(f"<{name}{_written(attributes)}>{joined(inside)}</{name}>{_after(name)}")


def leaf(name: str, /, **attributes: Attribute) -> Markup:
    """Return an element that has no inside; with SVG's numbers no finer than a tenth.

    >>> leaf("rect", x=1 / 3, width=2.0, stroke_width=1)
    Markup('<rect x="0.3" width="2" stroke-width="1"/>\\n')
    """
    return Markup(f"<{name}{_written(attributes)}/>{_after(name)}")


def joined(parts: Iterable[str]) -> Markup:
    """Return parts one after the other."""
    return Markup("".join(map(text, parts)))


def _after(name: str) -> str:
    return "\n" if name in _ENDS_LINE else ""


def _written(attributes: dict[str, Attribute]) -> str:
    return "".join(
        f' {_spelt(name)}="{_quoted(value) if isinstance(value, str) else _number(value)}"'
        for name, value in attributes.items()
        if value is not None
    )


@cache
def _spelt(name: str) -> str:
    """Return the name of an attribute; each is one of few that the program writes."""
    return name.strip("_").replace("_", "-")


@lru_cache(256)
def _quoted(value: str) -> str:
    """Return the value of an attribute; most are classes and colours, again and again."""
    return str(text(value))


def _number(value: float) -> str:
    return f"{round(value, 1) + 0.0:g}"
