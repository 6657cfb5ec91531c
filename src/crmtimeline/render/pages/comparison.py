"""Comparison as a page: estimates side by side, and what makes them differ."""

from collections.abc import Iterator

from crmtimeline.model.compare import Comparison, letter
from crmtimeline.render.compare_blocks import blocks, names, notes, sentences
from crmtimeline.render.custom import Custom
from crmtimeline.render.markup import joined, tag
from crmtimeline.render.pages.basis import basis_section
from crmtimeline.render.pages.block import block_sections
from crmtimeline.render.pages.frame import Page, Section, bullets, page_html, paragraphs
from crmtimeline.render.words import aside, word


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
            sections=[*block_sections(tables), *_rests_on(comparison)],
            made_by=f"crmtimeline {comparison.tool.version}",
        )
    )


def _rests_on(comparison: Comparison) -> Iterator[Section]:
    """Yield what each estimate rests on."""
    for at, each in enumerate(comparison.estimates):
        if each.basis is not None:
            section = basis_section(each.basis, comparison.language)
            title = aside(section.title, letter(at), comparison.language)
            yield section._replace(id=f"basis-{at + 1}", title=title)
