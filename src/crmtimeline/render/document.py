"""Document: the quote as sections of texts, tables and lists, for whatever then sets them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crmtimeline.model.estimate import Estimate
from crmtimeline.model.handover import Handover
from crmtimeline.model.strict import Language
from crmtimeline.render.basis import figure_title, values
from crmtimeline.render.checklist import item_title, reason_text, sections
from crmtimeline.render.citations import cited
from crmtimeline.render.custom import Custom
from crmtimeline.render.dates import (
    calendar_texts,
    deadline_cells,
    deadline_sentence,
    too_late,
)
from crmtimeline.render.numbers import percent
from crmtimeline.render.plan import plan_marks, plan_table
from crmtimeline.render.progress import progress_sentence
from crmtimeline.render.terminal import (
    WORTH_ASKING,
    about,
    excluded_texts,
    is_finished,
    made_by,
    milestone_texts,
    quote_sentence,
    risk_texts,
    total_tables,
)
from crmtimeline.render.words import say, value_shown, word


class Text(NamedTuple):
    """A paragraph; a small one explains what stands above it."""

    text: str
    small: bool = False


class Table(NamedTuple):
    """A table of a head and rows; all columns but the first are figures."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    whole: bool = False
    """Whether the last row sums up those above."""


class Entry(NamedTuple):
    """An entry of a list, with a note below it; a box where it is something to do."""

    text: str
    note: str = ""
    box: bool = False


class Entries(NamedTuple):
    """A list."""

    entries: Sequence[Entry]


class Chart(NamedTuple):
    """Where the Gantt chart stands, if what sets the document can draw one."""

    estimate: Estimate


Block = Text | Table | Entries | Chart


class Section(NamedTuple):
    """A title with what stands below it."""

    title: str
    blocks: Sequence[Block]


class Document(NamedTuple):
    """The whole: the customer, what it is about, what to say first, and what made it."""

    language: Language
    title: str
    about: str
    lead: Sequence[str]
    sections: Sequence[Section]
    made_by: str


def document_of(handover: Handover) -> Document:
    """Return the quote: the plan, what it rests on and what it leaves open; no empty section."""
    estimate, language = handover.estimate, handover.estimate.language
    custom = Custom(language)
    lead = quote_sentence(estimate, custom), progress_sentence(estimate, custom)
    dated, milestones = milestone_texts(estimate.milestones, language, custom)
    warnings = [say(each.message, language) for each in estimate.warnings]
    publications = dict.fromkeys(handover.publications[row] for row in cited(handover))
    parts = {
        "plan": _plan(estimate),
        "whole": map(_figures, total_tables(estimate)),
        "deadline_head": _deadline(estimate),
        "open_questions": _questions(estimate),
        "risks_head": _listed(risk_texts(estimate, custom)),
        "milestones_dates" if dated else "milestones": _listed(milestones),
        "next_steps": _next_steps(handover),
        "basis": _basis(estimate),
        "warnings": _listed(warnings),
        "sources": _listed(list(publications)),
    }
    blocks = {key: list(part) for key, part in parts.items()}
    return Document(
        language,
        estimate.profile.name or word("nameless", language),
        about(estimate.profile, estimate.pack, language),
        [text for text in lead if text],
        [Section(capital(word(key, language)), part) for key, part in blocks.items() if part],
        say(made_by(estimate.pack, estimate.tool.version, estimate.simulation), language),
    )


def capital(text: str) -> str:
    """Return a text as a heading or a cell of a table begins."""
    return text[:1].upper() + text[1:]


def _listed(texts: Sequence[str]) -> Iterator[Block]:
    if texts:
        yield Entries([Entry(text) for text in texts])


def _plan(estimate: Estimate) -> Iterator[Block]:
    language = estimate.language
    yield Chart(estimate)
    head, *rows = plan_table(estimate)
    yield Table(list(map(capital, head)), rows, whole=True)
    yield Text(plan_marks(estimate), small=True)
    if texts := excluded_texts(estimate.excluded, language):
        first = word("out_of_scope", language) + word("colon", language)
        yield Text(first + word("semicolon", language).join(texts))


def _figures(rows: Sequence[Sequence[str]]) -> Table:
    """Return a table of figures below a head."""
    head, *body = rows
    return Table(list(map(capital, head)), [[capital(name), *cells] for name, *cells in body])


def _deadline(estimate: Estimate) -> Iterator[Block]:
    deadline, language = estimate.deadline, estimate.language
    if deadline is None:
        return
    yield Text(deadline_sentence(deadline, language, Custom(language)))
    yield _figures(deadline_cells(deadline, language))
    if text := too_late(deadline, language, Custom(language)):
        yield Text(text)


def _questions(estimate: Estimate) -> Iterator[Block]:
    """Yield what to ask, with what is assumed until then, and what else is assumed."""
    if is_finished(estimate):
        return
    language, custom = estimate.language, Custom(estimate.language)
    colon, entries, rest = word("colon", language), [], []
    for each in estimate.unknowns:
        shown = f"{each.title}{colon}{value_shown(each.shown, language)}"
        if each.variance_share <= WORTH_ASKING:
            rest.append(shown)
            continue
        values = {"assumed": shown, "share": custom.share(percent(each.variance_share))}
        entries.append(Entry(each.ask, word("assumed_until", language).format_map(values)))
    if entries:
        yield Entries(entries)
    if rest:
        head = word("assumed_rest" if entries else "assumed_small", language)
        yield Text(head + word("semicolon", language).join(rest))


def _next_steps(handover: Handover) -> Iterator[Block]:
    """Yield what is urgent and open, with the reason."""
    language = handover.checklist.language
    urgent = [
        Entry(item_title(item, language), reason_text(item, language), box=True)
        for _, items in sections(handover.checklist)
        for item in items
        if item.presses
    ]
    if urgent:
        yield Entries(urgent)


def _basis(estimate: Estimate) -> Iterator[Block]:
    """Yield what is given, what no source reports, what the customer has to do, the calendar."""
    language = estimate.language
    yield from _listed([each.title for each in estimate.assumptions])
    for key, texts in (
        ("given", values(estimate.given, language)),
        ("unreported", [figure_title(each, language) for each in estimate.figures]),
    ):
        if texts:
            yield Text(word(key, language) + word("semicolon", language).join(texts))
    yield from map(Text, calendar_texts(estimate))
