"""Estimates of tables: one pure function of Arrow tables, with a schema that names alone decide."""

import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import crmtimeline
from crmtimeline import InputError, estimate, estimate_table
from crmtimeline.bulk.columns import UnknownColumnError

TRIALS = 500
ERROR = pa.struct(
    [
        ("code", pa.string()),
        ("place", pa.string()),
        ("message", pa.string()),
        ("others", pa.list_(pa.string())),
    ]
)
PROFILES: dict[str, list[Any]] = {
    "name": ["Riverside", None, "Lantern Tea"],
    "company.employees": [300, None, 40],
    "data.quality": ["poor", "", None],
    "readiness.reorganisation": [True, None, False],
}


def rows(profiles: dict[str, Any], **options: Any) -> list[dict[str, Any]]:
    """Return the rows that come of a table of columns."""
    found: list[dict[str, Any]] = estimate_table(
        pa.table(profiles), trials=TRIALS, **options
    ).to_pylist()
    return found


def test_rows_are_the_estimates_of_the_profiles_in_their_order() -> None:
    first, second, third = rows(PROFILES)
    alone = estimate(
        {
            "name": "Riverside",
            "company": {"employees": 300},
            "data": {"quality": "poor"},
            "readiness": {"reorganisation": True},
        },
        trials=TRIALS,
    )
    assert {key: first[key] for key in ("p10", "p50", "p80", "p90", "p95")} == vars(
        alone.total.weeks
    )
    assert first["critical"] == [
        phase.id for phase in alone.phases if phase.criticality_index >= 0.5
    ]
    assert [each["name"] for each in (first, second, third)] == PROFILES["name"]
    assert second["p80"] == estimate({}, trials=TRIALS).total.weeks.p80
    assert first["error"] is second["error"] is third["error"] is None


def test_the_schema_is_the_same_for_any_rows() -> None:
    options: dict[str, Any] = {
        "columns": ["total.finish_date.p80", "total.quote.p50", "unknowns.data.records.assumed"],
        "keep": ["deal"],
    }
    fields = [
        ("name", pa.string()),
        ("deal", pa.int16()),
        *((name, pa.float64()) for name in ("p10", "p50", "p80", "p90", "p95")),
        ("critical", pa.list_(pa.string())),
        ("total.finish_date.p80", pa.date32()),
        ("total.quote.p50", pa.int64()),
        ("unknowns.data.records.assumed", pa.string()),
        ("error", ERROR),
    ]
    deals = pa.array([1, 2], pa.int16())
    for quality in (["poor", None], ["pour", "x"]):
        table = pa.table({"deal": deals, "data.quality": pa.array(quality, pa.string())})
        for some in (table, table.slice(1), table.slice(0, 0)):
            found = estimate_table(some, trials=TRIALS, **options)
            assert found.schema.equals(pa.schema(fields))
            assert found.num_rows == some.num_rows


def test_columns_are_those_of_the_json() -> None:
    (row,) = rows(
        {"start": [date(2027, 1, 4)], "company.employees": [300]},
        columns=["total.finish_date.p80", "phases.migration.duration.p80", "excluded.rollout"],
    )
    alone = estimate({"start": "2027-01-04", "company": {"employees": 300}}, trials=TRIALS)
    assert alone.total.finish_date is not None
    assert row["total.finish_date.p80"] == alone.total.finish_date.p80
    migration = next(phase for phase in alone.phases if phase.id == "migration")
    assert row["phases.migration.duration.p80"] == migration.duration.p80
    assert row["excluded.rollout.reason"] == "Business units: 1, happens from 2 on"


def test_an_error_costs_its_row_and_tells_its_place() -> None:
    profiles = {"company.employees": [300, -5, 40], "data.quality": ["poor", "pour", None]}
    good, bad, other = rows(profiles)
    assert good["error"] is other["error"] is None
    assert (bad["p80"], bad["critical"]) == (None, [])
    assert bad["error"] == {
        "code": "P103",
        "place": "table:2:company.employees",
        "message": "-5 is out of bounds, it must be >= 1",
        "others": [
            "table:2:data.quality: P104: unknown level 'pour' for data.quality; it can be: clean, "
            "mixed, poor (did you mean 'poor'?)"
        ],
    }


@pytest.mark.parametrize(
    ("column", "value", "same"),
    [
        ("company.employees", 300, 300.0),
        ("company.employees", 300, "300"),
        ("company.employees", 300, Decimal("300")),
        ("readiness.reorganisation", True, "TRUE"),
        ("start", date(2027, 1, 4), "2027-01-04"),
        ("start", date(2027, 1, 4), datetime(2027, 1, 4)),
        ("data.quality", None, ""),
    ],
)
def test_types_that_say_the_same_give_the_same(column: str, value: object, same: object) -> None:
    assert rows({column: [value]}) == rows({column: [same]})


def test_groups_may_be_structs_and_lists_be_lists() -> None:
    profiles = {
        "company": [{"employees": 300, "users": None}],
        "skip": [["training"]],
        "integrations": [{"systems": [{"name": "ERP", "interface": "complex"}]}],
    }
    assert rows(profiles) == rows(
        {"company.employees": [300], "skip": [["training"]], "integrations.load": [2.0]}
    )


@pytest.mark.parametrize(
    ("value", "code"), [(float("nan"), "P102"), (float("inf"), "P103"), (b"300", "P102")]
)
def test_values_that_no_file_can_hold_are_errors(value: object, code: str) -> None:
    (row,) = rows({"company.employees": [value]})
    assert row["error"]["code"] == code


def test_what_is_wrong_with_all_rows_is_raised_at_once() -> None:
    table = pa.table({"deal": [1], "company.employees": [300]})
    with pytest.raises(InputError, match="table:deal: error P101: unknown field 'deal'"):
        estimate_table(table)
    with pytest.raises(InputError, match="unknown pack 'nix'"):
        estimate_table(table, "nix", keep=["deal"])
    with pytest.raises(InputError, match="F117"):
        estimate_table(pa.table([[1], [2]], names=["deal", "deal"]))
    with pytest.raises(InputError, match="unknown field 'deals'"):
        estimate_table(table, keep=["deal", "deals"])
    with pytest.raises(UnknownColumnError, match=r"did you mean 'total\.weeks'"):
        estimate_table(table, keep=["deal"], columns=["total.week"])
    with pytest.raises(ValueError, match="trials"):
        estimate_table(table, keep=["deal"], trials=1)


def test_packs_are_ids_or_paths(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        'format: 1\nid: own\nversion: "1"\ntitle: {en: Own}\nextends: custom-build\n'
    )
    by_id = rows({"company.employees": [300]}, pack="custom-build")
    assert rows({"company.employees": [300]}, pack=tmp_path / "own.yaml") == by_id
    assert rows({"company.employees": [300], "pack": ["custom-build"]}) == by_id


def test_without_arrow_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ImportError, match=r"pip install 'crmtimeline\[table\]'"):
        estimate_table(None)


def test_the_package_imports_nothing_until_it_is_asked() -> None:
    code = "import crmtimeline, sys; print([m for m in sys.modules if m.split('.')[0] in {names}])"
    names = "('pyarrow', 'numpy', 'pydantic', 'yaml')"
    found = subprocess.run(
        [sys.executable, "-c", code.format(names=names)], capture_output=True, check=True, text=True
    )
    assert found.stdout == "[]\n"
    assert "estimate_table" in dir(crmtimeline)
