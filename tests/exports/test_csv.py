"""CSV: read back by Python's reader, and never a formula to a spreadsheet."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner
from writing import EXAMPLES, TODAY, by_name, written_example, written_named

from crmtimeline.cli.run import app
from crmtimeline.errors import Exit
from crmtimeline.render.csv_table import COLUMNS
from crmtimeline.render.layout import visible

FORMULAS = tuple("=+-@\t\r\n＝＋－＠")


def rows_of(file: Path) -> list[dict[str, str]]:
    """Return the rows of a table by the names of its columns."""
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def estimated(name: str) -> dict[str, object]:
    """Return an example's estimate as JSON has it."""
    arguments = ["estimate", str(EXAMPLES / f"{name}.yaml"), *TODAY, "-f", "json"]
    found: dict[str, object] = json.loads(CliRunner().invoke(app, arguments).stdout)
    return found


def flat(phase: object, prefix: str = "") -> Iterator[tuple[str, object]]:
    """Yield the columns that a phase of the JSON should have, with their cells."""
    assert isinstance(phase, dict)
    for key, value in phase.items():
        if isinstance(value, dict) and key != "cite":
            yield from flat(value, f"{prefix}{key}_")
        elif f"{prefix}{key}" in COLUMNS:
            yield f"{prefix}{key}", value


@pytest.mark.parametrize("name", ["retail-before-double-eleven", "half-way", "three-fields"])
def test_cells_are_those_of_the_estimate(tmp_path: Path, name: str) -> None:
    phases = estimated(name)["phases"]
    assert isinstance(phases, list)
    *rows, whole = rows_of(written_example(tmp_path, "csv", name))
    assert [row["id"] for row in rows] == [phase["id"] for phase in phases]
    for phase, row in zip(phases, rows, strict=True):
        for column, value in flat(phase):
            assert row[column] == ("" if value is None else str(value)), column
    assert {row["kind"] for row in rows} == {"phase", "gate"}
    assert (whole["kind"], whole["id"]) == ("whole", "")


def test_the_last_line_is_the_whole(tmp_path: Path) -> None:
    total = estimated("retail-before-double-eleven")["total"]
    assert isinstance(total, dict)
    whole = rows_of(written_example(tmp_path, "csv", "retail-before-double-eleven"))[-1]
    assert whole["title"] == "云栖服饰连锁"
    assert float(whole["duration_p80"]) == total["weeks"]["p80"]
    assert date.fromisoformat(whole["finish_date_p80"]).isoformat() == total["finish_date"]["p80"]
    assert (whole["start_p50"], whole["start_date_p50"]) == ("0.0", "2027-03-01")
    assert whole["criticality_index"] == ""


def test_columns_are_the_same_in_every_language_and_without_dates(tmp_path: Path) -> None:
    heads = set()
    for name, language in (("three-fields", "en"), ("half-way", "zh-CN"), ("half-way", "zh-TW")):
        data = written_example(tmp_path, "csv", name, "--lang", language).read_bytes()
        heads.add(data.split(b"\r\n")[0])
        assert data.endswith(b"\r\n")
        assert data.count(b"\n") == data.count(b"\r\n") == 11
    assert heads == {",".join(COLUMNS).encode()}


@by_name
def test_a_name_is_whole_and_no_formula(tmp_path: Path, name: str) -> None:
    rows = rows_of(written_named(tmp_path, "csv", name))
    for cell in (row["title"] for row in rows if row["id"] in ("planning", "")):
        assert cell.removeprefix("'") == visible(name)
    for row in rows:
        for column, cell in row.items():
            assert not cell.startswith(FORMULAS) or is_number(cell), column


def is_number(cell: str) -> bool:
    """Whether a cell is a number, which may have a sign."""
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_a_mark_for_excel_is_written_on_request(tmp_path: Path) -> None:
    plain = written_example(tmp_path, "csv", "half-way").read_bytes()
    marked = written_example(tmp_path, "csv", "half-way", "--bom").read_bytes()
    assert marked == b"\xef\xbb\xbf" + plain


@pytest.mark.parametrize("wanted", [["-f", "json"], ["-o", "quote.md"], []], ids=str)
def test_the_mark_goes_with_csv_only(wanted: list[str]) -> None:
    result = CliRunner().invoke(app, ["estimate", "--bom", *wanted])
    assert result.exit_code == Exit.USAGE
    assert "--bom" in result.stderr
