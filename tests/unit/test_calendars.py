"""Calendars: files, what they extend, where they are found, and regions from the library."""

import sys
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest

from crmtimeline.errors import InputError, Issue, Message, Place
from crmtimeline.files.calendars import load_calendar
from crmtimeline.files.regions import FIRST_YEAR, LAST_YEAR
from crmtimeline.model.calendar import Calendar, Off

WRITTEN = Place("profile.yaml", 3, 11)
HEAD = 'format: 1\nid: {name}\nversion: "1"\ntitle: {{en: Ours}}\n'
ONE_DAY = timedelta(days=1)


def write(folder: Path, file: str, body: str) -> None:
    """Write a calendar of a text that leaves out its head."""
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD.format(name=path.stem) + body, encoding="utf-8")


def calendar(reference: str, folder: Path = Path()) -> Calendar:
    """Return the calendar of a reference."""
    return load_calendar(reference, folder, WRITTEN)


def extended(folder: Path, body: str, parent: str = "CN") -> Calendar:
    """Return a calendar that extends another one."""
    write(folder, "ours.yaml", f"extends: {parent}\n{body}")
    return calendar("ours.yaml", folder)


def issues(reference: str, folder: Path = Path()) -> tuple[Issue, ...]:
    """Return what is wrong with a reference to a calendar, or with its file."""
    with pytest.raises(InputError) as raised:
        calendar(reference, folder)
    return raised.value.issues


def refusal(folder: Path, body: str) -> list[str]:
    """Return what is wrong with a calendar, lines counted without its head."""
    write(folder, "ours.yaml", body)
    head = HEAD.count("\n")
    return [
        f"{each.place.line - head}:{each.place.column} {each.code}"
        for each in issues("ours.yaml", folder)
    ]


def in_year(found: Calendar, year: int) -> list[Off]:
    """Return the days off that end in a year."""
    return [off for off in found.off if off.last.year == year]


def test_a_calendar_is_found_by_its_id() -> None:
    found = calendar("TW")
    assert (found.id, found.title and found.title["zh-TW"]) == ("TW", "臺灣")
    assert found.weekend == {5, 6}


def test_a_calendar_of_ones_own_lies_beside_the_file_that_names_it(tmp_path: Path) -> None:
    write(tmp_path, "days/ours.yaml", "")
    for reference, folder in (
        ("days/ours.yaml", tmp_path),
        ("ours.yaml", tmp_path / "days"),
        ("../days/ours.yaml", tmp_path / "days"),
    ):
        assert calendar(reference, folder).id == "ours"


def test_a_name_with_the_short_ending_is_a_path_too(tmp_path: Path) -> None:
    write(tmp_path, "ours.yml", "")
    assert calendar("ours.yml", tmp_path).id == "ours"


def test_a_file_called_like_a_shipped_calendar_is_the_users_only_by_its_path(
    tmp_path: Path,
) -> None:
    write(tmp_path, "CN.yaml", "")
    assert calendar("CN.yaml", tmp_path).off == ()
    assert calendar("CN", tmp_path).off != ()


def test_a_calendar_that_says_nothing_works_monday_to_friday(tmp_path: Path) -> None:
    write(tmp_path, "ours.yaml", "")
    found = calendar("ours.yaml", tmp_path)
    week = [date(2026, 3, 2) + n * ONE_DAY for n in range(7)]
    assert [found.works_on(day) for day in week] == [True] * 5 + [False] * 2
    assert (found.decreed, found.projected) == (frozenset(), frozenset())


def test_a_new_decree_replaces_its_year_and_leaves_the_others(tmp_path: Path) -> None:
    decree = """
years:
  2027:
    notice: {title: Notice of 2027, published: 2026-11-05}
    off:
      - {holiday: new-year, from: 2027-01-01, to: 2027-01-03}
      - {holiday: spring-festival, from: 2027-02-05, to: 2027-02-12}
    worked: [2027-02-14]
"""
    found, parent = extended(tmp_path, decree), calendar("CN")
    assert in_year(found, 2027) == [
        Off(date(2027, 1, 1), date(2027, 1, 3), "new-year"),
        Off(date(2027, 2, 5), date(2027, 2, 12), "spring-festival"),
    ]
    for year in (2026, 2028):
        assert in_year(found, year) == in_year(parent, year)
    assert found.worked == parent.worked | {date(2027, 2, 14)}
    assert (found.decreed, found.projected) == (parent.decreed | {2027}, parent.projected - {2027})


