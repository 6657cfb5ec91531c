"""Claim on the command line: percentiles asked back, three formats, and names that are hostile."""

import json
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner, Result

from crmtimeline.cli.claiming import read_claim
from crmtimeline.cli.loading import Loaded, answer_of, load
from crmtimeline.cli.run import app
from crmtimeline.cli.screen import Speech
from crmtimeline.engine.draws import Floats
from crmtimeline.engine.estimate import estimate
from crmtimeline.engine.settings import Settings
from crmtimeline.engine.statistics import percentiles
from crmtimeline.engine.variants import Variants
from crmtimeline.errors import Exit
from crmtimeline.model.estimate import Estimate
from crmtimeline.model.strict import LANGUAGES, Language
from crmtimeline.render.claim import sentences

TRIALS, START = 4_000, "start=2027-01-04"
EXAMPLES = Path(__file__).parents[2] / "examples"
FIRM = str(EXAMPLES / "securities-firm.yaml")
HOSTILE = "[red]\\x1b[31m<b>|*x*\\u202e"


def run(*arguments: str) -> Result:
    """Return how `explain` ended."""
    return CliRunner().invoke(app, ["explain", *arguments])


@cache
def printed(*arguments: str) -> str:
    """Return what `explain` prints."""
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (Exit.DONE, "")
    return result.stdout


def answer(*arguments: str) -> Any:
    """Return an answer as JSON has it."""
    return json.loads(printed(*arguments, "-f", "json"))


def as_estimated(file: Path, *settings: str) -> tuple[Loaded, Floats, Estimate]:
    """Return an example as it is loaded, the end of the whole in every trial, and its estimate."""
    loaded = load(str(file), settings, None, "en", Speech("en"))
    found = loaded.pack.rules, loaded.profile, Settings("en", "0", TRIALS), loaded.calendar
    return loaded, Variants(*found).ends({}), estimate(*found)


@pytest.mark.parametrize("settings", [(), ("start=2026-03-02",)], ids=["as it is", "with a start"])
@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.yaml")), ids=lambda file: file.stem)
def test_a_percentile_is_claimed_back_with_its_share(file: Path, settings: tuple[str, ...]) -> None:
    loaded, ends, estimated = as_estimated(file, *settings)
    weeks = estimated.total.weeks
    for share, claimed in ((50, weeks.p50), (80, weeks.p80), (99, percentiles(ends, [99])[0])):
        found = answer_of(loaded, read_claim(f"{claimed:.2f}w"), TRIALS, 1)
        assert 100 * found.claim.probability == pytest.approx(share, abs=0.5)
        assert f"probability of {share} % (" in sentences(found)[0]


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.yaml")), ids=lambda file: file.stem)
def test_a_day_that_is_quoted_holds_and_the_day_before_does_not(file: Path) -> None:
    """A day is coarser than a percentile, so that its share can be higher."""
    loaded, _, estimated = as_estimated(file, *([] if "start:" in file.read_text() else [START]))
    assert estimated.total.finish_date is not None
    for share, day in (
        (50, estimated.total.finish_date.p50),
        (80, estimated.total.finish_date.p80),
    ):
        for days, holds in ((0, True), (1, False)):
            claimed = read_claim((day - timedelta(days)).isoformat())
            within = answer_of(loaded, claimed, TRIALS, 1).claim.trials_within
            assert (within >= share * TRIALS / 100) == holds


