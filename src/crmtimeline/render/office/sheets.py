"""Sheets: tables of a workbook, each with its head, widths, filter and the pages it prints on."""

from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from crmtimeline.render.layout import visible, width_of, wrap
from crmtimeline.render.office.cells import Cell, Looks, put

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

A4 = 9
"""The number of the paper."""

ROOM = 140
"""Characters that a page is wide without being made smaller."""

WIDEST, ENOUGH = 80, 24
"""Characters of a column at most, and how many it keeps where a sheet is too wide."""

OF_A_NUMBER, OF_A_DAY = 6, 10
MARGIN = 2
"""Characters that a cell keeps free."""

OF_A_LINE, MOST_LINES = 16.5, 16
"""Points of a line of text, and how many lines a row shows at most."""

LINES_OF_A_HEAD = 3


class Grid(NamedTuple):
    """Heads with rows below them."""

    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    whole: bool = False
    """Whether the last row sums up those above; then it stays there when rows are sorted."""


def fill(sheet: "Worksheet", grid: Grid, looks: Looks, top: int = 0) -> list[int]:
    """Write a table whose head stands in the row `top`; return how wide its columns are."""
    columns = list(zip(*grid.rows, strict=True)) or [()] * len(grid.heads)
    widths = _fitting([*map(_width, grid.heads, columns)])
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width + MARGIN)
        figures = all(not isinstance(cell, str) for cell in columns[column])
        look = "head-figures" if figures else "head"
        put(sheet, top, column, grid.heads[column], looks, look)
    heighten(sheet, top, grid.heads, widths)
    for row, cells in enumerate(grid.rows, start=top + 1):
        last = grid.whole and row == top + len(grid.rows)
        for column, cell in enumerate(cells):
            put(sheet, row, column, cell, looks, "whole" if last else "plain")
        heighten(sheet, row, cells, widths)
    return widths


def heighten(sheet: "Worksheet", row: int, cells: Sequence[Cell], widths: Sequence[int]) -> None:
    """Make a row high enough for its texts; some programs do not do so by themselves."""
    texts: list[tuple[str, int]] = [
        (cell, width) for cell, width in zip(cells, widths, strict=True) if isinstance(cell, str)
    ]
    lines = max((len(wrap(text, width + MARGIN - 1)) for text, width in texts), default=1)
    if lines > 1:
        sheet.set_row(row, OF_A_LINE * min(lines, MOST_LINES))


def finish(sheet: "Worksheet", grid: Grid) -> None:
    """Keep the head in sight and on every page, let rows be filtered, and fit the width of A4."""
    rows, columns = len(grid.rows), len(grid.heads) - 1
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, rows - grid.whole, columns)
    sheet.repeat_rows(0)
    to_page(sheet, rows, columns)


def to_page(sheet: "Worksheet", last_row: int, last_column: int) -> None:
    """Print a sheet on A4, landscape, as wide as one page, with its name and numbers of pages."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.print_area(0, 0, max(last_row, 1), last_column)
    sheet.set_footer("&L&A&R&P / &N")


def _fitting(widths: list[int]) -> list[int]:
    """Return widths that fit a page, as far as the wide columns can be narrower."""
    while sum(widths) + MARGIN * len(widths) > ROOM and max(widths) > ENOUGH:
        widths[widths.index(max(widths))] -= 1
    return widths


def _width(head: str, cells: Sequence[Cell]) -> int:
    """Return the characters of a column; its head may take a few lines."""
    longest = max(map(width_of, head.split()), default=0) if head.isascii() else 0
    least = max(longest, ceil(width_of(head) / LINES_OF_A_HEAD))
    return min(max([least, *map(_width_of_cell, cells)]), WIDEST)


def _width_of_cell(cell: Cell) -> int:
    if isinstance(cell, date):
        return OF_A_DAY
    return width_of(visible(cell)) if isinstance(cell, str) else OF_A_NUMBER * (cell is not None)
