"""Batch rows: a line each, of one shape with an estimate and with an error, and harmless."""

import csv
import json
from datetime import date
from io import StringIO
from typing import Any

import pytest

from crmtimeline.model.batch import BatchRow, RowError
from crmtimeline.render.batch_rows import csv_head, csv_line, json_line

GOOD = BatchRow(
    row=1,
    place="deals.csv:2",
    name="海味食品",
    p10=14.7,
    p50=21.0,
    p80=27.05,
    p90=31.4,
    p95=35.3,
    critical=("planning", "go-live"),
    error=None,
)
ERROR = RowError(
    "P104", "deals.csv:3:data.quality", "unknown level", ("deals.csv:3:start: P102: x",)
)
BAD = BatchRow(2, "deals.csv:3", None, None, None, None, None, None, (), ERROR)


def cells_of(text: str) -> list[list[str]]:
    """Return what a reader of CSV makes of a text."""
    return list(csv.reader(StringIO(text, newline="")))


def cell(value: object) -> str:
    """Return what a reader of CSV finds where a value was kept."""
    return cells_of(csv_line(GOOD, {"deal": value}, {}))[0][3]


def test_json_has_the_keys_in_one_order_with_what_was_kept_and_added_between() -> None:
    for row in (GOOD, BAD):
        line = json_line(row, {"deal": 7}, {"total.finish_date.p80": date(2027, 7, 1)})
        assert line.endswith("}\n")
        assert list(json.loads(line)) == [
            *("row", "place", "name", "deal", "p10", "p50", "p80", "p90", "p95", "critical"),
            *("total.finish_date.p80", "error"),
        ]
    found = json.loads(json_line(GOOD, {}, {"day": date(2027, 7, 1)}))
    assert (found["p80"], found["critical"], found["day"]) == (
        *(27.05, ["planning", "go-live"]),
        "2027-07-01",
    )
    assert json.loads(json_line(BAD, {}, {}))["error"] == {
        "code": "P104",
        "place": "deals.csv:3:data.quality",
        "message": "unknown level",
        "others": ["deals.csv:3:start: P102: x"],
    }


def test_csv_has_a_cell_for_each_name_of_its_head() -> None:
    head = csv_head(["deal"], ["total.quote.p80", "phases.uat.gate"])
    added: dict[str, Any] = {"total.quote.p80": 31, "phases.uat.gate": True}
    text = head + csv_line(GOOD, {"deal": "A-7"}, added)
    text += csv_line(BAD, {"deal": None}, dict.fromkeys(added))
    names, *rows = cells_of(text)
    good, bad = (dict(zip(names, row, strict=True)) for row in rows)
    assert list(good.items())[:5] == [
        ("row", "1"),
        ("place", "deals.csv:2"),
        ("name", "海味食品"),
        ("deal", "A-7"),
        ("p10", "14.7"),
    ]
    assert good["critical"] == "planning; go-live"
    assert (good["total.quote.p80"], good["phases.uat.gate"]) == ("31", "true")
    assert {good[name] for name in names if name.startswith("error.")} == {""}
    assert (bad["p80"], bad["deal"], bad["error.code"]) == ("", "", "P104")
    assert bad["error.others"] == "deals.csv:3:start: P102: x"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\n=1", "＝1", '=cmd|"/c calc"!A1']
)
def test_no_cell_is_a_formula(text: str) -> None:
    assert cell(text).startswith("'")
    assert cell([text]).startswith("'")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("plain", "plain"),
        ('a "b", c', 'a "b", c'),
        ("two\nlines", "two\nlines"),
        ("two\r\nlines", "two\nlines"),
        ("bell\x07 \x1b[31m", "bell\\u0007 \\u001b[31m"),
        ("turned \u202e round", "turned \\u202e round"),
        (-1.5, "-1.5"),
        (1, "1"),
        (False, "false"),
        (None, ""),
        (date(2027, 1, 4), "2027-01-04"),
        (["a", "b"], "a; b"),
        ({"a": [1]}, '{"a": [1]}'),
        ([{"a": 1}], '[{"a": 1}]'),
        ("x" * 10_000, "x" * 10_000),
    ],
)
def test_a_cell_says_what_it_holds(value: object, shown: str) -> None:
    assert cell(value) == shown