def test_holidays_merge_by_id(tmp_path: Path) -> None:
    body = """
holidays:
  founding: {en: Day of the founding}
  new-year: {en: First day}
years:
  2026:
    off: [{holiday: founding, from: 2026-03-16}, {holiday: new-year, from: 2026-01-01}]
"""
    found, parent = extended(tmp_path, body), calendar("CN")
    assert list(found.holidays) == [*parent.holidays, "founding"]
    assert found.holidays["new-year"] == {"en": "First day"}
    assert found.holidays["qingming"] == parent.holidays["qingming"]
    assert [off.holiday for off in in_year(found, 2026)] == ["new-year", "founding"]


def test_a_year_without_a_notice_is_projected(tmp_path: Path) -> None:
    found = extended(tmp_path, "years: {2026: {}, 2041: {notice: {title: A notice}}}\n")
    assert 2026 in found.projected
    assert 2026 not in found.decreed
    assert 2041 in found.decreed


def test_a_calendar_may_extend_one_of_ones_own_that_extends_a_shipped_one(tmp_path: Path) -> None:
    write(tmp_path, "group/base.yaml", "extends: CN\nholidays: {founding: {en: Founding}}\n")
    body = "years: {2027: {off: [{holiday: founding, from: 2027-03-15}]}}\n"
    found = extended(tmp_path, body, "group/base.yaml")
    assert (found.id, found.title) == ("ours", {"en": "Ours"})
    assert in_year(found, 2027) == [Off(date(2027, 3, 15), date(2027, 3, 15), "founding")]
    assert in_year(found, 2026) == in_year(calendar("CN"), 2026)


def test_days_off_are_in_the_order_of_time_whatever_the_order_of_the_file(tmp_path: Path) -> None:
    body = """
holidays: {a: {en: A}}
years:
  2027: {off: [{holiday: a, from: 2027-05-03}, {holiday: a, from: 2027-01-04}]}
  2026: {off: [{holiday: a, from: 2026-05-04}]}
"""
    write(tmp_path, "ours.yaml", body)
    firsts = [off.first for off in calendar("ours.yaml", tmp_path).off]
    assert firsts == [date(2026, 5, 4), date(2027, 1, 4), date(2027, 5, 3)]


def test_a_weekend_of_ones_own(tmp_path: Path) -> None:
    write(tmp_path, "ours.yaml", "weekend: [friday, saturday]\n")
    assert calendar("ours.yaml", tmp_path).weekend == {4, 5}


def test_a_week_of_six_days_may_extend_a_calendar_with_worked_saturdays(tmp_path: Path) -> None:
    found = extended(tmp_path, "weekend: [sunday]\n")
    assert found.works_on(date(2026, 3, 7))
    assert not found.works_on(date(2026, 4, 4))


def test_the_digest_is_that_of_the_days_and_not_of_the_place(tmp_path: Path) -> None:
    write(tmp_path, "a/ours.yaml", "extends: CN\n")
    write(tmp_path, "b/ours.yaml", "extends: CN\n# a comment\n")
    write(tmp_path, "c/ours.yaml", "extends: CN\nyears: {2027: {}}\n")
    digests = [calendar("ours.yaml", tmp_path / name).digest for name in "abc"]
    assert digests[0] == digests[1] != digests[2]
    assert all(len(digest or "") == 64 for digest in digests)


def test_an_unknown_calendar_is_refused_where_it_is_written_with_those_there_are() -> None:
    (issue,) = issues("mainland")
    assert (issue.code, issue.place) == ("P120", WRITTEN)
    assert issue.message.values == {"name": "mainland", "known": ["CN", "HK", "TW"]}


def test_an_unknown_parent_is_refused_where_the_child_names_it(tmp_path: Path) -> None:
    assert refusal(tmp_path, "extends: CNN\n") == ["1:10 P120"]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (issue,) = issues("ours.yaml", tmp_path)
    assert issue.code == "F101"


def test_a_calendar_that_extends_itself_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "other.yaml", "extends: ours.yaml\n")
    assert [each.split()[1] for each in refusal(tmp_path, "extends: other.yaml\n")] == ["R119"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("holiday: {}\n", ["1:1 R101"]),
        ("years: {2026: {of: []}}\n", ["1:16 R101"]),
        ("weekend: [sun]\n", ["1:11 R121"]),
        ("years: null\n", ["1:8 R102"]),
        ('years: {"2026": {}}\n', ["1:9 R102"]),
        ("years: {2026: {off: [{holiday: x, from: 2026-01-01}]}}\n", ["1:32 R127"]),
        (
            "holidays: {x: {en: X}}\nyears: {2026: {off: [{holiday: x, from: 2026-02-30}]}}\n",
            ["2:41 R102"],
        ),
        (
            "holidays: {x: {en: X}}\n"
            "years: {2026: {off: [{holiday: x, from: 2026-01-03, to: 2026-01-01}]}}\n",
            ["2:22 R128"],
        ),
        (
            "holidays: {x: {en: X}}\nyears: {2026: {off: [{holiday: x, from: 2027-01-01}]}}\n",
            ["2:22 R128"],
        ),
        (
            "holidays: {x: {en: X}}\n"
            "years: {2026: {off: [{holiday: x, from: 2026-01-01, to: 2026-12-31}]}}\n",
            ["2:22 R128"],
        ),
        ("years: {2026: {worked: [2026-03-02]}}\n", ["1:25 R129"]),
        (
            "holidays: {x: {en: X}}\n"
            "years: {2026: {off: [{holiday: x, from: 2026-03-07}], worked: [2026-03-07]}}\n",
            ["2:64 R129"],
        ),
    ],
)
def test_what_is_wrong_in_a_calendar_is_told_with_its_place(
    tmp_path: Path, body: str, expected: list[str]
) -> None:
    assert refusal(tmp_path, body) == expected


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    body = (
        "years:\n  2026: {worked: [2026-03-02]}\n  2027: {off: [{holiday: x, from: 2028-01-01}]}\n"
    )
    codes = [each.split()[1] for each in refusal(tmp_path, body)]
    assert sorted(codes) == ["R127", "R128", "R129"]


