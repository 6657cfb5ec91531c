"""Comparison as a page: estimates side by side, and what makes them differ."""

from crmtimeline.model.compare import Comparison
from crmtimeline.render.compare_blocks import blocks, names, notes, sentences
from crmtimeline.render.custom import Custom
from crmtimeline.render.markup import joined, tag
from crmtimeline.render.pages.block import block_sections
from crmtimeline.render.pages.frame import Page, bullets, page_html, paragraphs
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
            sections=block_sections(tables),
            made_by=f"crmtimeline {comparison.tool.version}",
        )
    )