def test_the_answer_holds_what_the_estimate_says_of_itself() -> None:
    found, estimate = answer(FIRM, "--claim", "20w"), json.loads(printed(FIRM, "-f", "json"))
    for key in ("tool", "language", "simulation"):
        assert found[key] == estimate[key]
    for key in ("profile", "pack"):
        assert found[key].items() <= estimate[key].items()
    assert found["schema"] == "crmtimeline/claim/1"
    assert found["quote"] == estimate["total"]["quote"]
    typical = {phase["id"]: phase["duration"]["p50"] for phase in estimate["phases"]}
    needed = [each for each in found["claim"]["would_need"] if each["kind"] == "phase"]
    assert needed[0]["id"] == "customization"
    for each in needed:
        assert each["typical_weeks"] == typical[each["id"]]
        assert each["needed_weeks"] < each["typical_weeks"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("claim", ["2w", "20w", "3m", "200w"])
@pytest.mark.parametrize("width", [60, 160])
def test_every_language_keeps_to_the_width(language: Language, claim: str, width: int) -> None:
    options = ["--claim", claim, "--lang", language, "--width", str(width), "--trials", "1000"]
    lines = printed(FIRM, *options).splitlines()
    assert max(map(cell_len, lines)) <= width
    table = [line for line in lines if line.startswith("  ")]
    assert len({cell_len(line) for line in table if "%" in line}) <= 1


def test_almost_certain_and_almost_impossible_are_not_all_or_nothing() -> None:
    shortest = answer(FIRM, "--claim", "1w")["claim"]["shortest_weeks"]
    assert "probability of <1 % (" in printed(
        FIRM, "--claim", f"{shortest + 0.01:.2f}w", "--lang=en"
    )
    assert "probability of >99 % (" in printed(FIRM, "--claim", "120w", "--lang", "en")
    assert "probability of 100 % (" in printed(FIRM, "--claim", "2000w", "--lang", "en")


def test_none_of_the_trials_is_said_plainly() -> None:
    shown = printed(FIRM, "--claim", "1m", "--lang", "en").replace("\n", " ")
    shortest = answer(FIRM, "--claim", "1m")["claim"]["shortest_weeks"]
    assert "None of 10,000 simulated projects is done in 1 month (4.33 weeks)" in shown
    assert f"the shortest took {shortest:.1f}." in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_names_are_shown_and_not_obeyed(language: Language, tmp_path: Path) -> None:
    file = tmp_path / "p.yaml"
    file.write_text(f'name: "{HOSTILE}{{x}}"\ncompany: {{employees: 300}}\n')
    arguments = [str(file), "--claim", "12w", "--lang", language, "--trials", "500"]
    shown = printed(*arguments)
    assert "[red]\\u001b[31m<b>|*x*\\u202e{x}" in shown
    text = printed(*arguments, "-f", "markdown")
    assert text.startswith("## \\[red\\]\\\\u001b\\[31m\\<b\\>\\|\\*x\\*\\\\u202e{x}"[:9])
    assert "<b>" not in text
    assert "\x1b" not in shown + text
    assert answer(*arguments)["profile"]["name"] == "[red]\x1b[31m<b>|*x*\u202e{x}"


def test_hostile_titles_of_phases_and_inputs_are_shown_and_not_obeyed(tmp_path: Path) -> None:
    pack = tmp_path / "pack.yaml"
    cite = "cite: {basis: assumed, note: for this test}"
    title = f'title: {{en: "{HOSTILE}{{0}}"}}'
    pack.write_text(
        f'format: 1\nid: trial\nversion: "1"\n{title}\n'
        f"inputs: {{data: {{{title}, weights: {{clean: 0.4, poor: 0.6}}, {cite}}}}}\n"
        f"phases: {{go-live: {{{title}, weeks: {{low: 3, high: 3}}, {cite}}}}}\n"
        f"modifiers: {{one: {{{title}, reads: data, levels: {{clean: 1, poor: 3}}, "
        f"applies_to: {{go-live: 1}}, {cite}}}}}\n"
    )
    for claim in ("1w", "4w"):
        for form in ("terminal", "markdown"):
            text = printed("-f", form, "--pack", str(pack), "--claim", claim, "--width", "160")
            assert "\\u001b" in text
            assert "{0}" in text.replace("\\", "")
            assert "\x1b" not in text
            assert form == "terminal" or "<b>" not in text


def test_the_ending_of_the_file_chooses_the_format(tmp_path: Path) -> None:
    for name, form in (("a.md", "markdown"), ("a.json", "json"), ("a.txt", "terminal")):
        run(FIRM, "--claim", "20w", "--lang", "en", "-o", str(tmp_path / name))
        expected = printed(FIRM, "--claim", "20w", "--lang", "en", "-f", form)
        assert (tmp_path / name).read_text(encoding="utf-8") == expected
    for name, form in (("b.md", "markdown"), ("b.html", "terminal")):
        assert run(FIRM, "--lang", "en", "-o", str(tmp_path / name)).exit_code == Exit.DONE
        expected = printed(FIRM, "--lang", "en", "-f", form)
        assert (tmp_path / name).read_text(encoding="utf-8") == expected


def test_what_does_not_go_together_is_said_plainly() -> None:
    result = run(FIRM, "training", "--claim", "20w")
    assert (result.exit_code, result.stdout) == (Exit.USAGE, "")
    assert "does not go with --claim" in result.stderr
    result = run(FIRM, "-f", "html")
    assert (result.exit_code, result.stdout) == (Exit.USAGE, "")
    assert "html needs --claim" in result.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_without_a_start_names_what_is_missing(language: Language) -> None:
    result = run(FIRM, "--claim", "2027-06-30", "--lang", language)
    assert (result.exit_code, result.stdout) == (Exit.INPUT, "")
    assert result.stderr.startswith("--claim: ")
    assert " P118: " in result.stderr
    assert "start" in result.stderr


def test_what_is_wrong_with_profile_and_claim_is_told_at_once() -> None:
    result = run("--claim", "soon", "--set", "data.quality=pour", "--lang", "en")
    assert (result.exit_code, result.stdout) == (Exit.INPUT, "")
    assert "--claim: error P129: 'soon' is no length" in result.stderr
    assert "--set:1: error P104: " in result.stderr


def test_a_claim_needs_no_file() -> None:
    assert "probability" in printed("--claim", "12w", "--set", "company.employees=300")
