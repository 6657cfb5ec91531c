"""Phases of an estimate's page: why each takes so long, step by step, and where that stands."""

from markupsafe import Markup

from crmtimeline.model.estimate import Estimate, PhaseEstimate, TraceStep
from crmtimeline.render.custom import Custom
from crmtimeline.render.markup import joined, tag
from crmtimeline.render.numbers import spread, weeks
from crmtimeline.render.pages.frame import Align, Section, paragraphs, table, unfolded
from crmtimeline.render.pages.sources import Sources
from crmtimeline.render.waterfall import (
    ends,
    factor_text,
    shown_steps,
    simulated_texts,
    step_title,
    unchanged_text,
    what_it_read,
)
from crmtimeline.render.words import word

_STEPS: tuple[Align, ...] = ("", "n", "n", "n", "n", "d")


def phases_section(estimate: Estimate, sources: Sources) -> Section:
    """Return the steps of every phase, each unfolding where a reader wants them."""
    lead = tag("p", word("page_why_lead", estimate.language))
    phases = (_phase(each, estimate, sources) for each in estimate.phases if not each.gate)
    return Section("why", word("page_why", estimate.language), joined([lead, *phases]))


def _phase(phase: PhaseEstimate, estimate: Estimate, sources: Sources) -> Markup:
    language = estimate.language
    steps = shown_steps(phase, every=False)
    keys = ("page_step", "page_factor", "low", "likely", "high", "source")
    heads = [word(key, language) for key in keys]
    rows = [_step(step, sources) for step in steps]
    length = spread(phase.duration, "–")
    shown = word("page_weeks", language).format(weeks=length) if length else ""
    summary = joined([phase.title, " ", tag("span", shown, class_="n")])
    return unfolded(
        summary,
        table(phase.title, heads, rows, _STEPS, quiet=True),
        paragraphs(
            [
                unchanged_text(phase, steps, language),
                *simulated_texts(estimate, phase, Custom(language)),
            ]
        ),
    )


def _step(step: TraceStep, sources: Sources) -> list[str]:
    language = sources.language
    notes = [what_it_read(step, language)]
    if step.cite is not None and step.cite.note:
        notes.append(step.cite.note)
    small = (tag("span", each, class_="note") for each in notes if each)
    return [
        joined([step_title(step, language), *small]),
        factor_text(step).replace("/x", "/").replace("x", "×"),
        *(weeks(end) for end in ends(step.after)),
        sources.link(step.cite),
    ]