def test_a_worked_day_of_another_year_is_refused_like_a_day_off_of_one(tmp_path: Path) -> None:
    assert refusal(tmp_path, "years: {2026: {worked: [2027-03-06]}}\n") == ["1:25 R129"]


def test_a_holiday_misspelt_gets_a_hint(tmp_path: Path) -> None:
    write(
        tmp_path,
        "ours.yaml",
        "extends: CN\nyears: {2027: {off: [{holiday: newyear, from: 2027-01-01}]}}\n",
    )
    (issue,) = issues("ours.yaml", tmp_path)
    assert issue.hint == Message("hint_mean", {"word": "new-year"})


def test_other_regions_come_from_the_library_day_for_day() -> None:
    found = calendar("SG")
    known = holidays.country_holidays("SG", years=range(FIRST_YEAR, LAST_YEAR + 1))
    days = [date(2026, 1, 1) + n * ONE_DAY for n in range(365)]
    assert [found.works_on(day) for day in days] == [
        day.weekday() < 5 and day not in known for day in days
    ]
    assert not found.works_on(date(2026, 8, 10))  # National Day fell on a Sunday


def test_a_part_of_a_region_has_its_own_holidays() -> None:
    epiphany = date(2026, 1, 6)
    assert not calendar("DE-BY").works_on(epiphany)
    assert calendar("DE").works_on(epiphany)
    assert calendar("DE-BY").id == "DE-BY"


def test_weekend_days_that_a_region_works_are_worked() -> None:
    made_up = calendar("VN").worked
    assert made_up
    assert all(day.weekday() >= 5 and calendar("VN").works_on(day) for day in made_up)


def test_a_region_with_another_weekend_has_it() -> None:
    assert calendar("SA").weekend == {4, 5}


def test_where_the_library_has_sundays_off_only_saturdays_are_too() -> None:
    assert set(holidays.country_holidays("PY", years=2026).weekend) == {6}
    assert calendar("PY").weekend == {5, 6}


def test_where_the_library_has_fridays_off_only_they_are_not_worked() -> None:
    assert set(holidays.country_holidays("IR", years=2026).weekend) == {4}
    assert 4 in calendar("IR").weekend


def test_years_with_estimated_holidays_are_projected() -> None:
    found = calendar("SG")
    assert LAST_YEAR in found.projected
    assert FIRST_YEAR in found.decreed
    assert found.decreed.isdisjoint(found.projected)
    assert found.decreed | found.projected == set(range(FIRST_YEAR, LAST_YEAR + 1))


def test_holidays_of_a_region_have_an_id_and_a_name() -> None:
    found = calendar("US")
    assert {off.holiday for off in found.off} == set(found.holidays)
    assert found.holidays["christmas-day"] == {"en": "Christmas Day"}


def test_a_region_that_the_library_knows_in_part_is_no_surprise_on_the_screen() -> None:
    assert calendar("IN").off


@pytest.mark.parametrize("reference", ["ZZ", "DE-XX", "CN-GD"])
def test_a_region_that_the_library_does_not_know_is_refused(reference: str) -> None:
    (issue,) = issues(reference)
    assert (issue.code, issue.place) == ("P120", WRITTEN)
    assert issue.message.values["name"] == reference


def test_without_the_library_a_region_names_the_extra_that_brings_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    (issue,) = issues("SG")
    assert (issue.code, issue.place) == ("P121", WRITTEN)
    assert issue.message.values == {
        "name": "SG",
        "extra": "regions",
        "known": ["CN", "HK", "TW"],
    }


@pytest.mark.parametrize("reference", ["CN", "TW", "HK"])
def test_shipped_calendars_need_no_library(monkeypatch: pytest.MonkeyPatch, reference: str) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    assert calendar(reference).id == reference
