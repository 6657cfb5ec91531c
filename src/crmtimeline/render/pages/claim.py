"""Claim as a page: how likely somebody's number holds, and what it would need."""

from collections.abc import Iterator

from crmtimeline.model.claim import ClaimAnswer
from crmtimeline.render.claim import (
    input_cells,
    needed_inputs,
    needed_phases,
    phase_cells,
    sentences,
)
from crmtimeline.render.custom import Custom
from crmtimeline.render.markup import joined, tag
from crmtimeline.render.pages.basis import basis_section
from crmtimeline.render.pages.frame import Page, Section, page_html, paragraphs, table
from crmtimeline.render.terminal import about, made_by
from crmtimeline.render.words import say, word


def claim_page(answer: ClaimAnswer) -> str:
    """Return the page: what to say, and the phases and inputs that it would need."""
    language = answer.language
    first, *rest = sentences(answer, Custom(language))
    made = made_by(answer.pack, answer.tool.version, answer.simulation)
    return page_html(
        Page(
            language=language,
            title=answer.profile.name or word("nameless", language),
            about=about(answer.profile, answer.pack, language),
            head=joined([tag("p", first, class_="lead"), paragraphs(rest)]),
            sections=[*_sections(answer), basis_section(answer.basis, language)],
            made_by=say(made, language),
        )
    )


def _sections(answer: ClaimAnswer) -> Iterator[Section]:
    language = answer.language
    custom = Custom(language)
    phases = [phase_cells(each, custom) for each in needed_phases(answer.claim)]
    if phases:
        title = word("claim_table", language)
        heads = [word(key, language) for key in ("claim_typical", "claim_needed", "claim_share")]
        body = table(title, ["", *heads], phases, ("", "n", "n", "n"), quiet=True)
        yield Section("phases", title, body)
    inputs = [input_cells(each, language, custom) for each in needed_inputs(answer.claim)]
    if inputs:
        title = word("claim_unknown", language)
        heads = [word(key, language) for key in ("claim_of", "claim_all", "claim_among")]
        body = table(title, ["", *heads], inputs, ("", "", "n", "n"), quiet=True)
        yield Section("inputs", title, body)
