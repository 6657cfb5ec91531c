"""Estimate as a page: what a customer is handed, from the sentence to say to the last source."""

from collections.abc import Iterator

from crmtimeline.model.cite import CiteShown
from crmtimeline.model.handover import Handover
from crmtimeline.render.checklist import sections
from crmtimeline.render.pages.basis import basis_sections, warnings_section
from crmtimeline.render.pages.causes import cause_sections
from crmtimeline.render.pages.checklist import checklist_section
from crmtimeline.render.pages.frame import Page, Section, page_html
from crmtimeline.render.pages.phases import phases_section
from crmtimeline.render.pages.schedule import likelihood_section, schedule_section
from crmtimeline.render.pages.sources import Sources
from crmtimeline.render.pages.summary import summary
from crmtimeline.render.terminal import about, is_finished, made_by
from crmtimeline.render.words import say, word


def estimate_page(handover: Handover) -> str:
    """Return the page; 150 kB at most, unless a person's own texts are very long."""
    estimate = handover.estimate
    made = made_by(estimate.pack, estimate.tool.version, estimate.simulation)
    return page_html(
        Page(
            language=estimate.language,
            title=estimate.profile.name or word("nameless", estimate.language),
            about=about(estimate.profile, estimate.pack, estimate.language),
            head=summary(estimate),
            sections=list(_sections(handover)),
            made_by=say(made, estimate.language),
            brand=handover.brand,
        )
    )


def _sections(handover: Handover) -> Iterator[Section]:
    estimate, checklist = handover.estimate, handover.checklist
    sources = Sources(handover.rows, handover.publications, estimate.language)
    yield schedule_section(estimate)
    if not is_finished(estimate):
        yield likelihood_section(estimate)
    yield phases_section(estimate, sources)
    yield from cause_sections(estimate)
    yield from basis_sections(estimate, sources)
    if checklist.counts.items:
        yield checklist_section(checklist, sources)
    yield from warnings_section(estimate)
    yield from sources.section(_cites(handover))


def _cites(handover: Handover) -> Iterator[CiteShown | None]:
    """Yield where figures, assumptions and items of the checklist come from."""
    for phase in handover.estimate.phases:
        yield from (step.cite for step in phase.trace)
    yield from (each.cite for each in handover.estimate.assumptions)
    for _, items in sections(handover.checklist):
        yield from (item.cite for item in items)
