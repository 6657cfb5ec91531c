"""Documents: every leaf that differs is found, under a path that a person can follow."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmtimeline.engine.documents import Differences

leaves = st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["", "x", "y"])
documents = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abid"), inner),
    max_leaves=8,
)


def changes(
    saved: Any, now: Any, ignored: frozenset[str] = frozenset()
) -> list[tuple[str, Any, Any]]:
    """Return what differs, as path, saved and now."""
    differences = Differences(ignored)
    differences.find(saved, now)
    return [(each.path, each.saved, each.now) for each in differences.changed]


def test_leaves_are_named_by_the_keys_that_lead_to_them() -> None:
    saved = {"total": {"p50": 1, "p80": 2}, "name": "x"}
    assert changes(saved, {"total": {"p50": 1, "p80": 3}, "name": "x"}) == [("total.p80", 2, 3)]
    assert changes(saved, {"name": "x"}) == [("total", {"p50": 1, "p80": 2}, None)]
    assert changes({"a": 1}, {"a": 1, "b": 2}) == [("b", None, 2)]


def test_entries_of_a_list_are_matched_by_what_names_them() -> None:
    saved = {"phases": [{"id": "a", "weeks": 1}, {"id": "b", "weeks": 2}]}
    now = {"phases": [{"id": "b", "weeks": 3}, {"id": "c", "weeks": 1}]}
    assert changes(saved, now) == [
        ("phases.a", {"id": "a", "weeks": 1}, None),
        ("phases.b.weeks", 2, 3),
        ("phases.c", None, {"id": "c", "weeks": 1}),
    ]


@pytest.mark.parametrize(
    ("saved", "now", "path"),
    [
        ([1, 2], [1, 3], "x.1"),
        ([{"id": "a", "w": 1}, {"id": "a", "w": 2}], [{"id": "a", "w": 1}] * 2, "x.1.w"),
        ([{"id": "a"}, 3], [{"id": "a"}, 4], "x.1"),
        ([{"id": 1, "name": "p", "w": 1}], [{"id": 1, "name": "p", "w": 2}], "x.p.w"),
        ([], ["new"], "x.0"),
    ],
)
def test_entries_without_names_of_their_own_are_matched_by_position(
    saved: list[Any], now: list[Any], path: str
) -> None:
    assert [each[0] for each in changes({"x": saved}, {"x": now})] == [path]


def test_true_is_not_1_and_1_is_1_0() -> None:
    assert changes({"x": True}, {"x": 1}) == [("x", True, 1)]
    assert changes({"x": 1}, {"x": 1.0}) == []
    assert changes({"x": {}}, {"x": []}) == [("x", {}, [])]


def test_what_is_ignored_is_passed_over() -> None:
    saved, now = {"a": {"place": "x:1", "b": 1}, "b": 1}, {"a": {"place": "x:2", "b": 2}, "b": 2}
    ignored = frozenset({"*.place", "a.b"})
    assert changes(saved, now, ignored) == [("b", 1, 2)]


def test_where_the_form_has_grown_lone_keys_are_told_of_and_entries_are_not_spared() -> None:
    differences = Differences(grown=True)
    differences.find({"old": 1, "x": [1], "y": {}}, {"x": [1, 2], "y": {"new": 1}})
    assert differences.lone == ["old", "y.new"]
    assert [each.path for each in differences.changed] == ["x.1"]
    assert differences.compared == 2


@given(documents, documents)
def test_nothing_differs_exactly_where_documents_are_the_same(one: Any, other: Any) -> None:
    assert changes(one, one) == []
    assert (changes(one, other) == []) == same(one, other)
    there, back = changes(one, other), changes(other, one)
    assert sorted(map(repr, there)) == sorted(repr((path, b, a)) for path, a, b in back)


def same(one: Any, other: Any) -> bool:
    """Whether two documents say the same: a key that holds null says as little as none."""
    if isinstance(one, dict) and isinstance(other, dict):
        return all(same(one.get(key), other.get(key)) for key in one.keys() | other.keys())
    if isinstance(one, list) and isinstance(other, list):
        return same(named(one, other), named(other, one))
    return type(one) is type(other) and bool(one == other)


def named(entries: list[Any], others: list[Any]) -> dict[Any, Any]:
    """Return the entries of a list by their ids, where all of both lists have one of their own."""
    for each in (entries, others):
        ids = [entry.get("id") if isinstance(entry, dict) else None for entry in each]
        if not all(isinstance(name, str) for name in ids) or len(set(ids)) < len(ids):
            return dict(enumerate(entries))
    return {entry["id"]: entry for entry in entries}
