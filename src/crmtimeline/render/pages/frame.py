"""Frame: what all pages share; one self-contained file that asks for nothing and runs nothing.

A page reads without a script and without a network, by keyboard and by voice, and prints on A4.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from markupsafe import Markup

from crmtimeline.model.brand import BrandShown
from crmtimeline.model.strict import Language
from crmtimeline.render.markup import joined, leaf, tag
from crmtimeline.render.pages.style import page_style
from crmtimeline.render.words import word

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""Whatever a page holds, a browser loads and runs nothing for it."""

NAVIGABLE = 4
"""Sections from which a page has a list of them."""

NARROW = 4
"""Columns that fit on a telephone; wider tables scroll by themselves."""

Align = Literal["", "n", "d", "long"]
"""The class of a column: words, numbers, days, or bars."""


class Section(NamedTuple):
    """A part of a page with its heading; links lead to its id."""

    id: str
    title: str
    body: Markup


class Page(NamedTuple):
    """What a page says, from its heading to the line that tells what made it."""

    language: Language
    title: str
    about: str
    """What stands under the title."""
    head: Markup
    """What comes before all sections."""
    sections: Sequence[Section]
    made_by: str
    brand: BrandShown | None = None


def page_html(page: Page) -> str:
    """Return the page as a file."""
    head = tag("head", *_head(page))
    document = tag("html", head, tag("body", *_body(page)), lang=page.language)
    return f"<!DOCTYPE html>\n{document}\n"


def table(
    caption: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    align: Sequence[Align],
    *,
    total: bool = False,
    quiet: bool = False,
) -> Markup:
    """Return a table whose first column heads its rows; `total` makes the last row stand out.

    A `quiet` caption is only for who cannot see that the table stands under a heading.
    """
    first = [
        tag("th", each, scope="col", class_=look or None) if each else tag("td")
        for each, look in zip(heads, align, strict=True)
    ]
    classes = [None] * (len(rows) - total) + ["total"] * total
    body = [_row(row, align, look) for row, look in zip(rows, classes, strict=True)]
    caption_shown = tag("caption", caption, class_="hidden" if quiet else None)
    inside = (caption_shown, tag("thead", tag("tr", *first)), tag("tbody", *body))
    if len(heads) <= NARROW:
        return tag("table", *inside)
    scroll = {"class_": "scroll", "role": "region", "tabindex": "0"}
    return tag("div", tag("table", *inside), **scroll, aria_label=caption)


def bullets(texts: Iterable[str], look: str | None = None) -> Markup:
    """Return a list."""
    return tag("ul", *(tag("li", each) for each in texts), class_=look)


def paragraphs(texts: Iterable[str]) -> Markup:
    """Return paragraphs, without those that are empty."""
    return joined(tag("p", each) for each in texts if each)


def unfolded(summary: str, *inside: str) -> Markup:
    """Return what unfolds where a reader wants it, and always on paper."""
    return tag("details", tag("summary", summary), *inside)


def _row(cells: Sequence[str], align: Sequence[Align], look: str | None) -> Markup:
    first, *rest = cells
    return tag(
        "tr",
        tag("th", first, scope="row", class_=align[0] or None),
        *(tag("td", cell, class_=each or None) for cell, each in zip(rest, align[1:], strict=True)),
        class_=look,
    )


def _head(page: Page) -> Iterator[Markup]:
    yield leaf("meta", charset="utf-8")
    yield leaf("meta", http_equiv="Content-Security-Policy", content=_POLICY)
    yield leaf("meta", name="viewport", content="width=device-width, initial-scale=1")
    yield tag("title", page.title)
    accent = page.brand.accent if page.brand else None
    yield tag("style", Markup(page_style(page.language, accent)))


def _body(page: Page) -> Iterator[Markup]:
    yield tag("a", word("page_skip", page.language), class_="skip", href="#main")
    about = tag("p", page.about, class_="about") if page.about else ""
    yield tag("header", _brand(page.brand), tag("h1", page.title), about)
    if len(page.sections) >= NAVIGABLE:
        yield _contents(page)
    sections = (
        tag("section", tag("h2", each.title), each.body, id=each.id) for each in page.sections
    )
    yield tag("main", page.head, *sections, id="main")
    yield tag("footer", tag("p", page.made_by))


def _brand(brand: BrandShown | None) -> Markup:
    """Return the logo and the name of who hands the page over; nothing where neither is given."""
    if brand is None:
        return Markup("")
    parts = []
    if brand.logo is not None:
        from base64 import b64encode

        data = b64encode(brand.logo.data).decode()
        parts.append(leaf("img", src=f"data:{brand.logo.media};base64,{data}", alt=""))
    if brand.name:
        parts.append(tag("span", brand.name))
    return tag("div", *parts, class_="brand") if parts else Markup("")


def _contents(page: Page) -> Markup:
    links = (tag("li", tag("a", each.title, href=f"#{each.id}")) for each in page.sections)
    return tag("nav", tag("ul", *links), aria_label=word("page_contents", page.language))
