"""Checklist: what to settle as a person reads it, stage by stage, with boxes, ids and sources."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from crmtimeline.errors import Message
from crmtimeline.model.checklist import ItemShown, ProjectChecklist, StageShown
from crmtimeline.model.cite import CiteShown
from crmtimeline.model.strict import Language
from crmtimeline.render.basis import counts_sentence
from crmtimeline.render.layout import Column, Line, Span, paragraph, table_rows
from crmtimeline.render.terminal import made_by, milestone_texts, title_of
from crmtimeline.render.words import aside, say, value_shown, word

INDENT = "  "
BELOW = " " * 9
"""Where a reason stands: under the title beside the box, a little further in."""

_COLUMNS = [Column(), Column(flexible=True), Column(flexible=True), Column()]


def checklist_lines(
    checklist: ProjectChecklist, publications: Mapping[str, str], width: int
) -> list[Line]:
    """Return the counts, every stage with its items, upkeep, benefits, and what it rests on.

    `publications` names the publication behind each row that can be cited.
    """
    language = checklist.language
    title = title_of(checklist.profile, checklist.pack, language)
    lines = paragraph(title, width, "strong")
    for text in head_texts(checklist):
        lines += paragraph(text, width)
    if checklist.counts.items:
        lines += [[], _legend(language)]
    for part in _blocks(checklist, width):
        lines += [[], *part]
    head, texts = expected_texts(checklist)
    if texts:
        lines += [[], *paragraph(head, width, "strong"), *_entries(texts, width, "")]
    rests_on = counts_sentence(checklist.basis, language)
    last = [rests_on, *last_texts(checklist, publications)]
    return [*lines, [], *_entries(last, width, "faint")]


def head_texts(checklist: ProjectChecklist) -> Iterator[str]:
    """Yield how many items there are, how to tick one, and what was left out."""
    counts, language = checklist.counts, checklist.language
    if not counts.items:
        yield word("checklist_empty", language)
        return
    values = {"open": counts.open, "urgent": counts.urgent, "done": counts.done}
    yield say(Message("checklist_counts", values), language)
    items = (item for _, each in sections(checklist) for item in each)
    example = next((item.id for item in items if not item.done), None)
    if example is not None:
        yield say(Message("checklist_done", {"item": example}), language)


def sections(checklist: ProjectChecklist) -> Iterator[tuple[str, Sequence[ItemShown]]]:
    """Yield the title and the items of each stage, and of what comes back after go-live."""
    for stage in checklist.stages:
        yield stage_title(stage, checklist.language), stage.items
    if checklist.upkeep:
        yield word("upkeep", checklist.language), checklist.upkeep


def stage_title(stage: StageShown, language: Language) -> str:
    """Return what a person calls a stage."""
    return stage.title or word("no_stage", language)


def item_title(item: ItemShown, language: Language) -> str:
    """Return what to do, led by how often where it comes back."""
    return item.title if not item.rhythm else f"{item.rhythm}{word('colon', language)}{item.title}"


def reason_text(item: ItemShown, language: Language) -> str:
    """Return why an open item is urgent, and whether that is assumed; else nothing."""
    if item.reason is None or not item.presses:
        return ""
    text = say(item.reason, language)
    return aside(text, word("assumed_mark", language), language) if item.assumed else text


def source_text(cite: CiteShown | None, language: Language) -> str:
    """Return the row that asks for an item; its basis too where it is not simply reported."""
    if cite is None:
        return ""
    basis = "" if cite.basis == "reported" else word(f"basis_{cite.basis}", language)
    return " ".join(part for part in (cite.source, basis) if part)


def expected_texts(checklist: ProjectChecklist) -> tuple[str, list[str]]:
    """Return a heading, and when to expect what comes after go-live."""
    dated, texts = milestone_texts(checklist.milestones, checklist.language)
    return word("expect_dates" if dated else "expect", checklist.language), texts


def last_texts(checklist: ProjectChecklist, publications: Mapping[str, str]) -> Iterator[str]:
    """Yield what was assumed, what was left out, the publications, and what made the list."""
    language = checklist.language
    usual = [
        f"{each.title}{word('colon', language)}{value_shown(each.shown, language)}"
        for each in checklist.usual
    ]
    if usual:
        yield word("checklist_usual", language) + word("semicolon", language).join(usual)
    if checklist.counts.items and checklist.counts.out_of_scope:
        yield say(Message("checklist_out", {"count": checklist.counts.out_of_scope}), language)
    cited = {
        item.cite.source
        for _, items in sections(checklist)
        for item in items
        if item.cite is not None
    }
    yield from dict.fromkeys(text for row, text in publications.items() if row in cited)
    made = made_by(checklist.pack, checklist.tool.version, checklist.simulation)
    yield say(made, language)


def _blocks(checklist: ProjectChecklist, width: int) -> Iterator[list[Line]]:
    """Yield the lines of each section, their columns aligned with those of all others."""
    language = checklist.language
    parts = list(sections(checklist))
    rows = [_row(item, language) for _, items in parts for item in items]
    laid_out = iter(table_rows(rows, _COLUMNS, width, INDENT) if rows else [])
    for title, items in parts:
        lines = paragraph(title, width, "strong")
        for item in items:
            lines += next(laid_out)
            reason = reason_text(item, language)
            if reason:
                lines += paragraph(reason, width, "faint", BELOW)
        yield lines


def _row(item: ItemShown, language: Language) -> list[Span]:
    box, style = ("[x]", "done") if item.done else ("[ ]", "")
    if item.presses:
        box, style = "[!]", "warning"
    return [
        Span(box, style),
        Span(item_title(item, language), "faint" if item.done else ""),
        Span(item.id, "faint"),
        Span(source_text(item.cite, language), "faint"),
    ]


def _legend(language: Language) -> Line:
    boxes = ("[!]", "urgent"), ("[ ]", "open"), ("[x]", "done")
    shown = "   ".join(f"{box} {word(key, language)}" for box, key in boxes)
    return [Span(INDENT), Span(shown, "faint")]


def _entries(texts: Iterable[str], width: int, style: str) -> list[Line]:
    return [line for text in texts for line in paragraph(text, width, style, INDENT)]
