"""Verification as a page: the verdict, what the estimate was made from, and what differs."""

from crmtimeline.model.verify import Verification
from crmtimeline.render.markup import joined, tag
from crmtimeline.render.pages.blocks import block_sections
from crmtimeline.render.pages.frame import Page, page_html, paragraphs
from crmtimeline.render.verification_blocks import blocks, heading, notes, sentence


def verification_page(result: Verification) -> str:
    """Return the page: the file, the verdict in a sentence, notes, and tables."""
    verdict = tag("p", sentence(result), class_="lead")
    return page_html(
        Page(
            language=result.language,
            title=heading(result),
            about="",
            head=joined([verdict, paragraphs(notes(result))]),
            sections=block_sections(blocks(result)),
            made_by=f"crmtimeline {result.tool.version}",
        )
    )
