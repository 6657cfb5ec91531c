"""Workbooks: read back by openpyxl, what kind of value a cell holds, and what prints how."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner
from writing import EXAMPLES, TODAY, by_name, written, written_example, written_named

from crmtimeline.cli.run import app
from crmtimeline.model.strict import LANGUAGES, Language
from crmtimeline.render.layout import visible
from crmtimeline.render.office.cells import text_of
from crmtimeline.render.words import word

SHEETS = ("summary", "phases", "gantt", "curve", "assumptions", "checklist", "sources")
RETAIL = "retail-before-double-eleven"


def sheet_of(book: Workbook, key: str, language: Language = "en") -> Worksheet:
    """Return the sheet that a key of the catalogues names."""
    name = word(key, language)
    sheet = book[name[:1].upper() + name[1:]]
    assert isinstance(sheet, Worksheet)
    return sheet


def rows_of(sheet: Worksheet) -> list[list[Any]]:
    """Return the values of all rows, the head first."""
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@cache
def estimated(name: str, *options: str) -> Any:
    """Return an example's estimate as JSON has it."""
    arguments = ["estimate", str(EXAMPLES / f"{name}.yaml"), *TODAY, *options, "-f", "json"]
    return json.loads(CliRunner().invoke(app, arguments).stdout)


@cache
def of_example(name: str, *options: str) -> Workbook:
    """Return the workbook of an example."""
    with TemporaryDirectory() as folder:
        return load_workbook(written_example(Path(folder), "xlsx", name, *options))


def chart_of(sheet: Worksheet) -> Any:
    """Return the only chart of a sheet."""
    found: Any = sheet
    (chart,) = found._charts
    return chart


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_have_their_names_in_the_language(language: Language) -> None:
    book = of_example(RETAIL, "--lang", language)
    assert [sheet_of(book, key, language).title for key in SHEETS] == book.sheetnames
    assert book.properties.title is not None
    assert book.properties.title.startswith("云栖服饰连锁 | ")
    assert book.properties.created == datetime(1980, 1, 1)


@pytest.mark.parametrize(("name", "kind"), [(RETAIL, datetime), ("three-fields", float)])
def test_phases_are_numbers_and_days_to_a_spreadsheet(
    tmp_path: Path, name: str, kind: type
) -> None:
    estimate = estimated(name)
    head, *rows, whole = rows_of(sheet_of(of_example(name, "--lang", "en"), "phases"))
    finish, start = head.index("Finish P80"), head.index("Start P50")
    key = "finish_date" if kind is datetime else "finish"
    for row, phase in zip(rows, estimate["phases"], strict=True):
        assert row[1:8] == [*phase["weeks"].values(), *phase["duration"].values()]
        assert row[head.index("Criticality index")] == phase["criticality_index"]
        assert row[head.index("Total float (weeks)")] == phase["total_float_weeks"]
        shown = row[finish].date().isoformat() if kind is datetime else row[finish]
        assert shown == phase[key]["p80"]
        assert isinstance(row[start], kind | int)
    assert whole[0] == "Whole project"
    assert whole[4:8] == [estimate["total"]["weeks"][each] for each in ("p10", "p50", "p80", "p90")]


def test_numbers_and_days_are_written_as_such() -> None:
    sheet = sheet_of(of_example(RETAIL, "--lang", "en"), "phases")
    formats = dict(zip(rows_of(sheet)[0], [cell.number_format for cell in sheet[2]], strict=True))
    assert formats["Weeks P80"] == "#,##0.0"
    assert formats["Start P50"] == "yyyy-mm-dd"
    assert formats["Criticality index"] == "0.0%"


def test_the_plan_of_a_project_that_runs_stands_beside_it() -> None:
    head, first, *_, whole = rows_of(sheet_of(of_example("half-way"), "phases"))
    assert head[-2:] == ["State", "Plan P50"]
    assert first[-2:] == ["done", datetime(2026, 8, 21)]
    assert whole[-2:] == [None, datetime(2027, 1, 21)]


@pytest.mark.parametrize("key", ["phases", "assumptions", "checklist", "sources"])
def test_a_head_stays_in_sight_and_rows_can_be_filtered(key: str) -> None:
    sheet = sheet_of(of_example(RETAIL, "--lang", "en"), key)
    assert sheet.freeze_panes == "B2"
    assert sheet.print_title_rows == "$1:$1"
    last = sheet.max_row - (key == "phases")  # the whole is no row to be sorted
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(last, sheet.max_column).coordinate}"


def test_every_sheet_prints_on_a4_as_wide_as_one_page() -> None:
    for sheet in of_example(RETAIL).worksheets:
        setup: Any = sheet.page_setup
        assert (setup.orientation, setup.paperSize) == ("landscape", 9)
        assert (setup.fitToWidth or 1, setup.fitToHeight) == (1, 0)
        start, _, end = sheet.print_area.rpartition("!")[2].replace("$", "").partition(":")
        assert start == "A1"
        assert sheet.max_row == sheet[end].row
        assert sheet.max_column <= sheet[end].column


