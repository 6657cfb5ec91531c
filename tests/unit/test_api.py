"""The Python API: the same estimates as the command line, and errors that can be read."""

import json
import pickle
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

import crmtimeline
from crmtimeline import Estimate, InputError, estimate, load_pack, load_profile
from crmtimeline.cli.run import app
from crmtimeline.render.json_document import estimate_json

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
TEA = {"name": "Lantern Tea", "company": {"employees": 300}, "data": {"quality": "poor"}}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda file: file.stem)
def test_an_example_is_estimated_as_on_the_command_line(example: Path) -> None:
    arguments = ["estimate", str(example), "-f", "json", "--trials", "300", "--today", "2026-11-22"]
    printed = CliRunner().invoke(app, arguments).stdout
    made = estimate(load_profile(example), trials=300, today=date(2026, 11, 22))
    assert estimate_json(made) == printed
    assert estimate(str(example), trials=300, today=date(2026, 11, 22)) == made


def test_a_mapping_is_estimated_as_the_file_that_says_the_same(tmp_path: Path) -> None:
    file = tmp_path / "tea.yaml"
    file.write_text(json.dumps(TEA))
    one, other = estimate(TEA, trials=300), estimate(file, trials=300)
    assert isinstance(one, Estimate)
    assert one.total == other.total
    assert one.profile == other.profile
    assert other.origin is not None
    assert (one.profile.name, other.origin.file) == ("Lantern Tea", "tea.yaml")


def test_numbers_of_numpy_and_dates_are_taken(tmp_path: Path) -> None:
    made = estimate(
        {
            "company": {"employees": np.int64(300)},
            "readiness": {"reorganisation": np.bool_(True)},
            "start": date(2027, 1, 4),
            "deadline": np.datetime64("2027-12-31"),
            "skip": ("training",),
        },
        trials=300,
    )
    assert made.profile.given == {
        "company": {"employees": 300},
        "readiness": {"reorganisation": True},
        "start": "2027-01-04",
        "deadline": "2027-12-31",
        "skip": ["training"],
    }
    assert json.loads(estimate_json(made))["total"]["finish_date"]["p80"] > "2027"


def test_another_pack_takes_the_place_of_the_profiles(tmp_path: Path) -> None:
    profile = load_profile({"company": {"employees": 300}})
    assert estimate(profile, trials=300).pack.id == "packaged"
    assert estimate(profile, load_pack("custom-build"), trials=300).pack.id == "custom-build"
    assert load_profile(TEA | {"pack": "custom-build"}, "packaged").pack.rules.pack.id == "packaged"
    (tmp_path / "own.yaml").write_text(
        "format: 1\nid: own\nversion: '1'\nextends: packaged\ntitle: {en: Own}\n"
    )
    (tmp_path / "tea.yaml").write_text("pack: own.yaml\n")
    assert estimate(tmp_path / "tea.yaml", trials=300).pack.id == "own"
    assert load_pack(tmp_path / "own.yaml").rules.pack.id == "own"


def test_the_language_is_the_arguments_else_the_profiles() -> None:
    title = "前期规划与准备"
    assert estimate({"language": "zh-CN"}, trials=300).phases[0].title == title
    assert estimate({}, trials=300, language="zh-CN").phases[0].title == title
    assert estimate({"language": "zh-CN"}, trials=300, language="en").language == "en"


def test_no_clock_is_read() -> None:
    profile = {"start": "2020-01-06", "deadline": "2020-02-03"}
    without = estimate(profile, trials=300).deadline
    assert without is not None
    assert without.possible is None
    judged = estimate(profile, trials=300, today=datetime(2020, 1, 6, 9, 30)).deadline
    assert judged is not None
    assert judged.possible is not None


