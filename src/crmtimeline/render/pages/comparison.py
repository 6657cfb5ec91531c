"""Comparison as a page: estimates side by side, and what makes them differ."""

from crmtimeline.model.compare import Comparison
from crmtimeline.render.compare_blocks import Block, blocks, names, notes, sentences
from crmtimeline.render.custom import Custom
from crmtimeline.render.markup import joined, tag
from crmtimeline.render.pages.frame import (
    Align,
    Page,
    Section,
    bullets,
    page_html,
    paragraphs,
    table,
)
from crmtimeline.render.words import word


def comparison_page(comparison: Comparison) -> str:
    """Return the page: names, the difference in a sentence, tables, and notes."""
    tables = blocks(comparison, len(comparison.estimates), Custom(comparison.language))
    lead = (tag("p", each, class_="lead") for each in sentences(comparison))
    return page_html(
        Page(
            language=comparison.language,
            title=word("comparison", comparison.language),
            about="",
            head=joined([bullets(names(comparison)), *lead, paragraphs(notes(comparison))]),
            sections=[_section(at, block) for at, block in enumerate(tables)],
            made_by=f"crmtimeline {comparison.tool.version}",
        )
    )


def _section(at: int, block: Block) -> Section:
    align: Align = "n" if block.numbers else ""
    aligned = ("", *[align] * len(block.heads))
    body = table(block.title, ["", *block.heads], block.rows, aligned, quiet=True)
    return Section(f"table-{at + 1}", block.title, body)