@pytest.mark.parametrize(("name", "parts"), [(RETAIL, 4), ("half-way", 5), ("three-fields", 4)])
def test_the_gantt_is_a_chart_of_stacked_bars_from_top_to_bottom(
    tmp_path: Path, name: str, parts: int
) -> None:
    sheet = sheet_of(of_example(name, "--lang", "en"), "gantt")
    chart = chart_of(sheet)
    assert (chart.type, chart.grouping, chart.overlap) == ("bar", "stacked", 100)
    assert chart.x_axis.scaling.orientation == "maxMin", "the first phase is on top"
    assert len(chart.series) == parts
    assert chart.series[0].graphicalProperties.noFill, "the way to where a bar begins"
    reference = chart.series[1].val.numRef.f
    top = int(reference.split("$")[2].rstrip(":"))
    titles = [sheet.cell(row, 1).value for row in range(top, sheet.max_row + 1)]
    assert titles[0] == "Planning and preparation"
    assert "Whole project" in titles
    assert [sheet.cell(top - 1, column).value for column in range(1, parts + 2)][-1] == "To P90"


def test_bars_of_the_gantt_end_where_phases_do() -> None:
    estimate = estimated(RETAIL, "--lang", "en")
    sheet = sheet_of(of_example(RETAIL, "--lang", "en"), "gantt")
    rows = {row[0]: row[1:5] for row in rows_of(sheet) if row[0]}
    for phase in estimate["phases"]:
        start, *lengths = rows[phase["title"]]
        days = [
            datetime.fromisoformat(phase["finish_date"][each]) for each in ("p50", "p80", "p90")
        ]
        if phase["gate"]:
            assert (start, lengths[:3]) == (days[0], [0, 0, 0]), "a mark on its day"
        else:
            ends = [(day - start).days + 1 for day in days]
            assert [sum(lengths[: at + 1]) for at in range(3)] == ends
    assert rows["Deadline"] == [datetime(2027, 10, 15), 0, 0, 0]
    assert rows["First benefits"][:3] == [datetime(2027, 9, 20), 0, 60]


def test_the_curve_goes_through_the_points_of_the_estimate() -> None:
    sheet = sheet_of(of_example(RETAIL, "--lang", "en"), "curve")
    rows = {row[1]: (row[0], row[2], row[3]) for row in rows_of(sheet)[1:]}
    for point in estimated(RETAIL)["curve"]:
        mark = f"P{point['share']:.0%}".rstrip("%") if point["share"] in (0.5, 0.8, 0.9) else None
        day = datetime.fromisoformat(point["date"])
        assert rows[point["share"]] == (mark, point["weeks"], day)
    assert ("Deadline", 30.8, datetime(2027, 10, 15)) in rows.values()
    chart = chart_of(sheet)
    assert len(chart.series) == 5, "the curve and four points with a name"


@pytest.mark.parametrize("language", LANGUAGES)
def test_states_of_the_checklist_are_chosen_from_a_list(tmp_path: Path, language: Language) -> None:
    profile = tmp_path / "profile.yaml"
    profile.write_text("company: {employees: 300}\ndone: [sponsor]\n")
    book = load_workbook(written(tmp_path, "xlsx", profile, "--lang", language))
    sheet = sheet_of(book, "checklist", language)
    (choice,) = sheet.data_validations.dataValidation
    states = [word(each, language) for each in ("open", "done", "not_needed")]
    assert (choice.type, choice.formula1) == ("list", f'"{",".join(states)}"')
    assert str(choice.sqref) == f"C2:C{sheet.max_row}"
    chosen = {row[-1]: row[2] for row in rows_of(sheet)[1:]}
    assert set(chosen.values()) == set(states[:2])
    assert chosen["sponsor"] == states[1]


def test_assumptions_say_what_each_rests_on() -> None:
    rows = rows_of(sheet_of(of_example(RETAIL, "--lang", "en"), "assumptions"))
    kinds = list(dict.fromkeys(row[0] for row in rows[1:]))
    assert kinds == ["given", "assumed", "figure of the pack", "relied on"]
    assert ["given", "Records to migrate", 1_600_000, None, None, None] in rows
    (asked,) = [row for row in rows if row[1] == "Reorganisation under way" and row[0] == "assumed"]
    assert (asked[2], asked[3]) == ("no", estimated(RETAIL)["unknowns"][0]["variance_share"])
    assert asked[4].startswith("Will departments")


@by_name
def test_a_name_is_whole_and_a_text(tmp_path: Path, name: str) -> None:
    file = written_named(tmp_path, "xlsx", name)
    book = load_workbook(file)
    assert sheet_of(book, "phases")["A2"].value == visible(name)
    assert str(sheet_of(book, "summary")["A1"].value).startswith(f"{visible(name)} | ")
    for sheet in book.worksheets:
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    with ZipFile(file) as package:
        parts = [package.read(part) for part in package.namelist()]
    assert not any(b'TargetMode="External"' in part or b"<f>" in part for part in parts)


def test_a_text_longer_than_a_cell_is_cut_to_what_a_cell_can_hold() -> None:
    assert text_of("🚀" * 20_000) == "🚀" * 16_383