def test_all_that_is_wrong_is_told_at_once_with_its_places() -> None:
    with pytest.raises(InputError) as raised:
        estimate({"company": {"employes": 300}, "data": {"quality": "bad"}, "start": "soon"})
    assert str(raised.value).splitlines() == [
        "profile:company.employes: error P101: unknown field 'employes'",
        "hint: did you mean 'employees'?",
        "profile:data.quality: error P104: unknown level 'bad' for data.quality; it can be: "
        "clean, mixed, poor",
        "profile:start: error P102: expected a date such as 2027-01-04, got 'soon'",
    ]
    assert [issue.code for issue in raised.value.issues] == ["P101", "P104", "P102"]


def test_errors_speak_the_language_of_the_profile(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="customization 没有选项"):
        load_profile({"language": "zh-CN", "customization": "x"})
    with pytest.raises(InputError, match="customization 沒有選項"):
        estimate({"language": "zh-CN", "customization": "x"}, language="zh-TW")
    with pytest.raises(InputError, match="错误 F101"):
        estimate("none.yaml", language="zh-CN")
    with pytest.raises(InputError, match=r"none\.yaml: error F101: no such file"):
        load_profile("none.yaml")
    with pytest.raises(InputError, match="P115"):
        load_pack("none")
    (tmp_path / "p.yaml").write_text("a: b: c")
    with pytest.raises(InputError, match=r"p\.yaml:1:5: error Y101"):
        estimate(tmp_path / "p.yaml")


def test_what_cannot_have_happened_is_an_input_error_too() -> None:
    progress = {"planning": {"started": "2027-01-04"}}
    profile = {"start": "2027-01-04", "as_of": "2027-01-08", "progress": progress}
    assert estimate(profile, trials=300).progress is not None
    with pytest.raises(InputError, match="P124"):
        estimate(profile, trials=300, today=date(2026, 1, 1))


def cyclic() -> dict[str, Any]:
    """Return a mapping that holds itself."""
    mapping: dict[str, Any] = {}
    mapping["company"] = mapping
    return mapping


@pytest.mark.parametrize(
    "profile",
    [
        cyclic(),
        {1: 2},
        {"name": object()},
        {"company": {"employees": float("nan")}},
        {"risks": {1}},
        {"name": "half a pair: \ud800"},
    ],
    ids=["cyclic", "number as key", "object", "NaN", "set", "no text"],
)
def test_what_no_file_could_say_is_refused(profile: dict[Any, Any]) -> None:
    with pytest.raises(InputError, match="profile"):
        load_profile(profile)


@pytest.mark.parametrize("settings", [{"trials": 99}, {"seed": -1}, {"language": "fr"}])
def test_settings_that_no_simulation_has_are_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(settings))):
        estimate({}, **settings)


@pytest.mark.parametrize("settings", [{"trials": 300.5}, {"seed": 1.5}, {"seed": "1"}])
def test_settings_that_are_no_whole_numbers_are_not_rounded(settings: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="integer"):
        estimate({}, **settings)


def test_an_error_survives_the_way_from_another_process() -> None:
    with pytest.raises(InputError) as raised:
        load_pack("none")
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)


def test_what_a_notebook_shows_is_short() -> None:
    profile = load_profile(TEA)
    assert repr(profile) == f"LoadedProject(Lantern Tea, {profile.pack})"
    assert repr(load_pack()).startswith("LoadedPack(packaged ")
    shown = repr(estimate(profile, trials=300))
    assert shown.startswith("Estimate(Lantern Tea, packaged ")
    assert len(shown) < 80


def test_every_public_name_is_there_and_none_is_loaded_before_it_is_asked_for() -> None:
    for name in crmtimeline.__all__:
        assert getattr(crmtimeline, name).__doc__
        assert name in dir(crmtimeline)
    with pytest.raises(AttributeError, match="has no attribute 'guess'"):
        crmtimeline.guess  # type: ignore[attr-defined] # noqa: B018
    code = "import sys, crmtimeline; print(sorted({each.split('.')[0] for each in sys.modules}))"
    before = "import sys; print(sorted({each.split('.')[0] for each in sys.modules}))"
    loaded, bare = (
        set(eval(subprocess.check_output([sys.executable, "-c", each], text=True)))
        for each in (code, before)
    )
    assert loaded - bare == {"crmtimeline"}
