"""Dates on the screen: chart, tables, deadline, calendar, and what has happened."""

import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from crmtimeline.cli.run import app
from crmtimeline.errors import Exit
from crmtimeline.model.strict import LANGUAGES, Language
from crmtimeline.render.words import en, zh_cn, zh_tw

EXAMPLES = Path(__file__).parents[2] / "examples"
RETAIL = str(EXAMPLES / "retail-before-double-eleven.yaml")
HALF_WAY = str(EXAMPLES / "half-way.yaml")
TODAY = ("--today", "2026-11-22")
TEXTS: dict[Language, Any] = {"en": en.TEXTS, "zh-CN": zh_cn.TEXTS, "zh-TW": zh_tw.TEXTS}
by_language = pytest.mark.parametrize("language", LANGUAGES)


def screen(*arguments: str) -> str:
    """Return what `estimate` prints."""
    result = CliRunner().invoke(app, ["estimate", *arguments, *TODAY])
    assert (result.exit_code, result.stderr) == (Exit.DONE, "")
    return result.stdout


def document(*arguments: str) -> dict[str, Any]:
    """Return the same estimate as JSON has it."""
    estimate: dict[str, Any] = json.loads(screen(*arguments, "-f", "json"))
    return estimate


def assert_in_order(parts: list[str], shown: str) -> None:
    """Assert that each part stands after the one before."""
    at = 0
    for part in parts:
        assert part in shown[at:], f"{part!r} is missing, or stands too early"
        at = shown.index(part, at)


@by_language
def test_a_dated_screen_goes_from_the_answer_to_its_calendar(language: Language) -> None:
    texts = TEXTS[language]
    parts = [
        texts["quote_dates"][:3],
        "P50-P80",
        texts["week"],
        texts["legend_off"],
        texts["dates"],
        f"{texts['finish']} P50",
        texts["deadline"][:4],
        texts["weeks_missing"],
        texts["latest_start"],
        texts["simulated"],
        texts["milestones_dates"],
        texts["calendar"] + texts["colon"],
        texts["days_off"] + texts["colon"],
        texts["freezes"] + texts["colon"],
        "W107",
    ]
    assert_in_order(parts, screen(RETAIL, "--lang", language))


@by_language
def test_a_project_under_way_is_shown_against_its_plan(language: Language) -> None:
    texts = TEXTS[language]
    parts = ["2026-11-20", "P50-P80", texts["legend_done"], texts["legend_now"]]
    parts += [texts[key] for key in ("plan_and_forecast", "state", "plan_p50", "now_p80")]
    parts += [texts[key] for key in ("done", "running", "to_come", "whole")]
    assert_in_order(parts, screen(HALF_WAY, "--lang", language))


@pytest.mark.parametrize("file", [RETAIL, HALF_WAY])
@pytest.mark.parametrize("width", [60, 80, 120, 160])
@by_language
def test_no_dated_line_is_wider_than_asked_for(file: str, width: int, language: Language) -> None:
    shown = screen(file, "--lang", language, "--width", str(width))
    assert max(cell_len(line) for line in shown.splitlines()) <= width


def test_the_dates_on_the_screen_are_those_of_the_document() -> None:
    shown, estimate = screen(RETAIL, "--lang", "en"), document(RETAIL)
    for phase in estimate["phases"]:
        days = [phase["start_date"]["p50"], *(phase["finish_date"][p] for p in ("p50", "p80"))]
        title = screen_title(phase["id"], "en")
        assert re.search(rf"{title} +" + " +".join(days), shown)
    assert f"Quote {estimate['total']['finish_date']['p80']} " in shown


def screen_title(phase: str, language: Language) -> str:
    """Return the title of a phase in a language."""
    estimate = document(RETAIL, "--lang", language)
    return next(str(each["title"]) for each in estimate["phases"] if each["id"] == phase)


def test_months_on_the_axis_stand_where_their_first_day_is() -> None:
    lines = screen(RETAIL, "--lang", "en", "--width", "160").splitlines()
    axis = next(line for line in lines if "P50-P80" in line)
    first = axis.index("2027-03")
    estimate = document(RETAIL)
    days = (date.fromisoformat(estimate["total"]["finish_date"]["p90"]) - date(2027, 3, 1)).days + 1
    scale = (160 - first - 1) / days
    for month in (5, 7, 9, 11):
        begins = (date(2027, month, 1) - date(2027, 3, 1)).days
        assert axis.index(f" {month:02d}") + 1 - first == pytest.approx(begins * scale, abs=1)


