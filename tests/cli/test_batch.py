"""The command `batch`, by what a person sees: rows in order, errors among them, a summary."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from crmtimeline.cli.run import app
from crmtimeline.errors import Exit
from crmtimeline.model.strict import LANGUAGES, Language
from crmtimeline.render.json_schema import result_schema

EXAMPLES = Path(__file__).parents[2] / "examples"
DEALS = """name,company.employees,data.quality,start
Riverside,300,poor,2027-01-04
Lantern Tea,,,
Acme,40,pour,
海味食品,80,clean,
"""
KEYS = ["row", "place", "name", "p10", "p50", "p80", "p90", "p95", "critical", "error"]
TRIALS = ("--trials", "200")


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    """Return how `batch` ended."""
    return CliRunner().invoke(app, ["batch", *map(str, arguments), *TRIALS], input=stdin)


def rows(*arguments: str | Path, stdin: str | None = None) -> list[dict[str, Any]]:
    """Return the rows that `batch` prints as JSON Lines."""
    return [json.loads(line) for line in run(*arguments, stdin=stdin).stdout.splitlines()]


def cells(text: str) -> list[dict[str, str]]:
    """Return the rows of a CSV text."""
    return list(csv.DictReader(StringIO(text, newline="")))


def estimated(*arguments: str) -> dict[str, Any]:
    """Return the estimate of one profile."""
    result = CliRunner().invoke(app, ["estimate", *arguments, "-f", "json", *TRIALS])
    document: dict[str, Any] = json.loads(result.stdout)
    return document


@pytest.fixture
def deals(tmp_path: Path) -> Path:
    """Return a file of four deals, the third with an error."""
    file = tmp_path / "deals.csv"
    file.write_text(DEALS, encoding="utf-8")
    return file


# Rows


def test_a_row_for_each_profile_in_order_and_an_error_where_there_is_one(deals: Path) -> None:
    result = run(deals)
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == Exit.INPUT
    assert [row["row"] for row in found] == [1, 2, 3, 4]
    assert [row["name"] for row in found] == ["Riverside", "Lantern Tea", "Acme", "海味食品"]
    assert [list(row) for row in found] == [KEYS] * 4
    assert [row["place"] for row in found] == [f"{deals}:{line}" for line in (2, 3, 4, 5)]
    assert found[2]["error"] == {
        "code": "P104",
        "place": f"{deals}:4:data.quality",
        "message": "unknown level 'pour' for data.quality; it can be: clean, mixed, poor "
        "(did you mean 'poor'?)",
        "others": [],
    }
    assert found[2]["p80"] is None


def test_a_row_is_the_estimate_of_its_profile(deals: Path) -> None:
    first, second, _, last = rows(deals)
    for row, settings in (
        (first, ["company.employees=300", "data.quality=poor", "start=2027-01-04"]),
        (second, []),
        (last, ["company.employees=80", "data.quality=clean"]),
    ):
        alone = estimated(*(word for each in settings for word in ("--set", each)))
        assert {key: row[key] for key in ("p10", "p50", "p80", "p90", "p95")} == alone["total"][
            "weeks"
        ]
        assert row["critical"] == [
            phase["id"] for phase in alone["phases"] if phase["criticality_index"] >= 0.5
        ]


def test_rows_fit_their_schema(deals: Path) -> None:
    schema = Draft202012Validator(result_schema("batch"))
    for row in (*rows(deals), *rows(deals, "--columns", "all")):
        assert [error.message for error in schema.iter_errors(row)] == []
    assert list(schema.iter_errors({**rows(deals)[0], "p80": "31"})) != []


def test_csv_and_json_lines_say_the_same(deals: Path, tmp_path: Path) -> None:
    out = tmp_path / "weeks.csv"
    result = run(deals, "-o", out)
    assert (result.exit_code, result.stdout) == (Exit.INPUT, "")
    assert out.read_bytes().startswith(b"row,place,name,p10,")
    for as_csv, as_json in zip(cells(out.read_bytes().decode()), rows(deals), strict=True):
        error = as_json["error"] or {}
        assert as_csv["name"] == as_json["name"]
        assert as_csv["p80"] == ("" if as_json["p80"] is None else str(as_json["p80"]))
        assert as_csv["critical"] == "; ".join(as_json["critical"])
        assert as_csv["error.place"] == error.get("place", "")
    assert run(deals, "-f", "csv").stdout_bytes == out.read_bytes()
    marked = run(deals, "-f", "csv", "--bom").stdout_bytes
    assert marked == b"\xef\xbb\xbf" + out.read_bytes()


def test_without_errors_the_command_is_done(deals: Path) -> None:
    deals.write_text(DEALS.replace("pour", "poor"), encoding="utf-8")
    assert run(deals).exit_code == Exit.DONE


def test_all_that_is_wrong_with_a_row_is_told(tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text("company.employees,data.quality,scope\n-1,pour,nix\n")
    (row,) = rows(tmp_path / "deals.csv")
    told = [row["error"]["code"], *(other.split(": ")[1] for other in row["error"]["others"])]
    assert sorted(told) == ["P103", "P104", "P106"]


# Sources


def test_a_folder_holds_a_profile_in_each_yaml_file_by_name(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", ".hidden.yaml", "notes.txt"):
        (tmp_path / name).write_text(f"name: {name}\n")
    (tmp_path / "c.yaml").write_text("company: {employes: 3}\n")
    found = rows(tmp_path)
    assert [row["name"] for row in found] == ["a.yml", "b.yaml", None]
    assert found[2]["error"]["place"] == f"{tmp_path / 'c.yaml'}:1:11"
    assert [row["name"] for row in rows(str(tmp_path / "[ab].y*ml"))] == ["a.yml", "b.yaml"]


def test_the_examples_are_estimated_as_they_are_alone() -> None:
    found = rows(EXAMPLES, "--today", "2027-06-01", "--columns", "total.finish_date.p80")
    assert len(found) == len(list(EXAMPLES.glob("*.yaml")))
    for row in found:
        alone = estimated(row["place"], "--today", "2027-06-01")["total"]
        assert (row["p50"], row["p95"]) == (alone["weeks"]["p50"], alone["weeks"]["p95"])
        finish = alone["finish_date"]
        assert row["total.finish_date.p80"] == (finish and finish["p80"])


def test_sources_of_all_kinds_go_together_in_the_order_given(deals: Path, tmp_path: Path) -> None:
    lines = tmp_path / "more.jsonl"
    lines.write_text('{"name": "x", "company.employees": 30}\n{"name": "y"}\n')
    profile = tmp_path / "own.yaml"
    profile.write_text("name: own\n")
    found = rows(lines, profile, deals)
    assert [row["name"] for row in found][:4] == ["x", "y", "own", "Riverside"]
    assert [row["row"] for row in found] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    "text",
    [DEALS, '\n{"name": "Riverside", "company": {"employees": 300}}\n{}\n'],
    ids=["csv", "json"],
)
def test_standard_input_is_csv_or_json_lines_by_its_first_line(text: str) -> None:
    found = rows("-", stdin=text)
    assert found[0]["name"] == "Riverside"
    assert found[0]["place"] == "<stdin>:2"
    assert found[0]["error"] is None


def test_paths_in_a_table_lead_from_its_folder(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        'format: 1\nid: own\nversion: "1"\ntitle: {en: Own}\nextends: custom-build\n'
    )
    (tmp_path / "deals.csv").write_text(
        "pack,company.employees\nown.yaml,300\ncustom-build,300\n,300\n"
    )
    own, built, usual = rows(tmp_path / "deals.csv", "--columns", "pack.id")
    assert [row["pack.id"] for row in (own, built, usual)] == ["own", "custom-build", "packaged"]
    assert own["p80"] == built["p80"] != usual["p80"]


def test_every_row_has_the_calendar_of_its_own(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        'format: 1\nid: own\nversion: "1"\ntitle: {en: Own}\nextends: packaged\ncalendar: TW\n'
    )
    profiles: list[dict[str, str]] = [
        {"start": "2027-01-18", **named}
        for named in (
            {},
            {"calendar": "HK"},
            {"pack": str(own)},
            {"calendar": "nix"},
            {"calendar": "CN"},
        )
    ]
    profiles += [{"calendar": "HK"}, *reversed(profiles)]
    found = rows(
        *("-", "--columns", "total.finish_date.p80,calendar.id"),
        stdin="".join(json.dumps(each) + "\n" for each in profiles),
    )
    for row, profile in zip(found, profiles, strict=True):
        if profile.get("calendar") == "nix":
            assert row["error"]["code"] == "P120"
            continue
        alone = estimated(*(word for each in profile.items() for word in ("--set", "=".join(each))))
        dated = alone["total"]["finish_date"]
        assert row["total.finish_date.p80"] == (dated and dated["p80"])
        assert row["calendar.id"] == (alone["calendar"] and alone["calendar"]["id"])
    assert {row["calendar.id"] for row in found} == {"CN", "HK", "TW", None}


def test_the_options_of_an_estimate_hold_for_every_row(deals: Path) -> None:
    usual, seeded, other = (
        rows(deals, *options)
        for options in (
            (),
            ("--seed", "2"),
            ("--pack", "custom-build", "--set", "data.quality=null"),
        )
    )
    assert usual[0]["p80"] != seeded[0]["p80"] != other[0]["p80"]
    (alone,) = rows("-", "--set", "company.users=5000", stdin="company.employees\n300\n")
    assert alone["error"]["place"] == "--set:1"


# Columns


def test_more_columns_stand_between_the_figures_and_the_error(deals: Path) -> None:
    found = rows(deals, "--columns", "total.quote.p80,phases.migration.duration")
    assert list(found[0]) == [
        *KEYS[:-1],
        "total.quote.p80",
        *(f"phases.migration.duration.{each}" for each in ("p10", "p50", "p80", "p90")),
        "error",
    ]
    alone = estimated("--set", "company.employees=80", "--set", "data.quality=clean")
    migration = next(phase for phase in alone["phases"] if phase["id"] == "migration")
    assert found[3]["total.quote.p80"] == alone["total"]["quote"]["p80"]
    assert found[3]["phases.migration.duration.p50"] == migration["duration"]["p50"]
    assert found[2]["total.quote.p80"] is None


def test_figures_do_not_depend_on_the_columns(deals: Path) -> None:
    for with_all, without in zip(rows(deals, "--columns", "all"), rows(deals), strict=True):
        assert {key: with_all[key] for key in KEYS} == without


def test_sentences_in_columns_are_in_the_language_of_the_row(tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text("language,company.business_units\nzh-CN,1\nen,1\n")
    column = "excluded.rollout.reason"
    assert [row[column] for row in rows(tmp_path / "deals.csv", "--columns", column)] == [
        "业务单元数：1，达到 2 才需要",
        "Business units: 1, happens from 2 on",
    ]


@pytest.mark.parametrize("text", ["=1+1", '@SUM(A1)"', "a,b\nc"])
def test_fields_to_keep_are_repeated_also_beside_an_error(text: str, tmp_path: Path) -> None:
    out = tmp_path / "weeks.csv"
    lines = [{"deal": text}, {"deal": text, "data.quality": "pour"}, {}]
    source = "\n".join(json.dumps(line) for line in lines)
    assert [row["deal"] for row in rows("-", "--keep", "deal", stdin=source)] == [text, text, None]
    run("-", "--keep", "deal", "-o", out, stdin=source)
    guarded = f"'{text}" if text[0] in "=@" else text
    assert [row["deal"] for row in cells(out.read_bytes().decode())] == [guarded, guarded, ""]


# What is wrong with all rows


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--columns", "totl.weeks"], "did you mean 'total.weeks'?"),
        (["-o", "weeks.xlsx"], "use one of .csv, .jsonl, .ndjson"),
        (["--keep", "p80"], "'p80' is a column of the results"),
        (["--keep", "data.quality"], "'data.quality' is a field of profiles"),
        (["-", "-"], "only one can be standard input"),
        (["--jobs", "0"], "--jobs"),
        (["--bom"], "it goes with -f csv only"),
    ],
)
def test_a_wrong_command_line_ends_before_any_row(
    arguments: list[str], told: str, deals: Path
) -> None:
    result = run(deals, *arguments)
    assert (result.exit_code, result.stdout) == (Exit.USAGE, "")
    assert told in " ".join(result.stderr.split())


def test_a_source_is_not_overwritten(deals: Path) -> None:
    assert run(deals, "-o", deals).exit_code == Exit.USAGE
    assert deals.read_text(encoding="utf-8") == DEALS


def test_columns_that_no_profile_has_end_it_before_any_row(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("company.employes,客户\n3,x\n")
    (tmp_path / "b.csv").write_text("name,name\n")
    result = run(tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "c.csv")
    assert (result.exit_code, result.stdout) == (Exit.INPUT, "")
    told = [line.split(": error ")[0] for line in result.stderr.splitlines() if ": error " in line]
    assert told == [
        f"{tmp_path / 'a.csv'}:1:company.employes",
        f"{tmp_path / 'a.csv'}:1:客户",
        f"{tmp_path / 'b.csv'}:1",
        str(tmp_path / "c.csv"),
    ]


def test_no_rows_are_no_error(tmp_path: Path) -> None:
    (tmp_path / "none.csv").write_text("name,company.employees\n")
    result = run(tmp_path / "none.csv", "-f", "csv")
    assert result.exit_code == Exit.DONE
    assert result.stdout.splitlines() == [result.stdout.rstrip("\n")]
    assert run(tmp_path / "none.csv").stdout == ""


# The summary


@pytest.mark.parametrize(
    ("language", "counted"),
    [
        ("en", "Profiles: 4, estimated: 3, with errors: 1 (P104: 1)"),
        ("zh-CN", "共 4 个项目：已估算 3 个，有错误 1 个（P104：1）"),
        ("zh-TW", "共 4 個專案：已估算 3 個，有錯誤 1 個（P104：1）"),
    ],
)
def test_a_summary_on_standard_error_counts_all(
    language: Language, counted: str, deals: Path
) -> None:
    result = run(deals, "--lang", language)
    error, told, _, *tables = result.stderr.splitlines()
    assert error.startswith(f"{deals}:4:data.quality: ")
    assert told == counted
    assert any(
        line.split()[:2] == ["packaged", "2026.11," if language == "en" else "2026.11、P50"]
        for line in tables
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_errors_are_told_in_the_language_asked_for(language: Language, deals: Path) -> None:
    message = rows(deals, "--lang", language)[2]["error"]["message"]
    assert {"en": "unknown level", "zh-CN": "没有选项", "zh-TW": "沒有選項"}[language] in message
