"""Mermaid: the names that are drawn and the dates of the bars are those of the estimate."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from dated import NAMES, example, of
from drawing import Task, draw
from hostile import HOSTILE, PLAIN, hostile_profile

from crmtimeline.model.estimate import Estimate
from crmtimeline.model.strict import Language
from crmtimeline.render.layout import cut, visible
from crmtimeline.render.mermaid import WIDEST_NAME, WIDEST_TITLE, mermaid
from crmtimeline.render.terminal import title_line

ONE_DAY = timedelta(days=1)
Ends = tuple[date, date]


def bars(estimate: Estimate) -> list[tuple[str, date | None, Ends]]:
    """Return what an estimate in English should have: a name, a start or none, P50 and P80."""
    found: list[tuple[str, date | None, Ends]] = []
    for phase in estimate.phases:
        assert phase.start_date is not None
        assert phase.finish_date is not None
        share = "" if phase.in_scope == 1 else f" ({phase.in_scope:.0%})"
        begins = None if phase.gate else phase.start_date.p50
        finish = phase.finish_date
        found.append((phase.title + share, begins, (finish.p50, finish.p80)))
    total = estimate.total.finish_date
    assert total is not None
    assert estimate.calendar is not None
    found.append(("Whole project", estimate.calendar.start, (total.p50, total.p80)))
    for each in estimate.milestones:
        assert each.finish_date is not None
        found.append((each.title, None, (each.finish_date.p50, each.finish_date.p80)))
    if estimate.deadline is not None:
        found.append(("Deadline", None, (estimate.deadline.date, estimate.deadline.date)))
    return found


def drawn_ends(tasks: list[Task]) -> list[tuple[date | None, Ends]]:
    """Return the start, or none for marks, and the P50 and P80 that bars or marks show."""
    found: list[tuple[date | None, Ends]] = []
    for task in tasks:
        last = task.begins if task.mark else task.ends - ONE_DAY
        if not task.light:
            found.append((None if task.mark else task.begins, (last, last)))
        else:
            begins, (half, _) = found[-1]
            assert task.mark or task.begins == half + ONE_DAY
            found[-1] = (begins, (half, last))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_names_and_dates_are_drawn(name: str) -> None:
    estimate = example(name)
    seen = draw(mermaid(estimate))
    assert seen.title == title_line(estimate)
    assert seen.sections == [each for each, _, _ in bars(estimate)]
    assert drawn_ends(seen.tasks) == [each[1:] for each in bars(estimate)]


def test_bars_are_drawn_where_their_dates_are() -> None:
    seen = draw(mermaid(example("retail-before-double-eleven")))
    drawn = sorted(seen.tasks, key=lambda task: task.begins)  # as Mermaid has its boxes
    placed = [each for each in zip(drawn, seen.boxes, strict=True) if not each[0].mark]
    first, (left, _) = placed[0][0].begins, placed[0][1]
    longest, (_, width) = max(placed, key=lambda each: each[1][1])
    pixels = width / (longest.ends - longest.begins).days
    for task, (begin, width) in placed:
        assert begin == pytest.approx(left + (task.begins - first).days * pixels, abs=1.5)
        assert width == pytest.approx((task.ends - task.begins).days * pixels, abs=1.5)


def test_critical_phases_and_finished_ones_look_their_own_way() -> None:
    estimate = example("half-way")
    solid = [task for task in draw(mermaid(estimate)).tasks if not task.light]
    looks = [(task.critical, task.done) for task in solid[: len(estimate.phases)]]
    assert estimate.progress is not None
    done = [each.status == "done" for each in estimate.progress.phases]
    critical = [each.criticality_index >= 0.5 for each in estimate.phases]
    assert looks == list(zip(critical, done, strict=True))
    assert sum(critical) >= 5
    assert sum(done) == 3


def test_a_finished_project_looks_done(tmp_path: Path) -> None:
    profile = tmp_path / "profile.yaml"
    profile.write_text(
        "start: 2026-01-05\nas_of: 2026-04-30\nskip: [selection, customization, integration, uat,"
        " migration, go-live, rollout, acceptance]\nprogress:\n"
        "  planning: {started: 2026-01-05, finished: 2026-02-06}\n"
        "  training: {started: 2026-02-09, finished: 2026-03-06}\n"
    )
    seen = draw(mermaid(of(profile)))
    assert [task.done for task in seen.tasks] == [True, True, True]


@pytest.mark.parametrize("name", NAMES)
def test_dates_are_computed_and_nothing_depends_on_the_day_of_reading(name: str) -> None:
    lines = [line.strip() for line in mermaid(example(name)).splitlines()]
    assert "todayMarker off" in lines
    assert "dateFormat YYYY-MM-DD" in lines
    assert not [line for line in lines if line.startswith(("excludes", "includes", "weekend"))]
    dated = re.compile(
        r"(P50|P80|#160;) :(milestone, )?(crit, |done, |active, )?[0-9-]{10}, ([0-9-]{10}|0d)"
    )
    tasks = [line for line in lines if line.startswith(("P50", "P80", "#160;"))]
    assert len(tasks) > 10 or name == "logistics-second-phase"
    assert [line for line in tasks if not dated.fullmatch(line)] == []


def decoded(text: str) -> str:
    """Return a text without entities."""
    return re.sub(r"#(\d+);", lambda found: chr(int(found[1])), text)


def comments(text: str) -> list[str]:
    """Return what comments hold."""
    lines = (line.strip() for line in text.splitlines())
    return [decoded(line.removeprefix("%% ")) for line in lines if line.startswith("%% ")]


@pytest.mark.parametrize("name", [*HOSTILE.values(), PLAIN], ids=[*HOSTILE, "plain"])
def test_a_hostile_name_is_inert_and_whole(tmp_path: Path, name: str) -> None:
    usual = draw(mermaid(example("retail-before-double-eleven")))
    estimate = of(hostile_profile(tmp_path, name))
    text = mermaid(estimate)
    seen = draw(text)
    for drawn, whole, widest in (
        (seen.sections[0], name, WIDEST_NAME),
        (seen.title, title_line(estimate), WIDEST_TITLE),
    ):
        assert drawn == cut(visible(whole), widest)
        assert drawn == visible(whole) or visible(whole) in comments(text)
    assert drawn_ends(seen.tasks) == [each[1:] for each in bars(estimate)]
    assert seen.elements <= usual.elements
    assert seen.attributes <= usual.attributes
    assert seen.level == "strict"
    assert all(each.isprintable() or each == "\n" for each in text)


@pytest.mark.parametrize(
    "title",
    [
        *("constructor", "__proto__", "toString", "section", "title", "click", "gantt", "call f"),
        *("R&amp;D", "a#b", "#35;", "ﬂ°°60¶ßb", "<br>", "2027-01-04", "%%", "}", "a  b", "P50"),
        *("%7d", "\\n", " ", ""),
    ],
)
def test_names_that_mean_something_somewhere_are_drawn_as_they_are(
    tmp_path: Path, title: str
) -> None:
    seen = draw(mermaid(of(hostile_profile(tmp_path, title))))
    assert seen.sections[0].strip() == title.strip()
    assert seen.title.strip().startswith(title.strip())


def test_phases_of_one_name_are_told_apart_by_their_ids(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(
        "format: 1\nid: trial\nversion: '1'\ntitle: {en: Trial}\nextends: packaged\nphases:\n"
        "  training: {title: {en: Rest}}\n  acceptance: {title: {en: Rest}}\n"
    )
    profile = tmp_path / "profile.yaml"
    profile.write_text("pack: ./pack.yaml\nstart: 2027-01-04\n")
    seen = draw(mermaid(of(profile)))
    assert {"Rest (training)", "Rest (acceptance)"} <= {*seen.sections}


@pytest.mark.parametrize(
    ("language", "sections"),
    [
        ("en", ["Whole project", "First benefits", "Deep benefits", "Deadline"]),
        ("zh-CN", ["整个项目", "初步见效", "深层见效", "截止日期"]),
        ("zh-TW", ["整個專案", "初步見效", "深層見效", "截止日期"]),
    ],
)
def test_all_is_said_in_one_language(language: Language, sections: list[str]) -> None:
    seen = draw(mermaid(example("retail-before-double-eleven", language)))
    assert seen.sections[-4:] == sections
