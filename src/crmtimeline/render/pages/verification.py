"""Verification as a page: the verdict, what the estimate was made from, and what differs."""

from crmtimeline.model.verify import Verification
from crmtimeline.render.markup import joined, tag
from crmtimeline.render.pages.block import block_sections
from crmtimeline.render.pages.frame import Page, page_html, paragraphs
from crmtimeline.render.verification_blocks import blocks, heading, notes, sentence
from crmtimeline.render.words import word


def verification_page(result: Verification) -> str:
    """Return the page: the verdict in a sentence, tables, and notes."""
    lead = tag("p", sentence(result), class_="lead")
    return page_html(
        Page(
            language=result.language,
            title=word("verification", result.language),
            about=heading(result),
            head=joined([lead, paragraphs(notes(result))]),
            sections=block_sections(blocks(result)),
            made_by=f"crmtimeline {result.tool.version}",
        )
    )
