"""Markup: elements of HTML and SVG; a person's text in them is shown, and never obeyed."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from crmtimeline.render.layout import visible

Attribute = str | float | None


def text(content: str) -> Markup:
    """Return a text with nothing in it that a browser would obey; markup stays what it is."""
    return content if isinstance(content, Markup) else escape(visible(content))


def tag(name: str, /, *inside: str, **attributes: Attribute) -> Markup:
    """Return an element with what is inside it.

    >>> tag("p", "1 < 2", tag("b", "!"), class_="note", lang=None)
    Markup('<p class="note">1 &lt; 2<b>!</b></p>')
    """
    return Markup(f"<{name}{_written(attributes)}>{joined(inside)}</{name}>")


def leaf(name: str, /, **attributes: Attribute) -> Markup:
    """Return an element that has no inside; with SVG's numbers no finer than a tenth.

    >>> leaf("rect", x=1 / 3, width=2.0, stroke_width=1)
    Markup('<rect x="0.3" width="2" stroke-width="1"/>')
    """
    return Markup(f"<{name}{_written(attributes)}/>")


def joined(parts: Iterable[str]) -> Markup:
    """Return parts one after the other."""
    return Markup("".join(map(text, parts)))


def _written(attributes: dict[str, Attribute]) -> str:
    return "".join(
        f' {name.strip("_").replace("_", "-")}="{_value(value)}"'
        for name, value in attributes.items()
        if value is not None
    )


def _value(value: str | float) -> str:
    return text(value) if isinstance(value, str) else f"{round(value, 1) + 0.0:g}"
