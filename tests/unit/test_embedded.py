"""Embedded rules: what JSON carries of a pack or a calendar is what their files hold."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmtimeline.errors import InputError, Place
from crmtimeline.files.calendars import load_calendar
from crmtimeline.files.embedded import embedded_calendar, embedded_pack, spelled, unspelled
from crmtimeline.files.packs import load_pack, shipped_ids
from reading import pack_of, write_pack

keys = st.one_of(
    st.booleans(),
    st.integers(-(10**17), 10**17),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.sampled_from(["true", "no", "20", "1e3", "~", "", '"x"', "'", "a: b", "层 #1", "\\n", "\n"]),
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=5),
)


def through_json(value: Any) -> Any:
    """Return plain values as they come out of JSON."""
    return json.loads(json.dumps(value, ensure_ascii=False))


@pytest.mark.parametrize("name", shipped_ids())
def test_a_shipped_pack_comes_back_as_it_is(name: str) -> None:
    pack = load_pack(name, Path(), Place("test"))
    again = embedded_pack(through_json(spelled(pack.tree.value)), "x.json")
    assert again.rules.pack == pack.rules.pack
    assert again.rules.digest == pack.rules.digest


@pytest.mark.parametrize("name", ["CN", "HK", "TW", "SG"])
def test_a_calendar_comes_back_as_it_is_and_so_does_a_region(name: str) -> None:
    calendar = load_calendar(name, Path(), Place("test"))
    again = embedded_calendar(through_json(spelled(calendar.content)), "x.json")
    assert vars(again) | {"version": ""} == vars(calendar) | {"version": ""}


def test_levels_keep_their_kinds(tmp_path: Path) -> None:
    body = """\
inputs:
  yes: {levels: ["true", "no", "20"], weights: {"true": 0.5, no: 0.25, "20": 0.25}, $cite}
  flag: {levels: [true, false], weights: {true: 0.5, false: 0.5}, $cite}
  size: {number: {}, weights: {0: 0.5, 2.5: 0.25, 1e3: 0.25}, $cite}
phases: {a: {weeks: {low: 1, high: 2}, $cite}}
modifiers:
  m: {reads: yes, levels: {"true": 1, no: 2, "20": 3}, applies_to: {a: 1}, $cite}
  n: {reads: flag, levels: {true: 1, false: 2}, applies_to: {a: 1}, $cite}
"""
    write_pack(tmp_path, "pack.yaml", body)
    pack = pack_of(tmp_path, "pack.yaml")
    again = embedded_pack(through_json(spelled(pack.tree.value)), "x.json")
    assert again.rules.pack == pack.rules.pack
    assert again.rules.digest == pack.rules.digest


@given(st.dictionaries(keys, st.lists(st.dictionaries(keys, st.none(), max_size=2)), max_size=4))
def test_every_key_comes_back_as_it_was(value: dict[Any, Any]) -> None:
    assert repr(unspelled(through_json(spelled(value)))) == repr(value)


def test_a_key_that_yaml_cannot_read_is_refused_at_its_place() -> None:
    with pytest.raises(InputError) as raised:
        unspelled({"inputs": {'"': 1}}, ("x.json", "origin.pack"))
    assert [str(each.place) for each in raised.value.issues] == ["x.json:origin.pack.inputs"]
