"""Workbook: the estimate as a project office likes it, numbers as numbers and days as days."""

from collections.abc import Sequence
from string import ascii_uppercase
from typing import TYPE_CHECKING, BinaryIO

from crmtimeline.model.handover import Handover
from crmtimeline.model.strict import Language
from crmtimeline.render.document import capital
from crmtimeline.render.office.cells import Looks, text_of
from crmtimeline.render.office.curve_chart import add_curve
from crmtimeline.render.office.gantt_chart import add_gantt
from crmtimeline.render.office.package import LONGEST_PROPERTY, MADE, collected
from crmtimeline.render.office.sheets import Grid, fill, finish
from crmtimeline.render.office.style import FONTS, SIZES
from crmtimeline.render.office.summary import add_summary
from crmtimeline.render.office.tables import (
    STATE_COLUMN,
    STATES,
    basis_table,
    checklist_table,
    phases_table,
    sources_table,
)
from crmtimeline.render.terminal import title_line
from crmtimeline.render.words import word

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet


def estimate_xlsx(handover: Handover) -> bytes:
    """Return the workbook: summary, phases, charts, what they rest on, checklist and sources."""
    return collected(lambda file: _write(handover, file))


def _write(handover: Handover, file: BinaryIO) -> None:
    from xlsxwriter import Workbook

    estimate, language = handover.estimate, handover.estimate.language
    font = {"font_name": FONTS[language], "font_size": SIZES[language]}
    with Workbook(file, {"in_memory": True, "default_format_properties": font}) as book:
        looks = Looks(book)
        title = text_of(title_line(estimate))[:LONGEST_PROPERTY]
        book.set_properties({"title": title, "author": "crmtimeline", "created": MADE})
        add_summary(_sheet(book, "summary", language), estimate, looks)
        _add_table(book, "phases", phases_table(estimate), looks, language)
        add_gantt(book, _sheet(book, "gantt", language), estimate, looks)
        add_curve(book, _sheet(book, "curve", language), estimate, looks)
        _add_table(book, "assumptions", basis_table(handover), looks, language)
        _add_table(book, "checklist", checklist_table(handover), looks, language)
        _add_table(book, "sources", sources_table(handover), looks, language)


def _sheet(book: "Workbook", key: str, language: Language) -> "Worksheet":
    return book.add_worksheet(capital(word(key, language)))


def _add_table(book: "Workbook", key: str, grid: Grid, looks: Looks, language: Language) -> None:
    """Add a sheet with a table, if there is anything in it."""
    if not grid.rows:
        return
    sheet = _sheet(book, key, language)
    fill(sheet, grid, looks)
    finish(sheet, grid)
    if key == "checklist":
        _offer_states(sheet, grid, looks, [word(each, language) for each in STATES])


def _offer_states(sheet: "Worksheet", grid: Grid, looks: Looks, states: Sequence[str]) -> None:
    """Have the states of a checklist chosen from a list; what is settled turns faint."""
    last, column = len(grid.rows), ascii_uppercase[STATE_COLUMN]
    choice = {"validate": "list", "source": states}
    sheet.data_validation(1, STATE_COLUMN, last, STATE_COLUMN, choice)
    settled = {"type": "formula", "criteria": f'=${column}2<>"{states[0]}"'}
    faint = {**settled, "format": looks.of("settled")}
    sheet.conditional_format(1, 0, last, len(grid.heads) - 1, faint)