def test_a_bar_runs_from_the_median_start_to_each_finish() -> None:
    lines = screen(RETAIL, "--lang", "en", "--width", "160").splitlines()
    first = next(line for line in lines if "P50-P80" in line).index("2027-03")
    estimate, begin = document(RETAIL), date(2027, 3, 1)
    days = (date.fromisoformat(estimate["total"]["finish_date"]["p90"]) - begin).days + 1
    scale = (160 - first - 1) / days
    drawn = [line for line in lines if re.search("█+▒*░*", line[first:])]
    phases = [phase for phase in estimate["phases"] if not phase["gate"]]
    for line, phase in zip(drawn, phases, strict=False):
        bar = line[first:]
        starts = date.fromisoformat(phase["start_date"]["p50"])
        assert bar.index("█") == pytest.approx((starts - begin).days * scale, abs=1)
        for glyph, share in (("█", "p50"), ("▒", "p80"), ("░", "p90")):
            if glyph in bar:
                ends = (date.fromisoformat(phase["finish_date"][share]) - begin).days + 1
                assert bar.rindex(glyph) + 1 == pytest.approx(ends * scale, abs=1)


def test_done_running_and_to_come_follow_one_another_in_a_bar() -> None:
    lines = screen(HALF_WAY, "--lang", "en", "--width", "120").splitlines()
    bars = {line[2:26].strip(): line[47:] for line in lines if "▓" in line or "█" in line}
    assert set(bars["Planning and preparation"].strip()) <= {"▓", " ", "│", "┊"}
    assert re.search("▓+█", bars["Customization"])
    assert "▓" not in bars["Data migration"]
    assert re.match("▓+█+▒+░", bars["Whole project"].strip())


def test_the_sentence_says_what_changed_and_what_is_learned() -> None:
    shown = " ".join(screen(HALF_WAY, "--lang", "en").split())
    progress = document(HALF_WAY)["progress"]
    plan, pace = progress["plan_finish_date"]["p50"], progress["pace"]
    assert f"({pace:.2f} times" in shown.replace("the finished ones took ", "")
    assert f"The P50 finish moves from {plan} to " in shown
    assert f"{progress['later_weeks']['p50']:.1f} weeks later" in shown
    first = progress["learned"][0]
    share = f"({100 * first['before']:.0f} % to {100 * first['after']:.0f} %)"
    assert f"likelier: {first['title']}: {first['shown']} {share}" in shown


def test_a_deadline_that_no_start_can_meet_is_said_plainly() -> None:
    shown = screen(RETAIL, "--lang", "en", "--set", "deadline=2027-03-05")
    assert "Deadline 2027-03-05: met with a probability of 0 %." in shown
    assert "No start from 2026-11-22 on meets it at P50." in shown
    assert "No start" not in screen(RETAIL, "--lang", "en", "--set", "deadline=2030-03-05")


def test_today_must_be_a_date() -> None:
    result = CliRunner().invoke(app, ["estimate", RETAIL, "--today", "tomorrow"])
    assert result.exit_code == Exit.USAGE
    assert "expected a date such as 2027-01-04" in result.stderr


def test_a_hostile_title_of_a_closure_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    file = tmp_path / "profile.yaml"
    title = "\\e[31m[bold]\\u202e"
    file.write_text(
        f'start: 2026-03-02\nclosures: [{{title: "{title}", from: 2026-03-09}}]\n',
        encoding="utf-8",
    )
    shown = screen(str(file))
    assert "\\u001b[31m[bold]\\u202e 2026-03-09" in shown


def test_weeks_on_the_axis_rise() -> None:
    for width in (60, 80, 120):
        lines = screen(RETAIL, "--lang", "en", "--width", str(width)).splitlines()
        weeks = next(line for line in lines if line.strip().startswith("week"))
        numbers = [int(number) for number in re.findall("[0-9]+", weeks)]
        steps = {second - first for first, second in pairwise(numbers)}
        assert numbers[0] == 0
        assert len(steps) <= 2
        assert min(steps) > 0
