"""Block: a table with a title, before it is set for a screen or a page."""

from typing import NamedTuple

from crmtimeline.render import markdown
from crmtimeline.render.layout import Column, Line, Span, table

INDENT = "  "


class Block(NamedTuple):
    """A table: its title, the heads of its columns but the first, and its rows."""

    title: str
    heads: list[str]
    rows: list[list[str]]
    numbers: bool = True
    """Whether all columns but the first are short figures."""


def block_lines(block: Block, width: int) -> list[Line]:
    """Return a block for a screen, its title at the head of the first column."""
    rows = [[Span(block.title, "strong"), *(Span(head, "faint") for head in block.heads)]]
    rows += [[Span(cell) for cell in row] for row in block.rows]
    column = Column("right") if block.numbers else Column(flexible=True)
    columns = [Column(flexible=True), *[column] * len(block.heads)]
    return table(rows, columns, width, INDENT)


def block_markdown(block: Block) -> list[str]:
    """Return a block for a page, under its title."""
    align: markdown.Align = "right" if block.numbers else "left"
    aligned: list[markdown.Align] = ["left", *[align] * len(block.heads)]
    head = markdown.heading(block.title, 3)
    return [*head, *markdown.table(["", *block.heads], block.rows, aligned)]
