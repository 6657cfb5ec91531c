"""Waterfall in Markdown: the steps to each phase's weeks as tables, with their sources."""

from collections.abc import Mapping

from crmtimeline.model.estimate import Estimate, PhaseEstimate, TraceStep
from crmtimeline.model.strict import Language
from crmtimeline.render.custom import Custom
from crmtimeline.render.document import capital
from crmtimeline.render.markdown import Align, bullets, heading, paragraph, table, to_text
from crmtimeline.render.numbers import percent, weeks
from crmtimeline.render.terminal import quote_sentence, title_line
from crmtimeline.render.waterfall import (
    cite_texts,
    driver_title,
    ends,
    factor_text,
    kinds_of_causes,
    rows_behind,
    shown_steps,
    simulated_texts,
    single_causes,
    step_title,
    unchanged_text,
    what_it_read,
)
from crmtimeline.render.words import word


def waterfall_markdown(
    estimate: Estimate, phase: PhaseEstimate | None, rows: Mapping[str, str]
) -> str:
    """Return the steps of one phase, or of all with the make-up of the whole, as a document."""
    language = estimate.language
    shown = estimate.phases if phase is None else (phase,)
    lines = heading(title_line(estimate), 1)
    if phase is None:
        lines += paragraph(quote_sentence(estimate, Custom(language)))
    for each in shown:
        lines += [*heading(each.title, 2), *_steps(each, language, with_notes=phase is not None)]
        for text in simulated_texts(estimate, each):
            lines += paragraph(text)
    if phase is None:
        lines += [*heading(word("causes", language), 2), *_causes(estimate)]
    if known := rows_behind(shown, rows):
        lines += heading(word("sources", language), 2)
        lines += bullets([f"{source}: {rows[source]}" for source in known])
    return to_text(lines)


def _steps(phase: PhaseEstimate, language: Language, *, with_notes: bool) -> list[str]:
    keys = ("factors", "low", "likely", "high", "input", "source")
    head = ["", *(capital(word(key, language)) for key in keys)]
    align: list[Align] = ["left", "right", "right", "right", "right", "left", "left"]
    steps = shown_steps(phase, with_notes)
    lines = table(head, [_cells(step, language, with_notes=with_notes) for step in steps], align)
    idle = unchanged_text(phase, steps, language)
    return [*lines, *paragraph(idle)] if idle else lines


def _cells(step: TraceStep, language: Language, *, with_notes: bool) -> list[str]:
    note = [step.cite.note] if with_notes and step.cite is not None and step.cite.note else []
    return [
        step_title(step, language),
        factor_text(step),
        *map(weeks, ends(step.after)),
        what_it_read(step, language),
        word("clause", language).join([*cite_texts(step.cite, language), step.place, *note]),
    ]


def _causes(estimate: Estimate) -> list[str]:
    shares = [(title, percent(share)) for title, share in kinds_of_causes(estimate)]
    shares += [
        (driver_title(each, estimate.language), percent(each.variance_share))
        for each in single_causes(estimate)
    ]
    head = ["", word("basis_share", estimate.language)]
    return table(head, shares, ["left", "right"])
