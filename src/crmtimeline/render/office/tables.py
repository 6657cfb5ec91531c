"""Tables: what the sheets of a workbook hold, phases, what they rest on, checklist and sources."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple

from crmtimeline.model.checklist import ItemShown
from crmtimeline.model.estimate import Estimate, PhaseEstimate
from crmtimeline.model.handover import Handover
from crmtimeline.model.strict import Language, Value
from crmtimeline.render.checklist import item_title, reason_text, sections, source_text
from crmtimeline.render.citations import cited
from crmtimeline.render.document import capital
from crmtimeline.render.office.cells import Cell, Share
from crmtimeline.render.office.sheets import Grid
from crmtimeline.render.words import value_shown, word

STATES = ("open", "done", "not_needed")
"""What an item of the checklist can be, as its drop-down offers it."""

STATE_COLUMN = 2


def phases_table(estimate: Estimate) -> Grid:
    """Return a row for each phase and one for the whole; with plan and state where it runs."""
    language = estimate.language
    weeks, rules = word("range", language), word("by_rules", language)
    start, finish = word("start", language), word("finish", language)
    heads = [
        word("pack_phase", language),
        *(f"{rules}: {word(key, language)}" for key in ("low", "likely", "high")),
        *(f"{weeks} {each}" for each in ("P10", "P50", "P80", "P90")),
        *(f"{start} P50", f"{finish} P50", f"{finish} P80", f"{finish} P90"),
        *(word(key, language) for key in ("criticality", "float", "in_scope", "source")),
        word("identifier", language),
    ]
    rows = [*(_phase(each, language) for each in estimate.phases), _whole(estimate)]
    for head, column in _progress(estimate):
        heads.append(head)
        rows = [[*row, cell] for row, cell in zip(rows, column, strict=True)]
    return Grid(list(map(capital, heads)), rows, whole=True)


def _phase(phase: PhaseEstimate, language: Language) -> list[Cell]:
    start, finish = phase.start_date or phase.start, phase.finish_date or phase.finish
    return [
        phase.title,
        *astuple(phase.weeks),
        *astuple(phase.duration),
        *(start.p50, finish.p50, finish.p80, finish.p90),
        Share(phase.criticality_index),
        phase.total_float_weeks,
        Share(phase.in_scope),
        source_text(phase.cite, language),
        phase.id,
    ]


def _whole(estimate: Estimate) -> list[Cell]:
    total, calendar = estimate.total, estimate.calendar
    start = calendar.start if calendar else 0.0
    finish = total.finish_date or total.weeks
    return [
        word("whole", estimate.language),
        *astuple(total.scenario),
        *astuple(total.weeks)[:4],
        *(start, finish.p50, finish.p80, finish.p90),
        *[None] * 5,
    ]


def _progress(estimate: Estimate) -> Iterator[tuple[str, list[Cell]]]:
    """Yield the state of each phase, and when it was planned to end."""
    progress, language = estimate.progress, estimate.language
    if progress is not None:
        states = [word(each.status, language) for each in progress.phases]
        yield word("state", language), [*states, None]
        plan = [each.plan_finish_date.p50 for each in progress.phases]
        yield word("plan_p50", language), [*plan, progress.plan_finish_date.p50]


def basis_table(handover: Handover) -> Grid:
    """Return what is given, assumed, set by the pack, and relied on, with a note and a source."""
    estimate, language = handover.estimate, handover.estimate.language
    keys = ("basis_kind", "basis_what", "basis_value", "basis_share", "basis_note", "source")
    rows = [
        *([word("kind_given", language), *cells] for cells in _given(estimate)),
        *([word("kind_assumed", language), *cells] for cells in _assumed(estimate)),
        *([word("kind_figure", language), *cells] for cells in _figures(estimate)),
        *([word("kind_relied", language), *cells] for cells in _relied(estimate)),
    ]
    return Grid([capital(word(key, language)) for key in keys], rows)


def _given(estimate: Estimate) -> Iterator[list[Cell]]:
    for each in estimate.given:
        yield [each.title, _value(each.shown, estimate.language), None, None, None]


def _assumed(estimate: Estimate) -> Iterator[list[Cell]]:
    for each in estimate.unknowns:
        value = _value(each.shown, estimate.language)
        yield [each.title, value, Share(each.variance_share), each.ask, None]


def _figures(estimate: Estimate) -> Iterator[list[Cell]]:
    language = estimate.language
    for each in estimate.figures:
        title = each.title or word(each.id, language)
        yield [title, word(f"basis_{each.basis}", language), None, each.note, None]


def _relied(estimate: Estimate) -> Iterator[list[Cell]]:
    for each in estimate.assumptions:
        yield [each.title, None, None, None, source_text(each.cite, estimate.language)]


def _value(value: Value, language: Language) -> Cell:
    """Return a number as a number, to three digits where it is computed, and all else as text."""
    if isinstance(value, bool | str):
        return value_shown(value, language)
    return int(value) if value == int(value) else float(f"{value:.3g}")


def checklist_table(handover: Handover) -> Grid:
    """Return a row for each item, with its state where the drop-downs are."""
    language = handover.checklist.language
    keys = ("checklist_stage", "checklist_what", "state", "urgent", "checklist_why", "source")
    heads = [capital(word(key, language)) for key in (*keys, "identifier")]
    rows: list[Sequence[Cell]] = [
        [stage, *_item(item, language)]
        for stage, items in sections(handover.checklist)
        for item in items
    ]
    return Grid(heads, rows)


def _item(item: ItemShown, language: Language) -> list[Cell]:
    return [
        item_title(item, language),
        word("done" if item.done else "open", language),
        word("urgent", language) if item.presses else None,
        reason_text(item, language) or None,
        source_text(item.cite, language) or None,
        item.id,
    ]


def sources_table(handover: Handover) -> Grid:
    """Return each row of the sources that is cited, what it says, and where it was published."""
    language = handover.estimate.language
    heads = [word("source", language), word("source_says", language), word("published", language)]
    rows = [
        [source, handover.rows.get(source), handover.publications[source]]
        for source in cited(handover)
    ]
    return Grid(list(map(capital, heads)), rows)
