"""Phases of an estimate's page: why each takes so long, step by step, and where that stands."""

from collections.abc import Iterator

from markupsafe import Markup

from crmtimeline.errors import Message
from crmtimeline.model.estimate import Estimate, PhaseEstimate, TraceStep
from crmtimeline.render.custom import Custom
from crmtimeline.render.markup import joined, tag
from crmtimeline.render.numbers import percent, spread, weeks
from crmtimeline.render.pages.frame import Align, Section, paragraphs, table, unfolded
from crmtimeline.render.pages.sources import Sources
from crmtimeline.render.waterfall import (
    changes_nothing,
    ends,
    factor_text,
    happened_text,
    step_title,
    what_it_read,
)
from crmtimeline.render.words import say, word

_STEPS: tuple[Align, ...] = ("", "n", "n", "n", "n", "d")


def phases_section(estimate: Estimate, sources: Sources) -> Section:
    """Return the steps of every phase, each unfolding where a reader wants them."""
    lead = tag("p", word("page_why_lead", estimate.language))
    phases = (_phase(each, estimate, sources) for each in estimate.phases if not each.gate)
    return Section("why", word("page_why", estimate.language), joined([lead, *phases]))


def _phase(phase: PhaseEstimate, estimate: Estimate, sources: Sources) -> Markup:
    language = estimate.language
    steps = [step for step in phase.trace if not changes_nothing(step)]
    idle = [step_title(step, language) for step in phase.trace if changes_nothing(step)]
    keys = ("page_step", "page_factor", "low", "likely", "high", "source")
    heads = [word(key, language) for key in keys]
    rows = [_step(step, sources) for step in steps]
    length = spread(phase.duration, "–")
    shown = word("page_weeks", language).format(weeks=length) if length else ""
    summary = joined([phase.title, " ", tag("span", shown, class_="n")])
    return unfolded(
        summary,
        table(phase.title, heads, rows, _STEPS, quiet=True),
        paragraphs(_sentences(phase, idle, estimate)),
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


def _sentences(phase: PhaseEstimate, idle: list[str], estimate: Estimate) -> Iterator[str]:
    """Yield what leaves the range as it is, what the simulation makes of it, what has happened."""
    language = estimate.language
    if idle:
        yield word("unchanged_by", language) + word("semicolon", language).join(idle)
    values = {key: weeks(getattr(phase.duration, key)) for key in ("p50", "p80", "p90")}
    yield say(Message("simulated_as", values), language)
    if phase.in_scope < 1:
        share = Custom(language).share(percent(phase.in_scope))
        yield say(Message("simulated_in_scope", {"share": share}), language)
    yield happened_text(estimate, phase)
