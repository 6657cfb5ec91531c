"""Written rows: tables and files are read row by row; what cannot be read costs its row alone."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from crmtimeline.errors import InputError, Place
from crmtimeline.files.csv_rows import CsvFile
from crmtimeline.files.json_rows import json_rows
from crmtimeline.files.lines import numbered_lines
from crmtimeline.files.packs import load_pack
from crmtimeline.files.written_rows import CsvRow, ProfileRow, WrittenRow, cell_value, nested
from crmtimeline.files.yaml_tree import MOST_BYTES
from crmtimeline.model.pack import Pack


def csv_file(text: str | bytes) -> CsvFile:
    """Return the CSV file of a text."""
    data = text if isinstance(text, bytes) else text.encode()
    return CsvFile(numbered_lines(BytesIO(data).readline), "deals.csv", Path("deals"))


def read(row: WrittenRow, keep: Sequence[str] = ()) -> dict[str, Any] | list[str]:
    """Return the profile of a row, or `place code` of each issue."""
    try:
        return row.read(keep).written.tree.value
    except InputError as error:
        return [f"{issue.place} {issue.code}" for issue in error.issues]


def from_csv(text: str | bytes) -> list[dict[str, Any] | list[str]]:
    """Return what is read of each row of a CSV text."""
    return [read(row) for row in csv_file(text).rows()]


def from_json(text: str) -> list[dict[str, Any] | list[str]]:
    """Return what is read of each row of a JSON Lines text."""
    lines = numbered_lines(BytesIO(text.encode()).readline)
    return [read(row) for row in json_rows(lines, "deals.jsonl", Path())]


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack("packaged", Path(), Place("test")).rules.pack


def unknown(text: str, pack: Pack, *keep: str) -> list[str]:
    """Return the columns of a CSV text that are not known."""
    return [f"{issue.place} {issue.code}" for issue in csv_file(text).unknown(pack, keep)]


# CSV


def test_a_row_is_a_profile_whose_empty_cells_say_nothing() -> None:
    text = "name,company.employees,data.quality\nRiverside,300,\n,,poor\n"
    assert from_csv(text) == [
        {"name": "Riverside", "company": {"employees": 300}},
        {"data": {"quality": "poor"}},
    ]


def test_what_excel_adds_does_no_harm() -> None:
    text = (
        "\ufeffname,company.employees,,\r\n"
        '"Riverside\nInstruments, Ltd.",300,,\r\n'
        ",,,\r\n"
        "  ,,,\r\n"
        "Lantern Tea, 40 ,,"
    )
    assert from_csv(text) == [
        {"name": "Riverside\nInstruments, Ltd.", "company": {"employees": 300}},
        {"name": "Lantern Tea", "company": {"employees": 40}},
    ]


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("company.employees", " 1e3 ", 1000.0),
        ("company.employees", "1,200", "1,200"),
        ("company.employees", "-", "-"),
        ("readiness.reorganisation", "TRUE", True),
        ("readiness.reorganisation", "false", False),
        ("readiness.reorganisation", "yes", "yes"),
        ("start", "2027-01-04", "2027-01-04"),
        ("name", "2027", "2027"),
        ("name", "true", "true"),
        ("pack", "007", "007"),
        ("name", "  ", None),
        ("data.quality", "", None),
        ("data.quality", "null", None),
    ],
)
def test_a_cell_is_a_scalar_and_text_where_a_name_is_wanted(
    column: str, text: str, value: object
) -> None:
    found = cell_value(column, text)
    assert (found, type(found)) == (value, type(value))


def test_places_are_the_line_and_the_column() -> None:
    (row,) = csv_file('name,company.employees\n"a\nb",300\n').rows()
    tree = row.read(()).written.tree
    assert row.place == "deals.csv:2"
    assert str(tree.at("company", "employees")) == "deals.csv:2:company.employees"
    assert str(tree.at("company", "users")) == "deals.csv:2:company"
    assert row.read(()).written.folder == Path("deals")


def test_a_row_that_does_not_fit_its_header_is_not_guessed_at() -> None:
    text = "name,company.employees,\nAcme, Inc.,300,\nshort,300\nx,300,\nx,300,beyond\n"
    assert from_csv(text) == [
        ["deals.csv:2 F117"],
        ["deals.csv:3 F117"],
        {"name": "x", "company": {"employees": 300}},
        ["deals.csv:5 F117"],
    ]


def test_a_quote_that_is_never_closed_costs_one_line() -> None:
    text = 'name,company.employees\n"never,1\nb,2\nc,3\n'
    assert from_csv(text) == [
        ["deals.csv:2 F117"],
        {"name": "b", "company": {"employees": 2}},
        {"name": "c", "company": {"employees": 3}},
    ]


def test_bytes_that_are_no_text_cost_their_row() -> None:
    text = b"name,company.employees\n\xb0\xa1\xb0\xa1,1\n\xe5\xae\xa2,2\n"
    assert from_csv(text) == [["deals.csv:2 F105"], {"name": "客", "company": {"employees": 2}}]


def test_an_endless_line_is_not_kept_and_costs_itself() -> None:
    endless = "x" * (2 * MOST_BYTES + 5)
    text = f'name,company.employees\na,1\n{endless}\n"open\n{endless}\nb,2\n'
    assert from_csv(text) == [
        {"name": "a", "company": {"employees": 1}},
        ["deals.csv:3 F118"],
        ["deals.csv:4 F117"],
        ["deals.csv:5 F118"],
        {"name": "b", "company": {"employees": 2}},
    ]


@pytest.mark.parametrize(
    "header", ["", "name,name", "company,company.employees", "a.b.c,a.b", '"name', "na\rme"]
)
def test_a_header_that_is_none_is_refused(header: str) -> None:
    with pytest.raises(InputError) as error:
        csv_file(header)
    assert [f"{issue.place} {issue.code}" for issue in error.value.issues] == ["deals.csv:1 F117"]


def test_a_column_that_no_profile_has_is_told_at_once(pack: Pack) -> None:
    assert unknown("name,company.employes,客户,start,skip,phases.x.weeks.low,,\n", pack) == [
        "deals.csv:1:company.employes P101",
        "deals.csv:1:客户 P101",
    ]
    assert unknown("integrations.count,integrations.load,company.size\n", pack) == []


def test_with_packs_in_the_rows_these_tell_what_they_do_not_have(pack: Pack) -> None:
    assert unknown("pack,complexity,stores.count\n", pack) == []


def test_a_column_to_keep_is_no_part_of_the_profile(pack: Pack) -> None:
    text = "deal.id,name\n=7,Riverside\n"
    assert unknown(text, pack, "deal.id") == []
    assert unknown(text, pack, "deal.id", "deal.no") == ["deals.csv:1 P101"]
    (row,) = csv_file(text).rows()
    found = row.read(["deal.id"])
    assert (found.kept, found.written.tree.value) == ({"deal.id": "=7"}, {"name": "Riverside"})


def test_rows_are_read_one_by_one() -> None:
    asked = []

    def readline(size: int) -> bytes:
        asked.append(size)
        return b"name\n" if len(asked) == 1 else b"x\n"

    rows = CsvFile(numbered_lines(readline), "endless.csv", Path()).rows()
    assert isinstance(next(rows), CsvRow)
    assert len(asked) < 5


# JSON Lines


def test_a_line_is_a_profile_with_groups_or_dotted_names() -> None:
    text = (
        '{"name": "a", "company": {"employees": 3}}\n\n{"company.employees": 3, "skip": ["uat"]}\n'
    )
    assert from_json(text) == [
        {"name": "a", "company": {"employees": 3}},
        {"company": {"employees": 3}, "skip": ["uat"]},
    ]


@pytest.mark.parametrize(
    ("line", "issue"),
    [
        ('{"name": ', "deals.jsonl:2:9 F115"),
        ("[1]", "deals.jsonl:2 Y108"),
        ('{"name": "a", "name": "b"}', "deals.jsonl:2 F115"),
        ('{"company": {}, "company.employees": 3, "company.employees": 4}', "deals.jsonl:2 F115"),
        ('{"company": 3, "company.employees": 3}', "deals.jsonl:2 F115"),
        ('{"data": {"records": NaN}}', "deals.jsonl:2 F115"),
        ('{"name": "\\ud800"}', "deals.jsonl:2 F115"),
        ("[" * 100_000, "deals.jsonl:2 F115"),
        ("x" * (MOST_BYTES + 1), "deals.jsonl:2 F118"),
    ],
)
def test_a_line_that_is_no_object_costs_itself(line: str, issue: str) -> None:
    assert from_json(f'{{"name": "a"}}\n{line}\n{{"name": "c"}}') == [
        {"name": "a"},
        [issue],
        {"name": "c"},
    ]


def test_a_group_and_a_part_of_it_go_together_unless_they_say_the_same() -> None:
    assert nested([("a", {"b": 1}), ("a.c", 2)]) == {"a": {"b": 1, "c": 2}}
    with pytest.raises(ValueError, match=r"a\.b"):
        nested([("a", {"b": 1}), ("a.b", 2)])


# Files of one profile


def test_a_file_keeps_its_places_and_its_name(tmp_path: Path) -> None:
    file = tmp_path / "riverside.yaml"
    file.write_text("deal: 7\ncompany:\n  employees: 300\n")
    found = ProfileRow(str(file)).read(["deal"])
    assert str(found.written.tree.at("company", "employees")) == f"{file}:3:14"
    assert (found.written.label, found.written.folder) == ("riverside.yaml", tmp_path)
    assert (found.kept, list(found.written.tree.value)) == ({"deal": 7}, ["company"])
    assert read(ProfileRow(str(tmp_path / "none.yaml"))) == [f"{tmp_path / 'none.yaml'} F101"]
