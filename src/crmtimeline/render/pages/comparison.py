"""Comparison as a page: estimates side by side, and what makes them differ."""

from crmtimeline.model.compare import Comparison
from crmtimeline.render.compare_blocks import blocks, names, notes, sentences
from crmtimeline.render.custom import Custom
from crmtimeline.render.markup import joined, tag
from crmtimeline.render.pages.blocks import block_sections
from crmtimeline.render.pages.frame import Page, bullets, page_html, paragraphs
from crmtimeline.render.words import word


def comparison_page(comparison: Comparison) -> str:
    """Return the page: names, the difference in a sentence, notes, and tables."""
    custom = Custom(comparison.language)
    lead = (tag("p", each, class_="lead") for each in sentences(comparison))
    return page_html(
        Page(
            language=comparison.language,
            title=word("comparison", comparison.language),
            about="",
            head=joined([bullets(names(comparison)), *lead, paragraphs(notes(comparison))]),
            sections=block_sections(blocks(comparison, len(comparison.estimates), custom)),
            made_by=f"crmtimeline {comparison.tool.version}",
        )
    )
