"""Saved estimates: what JSON carries is enough to make the very project again, and its bytes."""

import json
from datetime import date
from pathlib import Path

import pytest

from crmtimeline.cli.loading import load
from crmtimeline.cli.screen import Speech
from crmtimeline.errors import Place
from crmtimeline.files.saved import rules_of_saved, saved_project
from reading import HEAD
from remaking import TODAY, again, saved_of

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
SETTINGS = ["data.quality=poor", "integrations.count=4", "name='x: 1'", "calendar=CN"]


@pytest.mark.parametrize("settings", [[], SETTINGS], ids=["as it is", "with settings"])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda file: file.stem)
def test_every_example_is_made_again_to_the_byte(example: Path, settings: list[str]) -> None:
    custom = "pack: custom-build" in example.read_text(encoding="utf-8")
    chosen = settings[1:] if custom else settings
    loaded = load(str(example), chosen, None, None, Speech("en"))
    text, saved = saved_of(loaded)
    assert again(saved) == text
    project = saved_project(saved, loaded.pack, Path())
    assert project.profile.keys == loaded.profile.keys
    assert project.profile.inputs == loaded.profile.inputs
    assert project.profile.given == loaded.profile.given
    assert project.profile.digest == loaded.profile.digest
    assert project.profile.places == loaded.profile.places
    assert project.profile.settings == tuple(chosen)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda file: file.stem)
def test_with_the_rules_that_it_carries_all_but_their_places_is_the_same(example: Path) -> None:
    loaded = load(str(example), [], None, None, Speech("en"))
    text, saved = saved_of(loaded, embedded=True)
    one, other = json.loads(text), json.loads(again(saved))
    assert one.pop("origin")["pack"]["id"] == loaded.pack.rules.pack.id
    other.pop("origin")
    for document in (one, other):
        for phase in document["phases"]:
            for step in phase["trace"]:
                assert step.pop("place")
    assert one == other


def test_warnings_keep_the_order_of_the_file_that_they_are_of(tmp_path: Path) -> None:
    file = tmp_path / "p.yaml"
    file.write_text(
        "skip: [migration, training]\nphases:\n  training: {weeks: {low: 1, high: 2}}\n"
    )
    text, saved = saved_of(
        load(str(file), ["deadline=2027-01-01", "as_of=2026-01-01"], None, None, Speech("en"))
    )
    places = [each["place"] for each in json.loads(text)["warnings"]]
    assert places == ["--set:1", "--set:2", "p.yaml:3"]
    assert again(saved) == text
    assert saved.estimate.origin.places["deadline"] == "--set:1"
    profile = saved_project(saved, *rules_of_saved(saved, None, Path())[:1], Path()).profile
    assert profile.places["phases.training"] == Place("p.yaml", 3)


def test_the_day_is_saved_where_it_mattered(tmp_path: Path) -> None:
    for settings, day in ((["start=2027-01-04"], None), (["deadline=2027-01-04"], TODAY)):
        _, saved = saved_of(load(None, settings, None, None, Speech("en")))
        assert saved.estimate.origin.today == (date.fromisoformat(day) if day else None)


def test_what_a_pack_extends_is_named_nearest_first(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(HEAD + "extends: packaged\n")
    text, _ = saved_of(load(None, [], str(tmp_path / "mine.yaml"), None, Speech("en")))
    extends = json.loads(text)["origin"]["extends"]
    assert [each["id"] for each in extends] == ["packaged", "base"]
    assert len({each["digest"] for each in extends}) == 2
