"""Cells: what a cell of a workbook holds, and how each kind of it looks."""

from datetime import date
from typing import TYPE_CHECKING, Any

from crmtimeline.render.layout import visible
from crmtimeline.render.office.style import ACCENT, PAPER

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_767
"""Units of UTF-16 that a cell can hold."""


class Share(float):
    """A share (0-1), which is shown in percent."""


Cell = str | float | date | None

_NUMBERS = {Share: "0.0%", int: "#,##0", float: "#,##0.0", date: "yyyy-mm-dd"}

_WRAPPED = {"valign": "top", "text_wrap": True}
_ROW = {**_WRAPPED, "bottom": 1, "bottom_color": PAPER["line"]}
_INSET = {"align": "left", "indent": 1}
"""Keeps a text off the figures of the column before it."""

_HEAD = {
    **{"valign": "vcenter", "text_wrap": True, "bold": True},
    **{"bg_color": PAPER[ACCENT], "font_color": PAPER["paper"]},
}
_LOOKS: dict[str, dict[str, Any]] = {
    "plain": _ROW,
    "whole": {**_ROW, "bold": True, "top": 1, "top_color": PAPER["ink"]},
    "text": _WRAPPED,
    "head": _HEAD,
    "head-figures": {**_HEAD, "align": "right"},
    "title": {"bold": True, "font_size": 16, "font_color": PAPER[ACCENT]},
    "heading": {"bold": True, "font_size": 12, "font_color": PAPER[ACCENT]},
    "faint": {**_WRAPPED, "font_color": PAPER["muted"]},
    "settled": {"font_color": PAPER["muted"]},
}
_TABLES = ("plain", "whole", "head")


class Looks:
    """The formats of a workbook; each kind of value and look is made once."""

    def __init__(self, book: "Workbook") -> None:
        self._book, self._made = book, dict[tuple[str, type | None], "Format"]()

    def of(self, look: str, kind: type | None = None) -> "Format":
        """Return a look by its name, for numbers and days with their way of being written."""
        if (look, kind) not in self._made:
            place = dict[str, Any]()
            if kind is not None:
                place = {"num_format": _NUMBERS[kind]}
            elif look in _TABLES:
                place = _INSET
            self._made[look, kind] = self._book.add_format({**place, **_LOOKS[look]})
        return self._made[look, kind]


def put(sheet: "Worksheet", row: int, column: int, cell: Cell, looks: Looks, look: str) -> None:
    """Write a cell: a text as text, whatever it looks like, numbers and days as what they are."""
    if isinstance(cell, str):
        sheet.write_string(row, column, text_of(cell), looks.of(look))
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, looks.of(look, date))
    elif cell is None:
        sheet.write_blank(row, column, None, looks.of(look))
    else:
        sheet.write_number(row, column, cell, looks.of(look, type(cell)))


def text_of(text: str) -> str:
    """Return a text as a cell can hold it."""
    units = visible(text).encode("utf-16-le")[: 2 * LONGEST]
    return units.decode("utf-16-le", "ignore")
