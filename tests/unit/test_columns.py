"""Columns: paths into the JSON of an estimate, found by name, and what an estimate has there."""

import json
from pathlib import Path
from typing import Any

import pytest

from crmtimeline.bulk.columns import ALL, UnknownColumnError, columns_named, reads_of, values_at
from crmtimeline.engine.estimate import estimate
from crmtimeline.engine.settings import Settings
from crmtimeline.errors import Place
from crmtimeline.files.packs import load_pack
from crmtimeline.files.profiles import check_profile
from crmtimeline.files.yaml_tree import read_tree
from crmtimeline.model.estimate import Estimate
from crmtimeline.render.json_document import estimate_json

RULES = load_pack("packaged", Path(), Place("test")).rules
OTHER = load_pack("custom-build", Path(), Place("test")).rules.pack
HALF_WAY = Path(__file__).parents[2] / "examples" / "half-way.yaml"


def names(*wanted: str) -> list[str]:
    """Return the names of the columns that some paths stand for."""
    return [column.name for column in columns_named(wanted, RULES.pack, [OTHER])]


def nearest(path: str) -> str | None:
    """Return what is suggested for a path that leads nowhere."""
    with pytest.raises(UnknownColumnError) as error:
        names(path)
    return error.value.near


@pytest.fixture(scope="module")
def half_way() -> Estimate:
    profile, _ = check_profile(RULES.pack, read_tree(HALF_WAY.read_bytes(), "half-way.yaml"))
    assert profile is not None
    return estimate(RULES, profile, Settings("zh-CN", "0", 200))


def found_at(document: Any, path: str) -> Any:
    """Return what stands at a dotted path of a document; entries of lists go by `id` or `input`."""
    if not path:
        return document
    if isinstance(document, list):
        for entry in document:
            name = entry.get("id", entry.get("input"))
            if path.startswith(f"{name}."):
                return found_at(entry, path.removeprefix(f"{name}."))
        return None
    key, _, left = path.partition(".")
    return None if document is None else found_at(document[key], left)


def test_a_path_stands_for_itself_and_for_all_beneath_it() -> None:
    assert names("total.weeks.p80") == ["total.weeks.p80"]
    assert names("total.quote", "total.weeks.p80", "total.quote.p50") == [
        *("total.quote.p50", "total.quote.p80", "total.quote.p90"),
        "total.weeks.p80",
    ]
    assert "phases.migration.duration.p80" in names("phases.migration")
    assert {name.split(".")[1] for name in names("phases")} == set(RULES.pack.phases)
    assert set(names(ALL)) >= set(names("total", "phases", "unknowns", "deadline"))


def test_phases_of_other_packs_are_known_by_their_own_names() -> None:
    assert names("phases.development.duration.p80") == ["phases.development.duration.p80"]
    assert len(names("phases.development")) == len(names("phases.migration"))
    assert not any(name.startswith("phases.development") for name in names("phases", ALL))


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("totl.weeks.p80", "total.weeks.p80"),
        ("total.finish_dat.p8", "total.finish_date.p80"),
        ("phases.migratoin.duration.p80", "phases.migration.duration.p80"),
        ("unknowns.company.employes.assumed", "unknowns.company.employees.assumed"),
        ("total.weeks.p80.x", "total.weeks.p80"),
        ("phases.xyz.weeks", "phases"),
        ("phases.migration.trace", "phases.migration"),
        ("xyz", None),
        ("", None),
    ],
)
def test_what_leads_nowhere_is_told_with_what_is_near(path: str, near: str | None) -> None:
    assert nearest(path) == near


def test_every_column_holds_what_the_json_has_at_its_path(half_way: Estimate) -> None:
    columns = columns_named([ALL], RULES.pack, [])
    document = json.loads(estimate_json(half_way))
    values = json.loads(json.dumps(values_at(reads_of(columns), half_way), default=str))
    assert len(columns) > 500
    for column, value in zip(columns, values, strict=True):
        if column.path[-1:] != ("reason",):  # it becomes a sentence where a row is told
            assert value == found_at(document, column.name), column.name


def test_the_kind_of_a_column_is_that_of_its_values(half_way: Estimate) -> None:
    columns = columns_named([ALL], RULES.pack, [])
    told = [
        (column, value)
        for column, value in zip(columns, values_at(reads_of(columns), half_way), strict=True)
        if value is not None and column.part != "unknowns" and column.path[-1:] != ("reason",)
    ]
    assert len(told) > 200
    for column, value in told:
        assert isinstance(value, column.kind), column.name
