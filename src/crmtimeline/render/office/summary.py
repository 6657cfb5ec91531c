"""Summary: the first sheet of a workbook, what to say and the figures of the whole."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple
from typing import TYPE_CHECKING, NamedTuple

from crmtimeline.model.estimate import Estimate
from crmtimeline.render.custom import Custom
from crmtimeline.render.dates import deadline_sentence, too_late
from crmtimeline.render.document import capital
from crmtimeline.render.numbers import missing
from crmtimeline.render.office.cells import Cell, Looks, Share, put, text_of
from crmtimeline.render.office.sheets import heighten, to_page
from crmtimeline.render.progress import progress_sentence
from crmtimeline.render.terminal import excluded_texts, made_by, quote_sentence, title_line
from crmtimeline.render.words import say, word

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

WIDTHS = (34, 14, 14, 14, 14, 14)
"""Characters of the columns."""

SLACK = 8
"""Characters that a long line may be too wide by."""


class Line(NamedTuple):
    """One row: cells beside one another, or a single text across all columns."""

    look: str
    cells: Sequence[Cell]


def add_summary(sheet: "Worksheet", estimate: Estimate, looks: Looks) -> None:
    """Write the summary: sentences across the sheet, and small tables below one another."""
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    lines = list(_lines(estimate))
    for row, (look, cells) in enumerate(lines):
        if len(cells) == 1 and isinstance(cells[0], str):
            _across(sheet, row, cells[0], looks, look)
        else:
            for column, cell in enumerate(cells):
                figures = look == "head" and column > 0
                put(sheet, row, column, cell, looks, "head-figures" if figures else look)
            heighten(sheet, row, cells, WIDTHS[: len(cells)])
    sheet.hide_gridlines(2)
    to_page(sheet, len(lines) - 1, len(WIDTHS) - 1)


def _across(sheet: "Worksheet", row: int, text: str, looks: Looks, look: str) -> None:
    """Write a text over all columns, in as many lines as it needs."""
    if look in ("title", "heading"):
        put(sheet, row, 0, text, looks, look)
        return
    heighten(sheet, row, [text], [sum(WIDTHS) - SLACK])
    sheet.merge_range(row, 0, row, len(WIDTHS) - 1, "", looks.of(look))
    sheet.write_string(row, 0, text_of(text), looks.of(look))


def _lines(estimate: Estimate) -> Iterator[Line]:
    language = estimate.language
    custom = Custom(language)
    yield Line("title", [title_line(estimate)])
    for text in (quote_sentence(estimate, custom), progress_sentence(estimate, custom)):
        if text:
            yield Line("text", [text])
    yield from _totals(estimate)
    yield from _deadline(estimate)
    yield from _milestones(estimate)
    yield from _excluded(estimate)
    yield from _risks(estimate)
    if estimate.warnings:
        yield from _head("warnings", [], estimate)
        yield from (Line("text", [say(each.message, language)]) for each in estimate.warnings)
    yield Line("text", [])
    made = made_by(estimate.pack, estimate.tool.version, estimate.simulation)
    yield Line("faint", [say(made, language)])


def _head(key: str, heads: Sequence[str], estimate: Estimate) -> Iterator[Line]:
    """Yield an empty line and the head of a table."""
    yield Line("text", [])
    if heads:
        yield Line("head", [capital(word(key, estimate.language)), *map(capital, heads)])
    else:
        yield Line("heading", [capital(word(key, estimate.language))])


def _totals(estimate: Estimate) -> Iterator[Line]:
    language, total = estimate.language, estimate.total
    yield from _head("simulated", ["P10", "P50", "P80", "P90", "P95"], estimate)
    yield Line("plain", [capital(word("weeks_of_work", language)), *astuple(total.weeks)])
    if total.finish_date is not None:
        yield Line("plain", [capital(word("finish", language)), *astuple(total.finish_date)])
    else:
        yield Line("plain", [capital(word("months", language)), *astuple(total.months)])
    ends = [word(key, language) for key in ("low", "likely", "high")]
    yield from _head("by_rules", ends, estimate)
    yield Line("plain", [capital(word("weeks_of_work", language)), *astuple(total.scenario)])


def _deadline(estimate: Estimate) -> Iterator[Line]:
    deadline, language = estimate.deadline, estimate.language
    if deadline is None:
        return
    custom = Custom(language)
    yield from _head("deadline_head", [], estimate)
    yield Line("text", [deadline_sentence(deadline, language, custom)])
    if text := too_late(deadline, language, custom):
        yield Line("text", [text])
    yield Line("head", ["", "P50", "P80", "P90"])
    weeks = [float(missing(each)) for each in astuple(deadline.missing_weeks)]
    yield Line("plain", [capital(word("weeks_missing", language)), *weeks])
    if deadline.latest_start is not None:
        starts: list[Cell] = list(astuple(deadline.latest_start))
        yield Line("plain", [capital(word("latest_start", language)), *starts])


def _milestones(estimate: Estimate) -> Iterator[Line]:
    if estimate.milestones:
        dated = estimate.calendar is not None
        key = "milestones_dates" if dated else "milestones"
        yield from _head(key, ["P10", "P50", "P80", "P90"], estimate)
    for each in estimate.milestones:
        ends: list[Cell] = list(astuple(each.finish_date or each.finish))
        yield Line("plain", [each.title, *ends])


def _excluded(estimate: Estimate) -> Iterator[Line]:
    language = estimate.language
    if estimate.excluded:
        yield from _head("out_of_scope", [], estimate)
    yield from (Line("text", [each]) for each in excluded_texts(estimate.excluded, language))


def _risks(estimate: Estimate) -> Iterator[Line]:
    language = estimate.language
    titles = {phase.id: phase.title for phase in estimate.phases}
    if estimate.risks:
        keys = ("pack_phase", "risk_probability", "low", "likely", "high")
        yield from _head("risks_head", [word(key, language) for key in keys], estimate)
    for each in estimate.risks:
        weeks: list[Cell] = list(astuple(each.weeks))
        yield Line("plain", [each.title, titles[each.phase], Share(each.probability), *weeks])
