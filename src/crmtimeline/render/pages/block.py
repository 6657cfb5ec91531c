"""Block on a page: a table with a title, as a section of its own."""

from collections.abc import Iterable

from crmtimeline.render.block import Block
from crmtimeline.render.pages.frame import Align, Section, table


def block_sections(blocks: Iterable[Block]) -> list[Section]:
    """Return a section for each table, under its title."""
    return [_section(at, block) for at, block in enumerate(blocks, 1)]


def _section(at: int, block: Block) -> Section:
    align: Align = "n" if block.numbers else ""
    aligned = ("", *[align] * len(block.heads))
    body = table(block.title, ["", *block.heads], block.rows, aligned, quiet=True)
    return Section(f"table-{at}", block.title, body)
