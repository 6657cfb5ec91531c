"""ICS: the events that icalendar reads, with the days, names and revisions they should have."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from dated import NAMES, example, of
from hostile import HOSTILE, PLAIN, hostile_profile
from icalendar import Calendar

from crmtimeline.model.estimate import Estimate
from crmtimeline.model.strict import Language
from crmtimeline.render.ics import ics
from crmtimeline.render.layout import visible

ONE_DAY = timedelta(days=1)
PROPERTIES = {
    *("UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP"),
}


def read(text: str) -> list[Any]:
    """Return the events of a calendar."""
    calendar = Calendar.from_ical(text)
    assert not calendar.errors
    assert all(each.name == "VEVENT" for each in calendar.subcomponents)
    return list(calendar.subcomponents)


def days(event: Any) -> tuple[date, date]:
    """Return the first and the last day of an event."""
    return event["DTSTART"].dt, event["DTEND"].dt - ONE_DAY


def expected(estimate: Estimate) -> list[tuple[str, date, date]]:
    """Return the titles and days of the events that an estimate in English should have."""
    found = []
    for phase in estimate.phases:
        assert phase.start_date is not None
        assert phase.finish_date is not None
        share = "" if phase.in_scope == 1 else f" ({phase.in_scope:.0%})"
        found.append((phase.title + share, phase.start_date.p50, phase.finish_date.p50))
    assert estimate.total.finish_date is not None
    marks = [("Whole project P80", estimate.total.finish_date.p80)]
    marks += [(e.title, e.finish_date.p50) for e in estimate.milestones if e.finish_date]
    marks += [("Deadline", each.date) for each in [estimate.deadline] if each]
    found += [(title, day, day) for title, day in marks]
    head = f"{estimate.profile.name}: " if estimate.profile.name else ""
    return [(f"{head}{title}", first, last) for title, first, last in found]


@pytest.mark.parametrize("name", NAMES)
def test_phases_milestones_and_the_deadline_are_events_of_whole_days(name: str) -> None:
    estimate = example(name)
    found = [(str(event["SUMMARY"]), *days(event)) for event in read(ics(estimate))]
    assert found == expected(estimate)


def test_a_finished_project_has_no_percentile_to_wait_for(tmp_path: Path) -> None:
    rest = "selection, customization, integration, uat, migration, training, rollout, acceptance"
    done = "planning: {started: 2026-01-05, finished: 2026-02-06}, go-live: {started: 2026-02-09,"
    profile = f"start: 2026-01-05\nas_of: 2026-04-30\nskip: [{rest}]\n"
    profile += f"progress: {{{done} finished: 2026-03-06}}}}\n"
    found = {str(each["SUMMARY"]): days(each) for each in read(ics(of(written(tmp_path, profile))))}
    assert found["Whole project"] == (date(2026, 3, 6), date(2026, 3, 6))


def test_an_event_says_how_long_when_and_why() -> None:
    event = read(ics(example("half-way")))[2]
    assert str(event["DESCRIPTION"]).splitlines() == [
        "P50 7.5, P80 7.8, P90 8.1 weeks of work",
        "Finish: 27 November 2026 (P50), 1 December 2026 (P80), 2 December 2026 (P90)",
        "By the rules 3.2 to 6.5 weeks, most likely 4.6: base range 3.0-6.0 (S1.4);"
        " Company size x1.08",
    ]
    assert event["TRANSP"] == "TRANSPARENT"


@pytest.mark.parametrize("name", NAMES)
def test_lines_are_folded_between_characters(name: str) -> None:
    data = ics(example(name, "zh-CN")).encode()
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()


def written(folder: Path, text: str) -> Path:
    """Return the file of a profile of a small company."""
    profile = folder / "profile.yaml"
    profile.write_text(f"company: {{employees: 80}}\n{text}", encoding="utf-8")
    return profile


def known(folder: Path, text: str, language: Language = "en") -> list[str]:
    """Return what the events of a profile are known by."""
    return [str(each["UID"]) for each in read(ics(of(written(folder, text), [], language)))]


def test_events_are_known_again_when_the_estimate_changes(tmp_path: Path) -> None:
    first = known(tmp_path, "name: Lantern Tea\nstart: 2027-01-04\n")
    assert len(set(first)) == len(first) >= 10
    moved = "name: Lantern Tea\nstart: 2027-02-01\ncustomization: deep\ndeadline: 2027-12-01\n"
    again = known(tmp_path, moved, "zh-CN")
    assert again[: len(first)] == first
    assert len(again) == len(first) + 1


def test_a_milestone_is_no_phase_of_the_same_id(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(
        "format: 1\nid: trial\nversion: '1'\ntitle: {en: Trial}\nextends: packaged\nmilestones:\n"
        "  training: {after: go-live, weeks: {low: 1, high: 2}, title: {en: Trained},"
        " cite: {basis: assumed, note: for this test}}\n"
    )
    found = known(tmp_path, "start: 2027-01-04\npack: ./pack.yaml\n")
    assert len(set(found)) == len(found) == 13


def test_events_of_another_project_are_others(tmp_path: Path) -> None:
    one, other = (
        known(tmp_path, f"name: {name}\nstart: 2027-01-04\n") for name in ("Lantern", "Jasmine")
    )
    assert not {*one} & {*other}


def test_without_a_name_every_profile_is_a_project_of_its_own(tmp_path: Path) -> None:
    one, again = (known(tmp_path, "start: 2027-01-04\n") for _ in range(2))
    other = known(tmp_path, "start: 2027-01-11\n")
    assert one == again
    assert not {*one} & {*other}


def test_a_later_report_is_a_later_revision(tmp_path: Path) -> None:
    seen = "progress: {planning: {started: 2026-11-02}}\n"
    texts = ("", f"as_of: 2026-11-06\n{seen}", f"as_of: 2026-11-13\n{seen}")
    found = []
    for text in texts:
        event = read(ics(of(written(tmp_path, f"start: 2026-11-02\n{text}"))))[0]
        found.append((int(event["SEQUENCE"]), f"{event['DTSTAMP'].dt:%Y-%m-%d %H:%M %Z}"))
    assert found == [
        (0, "2026-11-02 00:00 UTC"),
        (4, "2026-11-06 00:00 UTC"),
        (11, "2026-11-13 00:00 UTC"),
    ]


@pytest.mark.parametrize("name", [*HOSTILE.values(), PLAIN], ids=[*HOSTILE, "plain"])
def test_a_hostile_name_is_inert_and_whole(tmp_path: Path, name: str) -> None:
    estimate = of(hostile_profile(tmp_path, name))
    text = ics(estimate)
    events = read(text)
    assert len(events) == len(expected(estimate))
    assert all({*event} == PROPERTIES for event in events)
    assert str(events[0]["SUMMARY"]) == f"{visible(name)}: {visible(name)}"
    lines = text.replace("\r\n ", "").split("\r\n")
    (called,) = [line.removeprefix("NAME:") for line in lines if line.startswith("NAME:")]
    assert f"SUMMARY;LANGUAGE=en:{called}: {called}" in lines
    assert not re.search(r"(?<!\\)(\\\\)*[,;]", called), "not escaped"
    assert all(each.isprintable() or each in "\r\n" for each in text)


@pytest.mark.parametrize(
    ("language", "title", "deadline"),
    [
        ("en", "云栖服饰连锁: Training", "Deadline 15 October 2027: met with a probability of"),
        ("zh-CN", "云栖服饰连锁：上线前培训", "截止日期2027年10月15日：按期完成的概率为"),
        ("zh-TW", "云栖服饰连锁：上線前教育訓練", "截止日期2027年10月15日：如期完成的機率為"),
    ],
)
def test_all_is_said_in_one_language(language: Language, title: str, deadline: str) -> None:
    events = read(ics(example("retail-before-double-eleven", language)))
    (training,) = [each for each in events if str(each["SUMMARY"]) == title]
    assert training["SUMMARY"].params["LANGUAGE"] == language
    assert str(events[-1]["DESCRIPTION"]).startswith(deadline)
