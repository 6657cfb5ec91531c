"""Explain: every number followed back to the line of its pack, and what the whole varies by."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from crmtimeline.cli.run import app
from crmtimeline.errors import Exit
from crmtimeline.model.strict import LANGUAGES, Language
from crmtimeline.render.numbers import factor, weeks

ROOT = Path(__file__).parents[2]
EXAMPLES, RULES = ROOT / "examples", ROOT / "rules"
FIRM = str(EXAMPLES / "securities-firm.yaml")
FILES = sorted(EXAMPLES.glob("*.yaml"))
by_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def run(*arguments: str, stdin: str | None = None) -> Result:
    """Return how `explain` ended."""
    return CliRunner().invoke(app, ["explain", *arguments], input=stdin)


@cache
def screen(*arguments: str) -> str:
    """Return what `explain` prints."""
    result = run(*arguments, "--trials", "300")
    assert (result.exit_code, result.stderr) == (Exit.DONE, "")
    return result.stdout


@cache
def document(file: str, *arguments: str) -> Any:
    """Return the estimate of a file as JSON has it."""
    return json.loads(screen(file, "-f", "json", *arguments))


def steps(file: str) -> Iterator[tuple[Any, Any]]:
    """Yield each phase of an estimate with each of its steps."""
    for phase in document(file)["phases"]:
        for step in phase["trace"]:
            yield phase, step


def line_at(place: str, profile: Path) -> str:
    """Return the line of a pack, or of a profile, that a place names."""
    name, number = place.split(":")
    file = RULES / name if (RULES / name).exists() else profile.parent / name
    return file.read_text(encoding="utf-8").splitlines()[int(number) - 1]


def written(value: Any) -> set[str]:
    """Return the ways in which YAML may write a figure."""
    return {f"{value:g}", str(value), str(int(value)) if value == int(value) else ""} - {""}


@by_file
def test_the_place_of_a_base_range_is_the_line_that_holds_it(file: Path) -> None:
    places = 0
    for _, step in steps(str(file)):
        if step["step"] in ("base", "profile"):
            line, places = line_at(step["place"], file), places + 1
            numbers = re.findall(r"[0-9]+(?:\.[0-9]+)?", line)
            if "low:" not in line or "high:" not in line:  # written over several lines
                below = step["place"].split(":")[0]
                text = (RULES / below).read_text(encoding="utf-8").splitlines()
                at = int(step["place"].split(":")[1])
                numbers += re.findall(r"(?:low|high): ([0-9.]+)", "\n".join(text[at - 1 : at + 3]))
            for end in ("low", "high"):
                assert written(step["weeks"][end]) & set(numbers), (step["place"], line)
    assert places == len(document(str(file))["phases"])


@by_file
def test_the_place_of_a_modifier_is_the_line_that_holds_its_factors(file: Path) -> None:
    for _, step in steps(str(file)):
        if step["step"] in ("base", "profile"):
            continue
        name, number = step["place"].split(":")
        lines = (RULES / name).read_text(encoding="utf-8").splitlines()[: int(number)]
        assert re.match(r"    (levels|curve):", lines[-1])
        heads = [line for line in lines if re.match(r"  \S+:$", line)]
        assert heads[-1] == f"  {step['step']}:"
        reads = next(line for line in reversed(lines) if "reads:" in line)
        assert reads.split()[-1] == step["input"]


def test_a_factor_is_the_one_on_its_line() -> None:
    found = 0
    for _, step in steps(FIRM):
        line = line_at(step["place"], Path(FIRM)) if step["factor"] is not None else ""
        level = re.search(rf"\b{str(step['value']).lower()}: ([0-9.]+)[,}}]", line)
        if level and isinstance(step["factor"], float):
            expected = float(level[1]) ** step["strength"]
            assert step["factor"] == pytest.approx(expected, abs=1e-6)
            found += 1
    assert found > 20


def test_the_range_of_the_user_is_found_in_the_profile() -> None:
    own = [step for _, step in steps(str(EXAMPLES / "instrument-maker.yaml"))]
    (step,) = [step for step in own if step["step"] == "profile"]
    assert step["cite"]["note"] == "信息部按一次试导出的实测速度推算"
    assert "migration:" in line_at(step["place"], EXAMPLES / "instrument-maker.yaml")
    shown = screen(str(EXAMPLES / "instrument-maker.yaml"), "migration", "--lang", "en")
    assert re.search(r"own range +5\.0 +7\.0 +10\.0\n +assumed, instrument-maker\.yaml:2", shown)


@by_file
def test_steps_lead_from_the_base_range_to_the_range_by_the_rules(file: Path) -> None:
    for phase in document(str(file))["phases"]:
        trace = phase["trace"]
        assert trace[0]["before"] is None
        assert [step["before"] for step in trace[1:]] == [step["after"] for step in trace[:-1]]
        assert trace[-1]["after"] == phase["weeks"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_of_a_phase_shows_what_it_is_made_of(language: Language) -> None:
    estimate = document(FIRM, "--lang", language)
    phase = next(each for each in estimate["phases"] if each["id"] == "customization")
    lines = screen(FIRM, "customization", "--lang", language, "--width", "160").splitlines()
    at = 0
    for step in phase["trace"]:
        after = [weeks(step["after"][end]) for end in ("low", "likely", "high")]
        at = next(n for n, line in enumerate(lines) if n > at and line.split()[-3:] == after)
        below = next((n for n in range(at + 1, len(lines)) if not lines[n].startswith("    ")), 0)
        details = "\n".join(lines[at:below])
        assert step["place"] in details
        assert (step["cite"]["source"] or "") in details
        if step["step"] != "base":
            assert lines[at].startswith(f"  {step['title']}")
            ends = step["factor"]
            ends = ends.values() if isinstance(ends, dict) else [ends]
            assert "/".join(factor(each) for each in ends) in lines[at]
            assert step["input_title"] in details
        if isinstance(step["shown"], str):
            assert step["shown"] in details
        if step["cite"]["note"]:
            assert step["cite"]["note"] in details.replace("\n      ", "")


def test_what_is_assumed_is_marked_and_what_is_known_is_not() -> None:
    shown = screen(FIRM, "customization", "--lang", "en")
    assert "Reorganisation under way: no (assumed)" in shown
    assert "Strictly regulated: yes\n" in shown


def test_a_phase_ends_with_its_simulated_weeks() -> None:
    phase = next(each for each in document(FIRM)["phases"] if each["id"] == "migration")
    spread = [weeks(phase["duration"][key]) for key in ("p50", "p80", "p90")]
    expected = "simulated: P50 {}, P80 {}, P90 {} weeks".format(*spread)
    assert expected in screen(FIRM, "migration", "--lang", "en")


def test_sources_are_quoted_in_the_language_of_the_output() -> None:
    assert "S1.4" in screen(FIRM, "customization").split("来源\n")[1]
    english = screen(FIRM, "customization", "--lang", "en").split("Sources\n")[1]
    assert re.search(r"S1\.4 +Customization, complex: several months", english)
    cited = {
        step["cite"]["source"] for phase, step in steps(FIRM) if phase["id"] == "customization"
    }
    assert {row.split()[0] for row in re.findall(r"^  S\S+", english, re.MULTILINE)} == cited


def test_one_phase_is_shown_alone() -> None:
    shown = screen(FIRM, "training", "--lang", "en")
    assert "Training" in shown
    assert "Product selection" not in shown
    assert "%" not in shown


@by_file
def test_without_a_phase_all_are_shown_and_what_the_whole_varies_by(file: Path) -> None:
    shown, estimate = screen(str(file), "--lang", "en"), document(str(file), "--lang", "en")
    before, after = shown.split("What makes the whole vary", 1)
    for phase in estimate["phases"]:
        assert re.search(f"^{re.escape(phase['title'])} ", before, re.MULTILINE)
    shares = [int(each) for each in re.findall(r"(\d+) %", after.split("\n\n")[0])]
    assert sum(shares) == pytest.approx(100, abs=3)
    assert len(shares) == 5
    for driver in estimate["drivers"]:
        if driver["kind"] in ("phase", "input"):
            assert driver["title"] in after


def test_bars_of_shares_are_as_long_as_their_percents() -> None:
    shown = screen(str(EXAMPLES / "three-fields.yaml"))
    bars = re.findall(r"([0-9]+) %  (█*)\n", shown)
    assert len(bars) >= 5
    for percent, bar in bars:
        assert len(bar) == pytest.approx(int(percent) / 5, abs=0.7)
    assert "█" not in screen(str(EXAMPLES / "three-fields.yaml"), "--ascii")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phase_out_of_scope_tells_why(language: Language) -> None:
    (out,) = document(FIRM, "--lang", language)["excluded"]
    result = run(FIRM, "rollout", "--lang", language)
    assert (result.exit_code, result.stdout) == (Exit.INPUT, "")
    assert " P117: " in result.stderr
    assert out["reason"] in result.stderr


def test_a_misspelt_phase_is_an_error_with_a_hint() -> None:
    for typed, meant in (("migraton", "migration"), ("rolout", "rollout")):
        result = run(FIRM, typed, "--lang", "en")
        assert result.exit_code == Exit.INPUT
        assert f"PHASE: error P105: unknown phase '{typed}'" in result.stderr
        assert f"hint: did you mean '{meant}'?" in result.stderr, "out of scope or not"


def test_a_phase_can_be_explained_without_a_file() -> None:
    result = run("-", "migration", "--set", "company.employees=300", stdin="")
    assert result.exit_code == Exit.DONE
    assert "Data migration" in result.stdout


def test_a_phase_that_depends_on_an_unknown_says_in_how_many_trials_it_happens() -> None:
    shown = run("-", "integration", stdin="").stdout
    assert re.search(r"in scope in 8[0-9] % of the trials", shown)


def test_hostile_text_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    file = tmp_path / "p.yaml"
    text = "[red]\\x1b[31m\\u202e"
    note = f'{{weeks: {{low: 1, high: 2}}, note: "{text}"}}'
    file.write_text(f'name: "{text}"\nphases: {{migration: {note}}}\n')
    shown = screen(str(file), "migration")
    assert shown.count("[red]\\u001b[31m\\u202e") == 2
    assert "\x1b" not in shown
