"""Sources and checklists: inline or in a file beside, merged, and ticked off."""

from pathlib import Path

import pytest

from crmtimeline.errors import InputError, Message
from crmtimeline.files.sources import (
    check_done,
    load_checklist,
    load_sources,
    publications,
)
from reading import pack_of, told, tree_of, write_pack

PHASES = "phases:\n  plan: {weeks: {low: 1, high: 2}, $cite}\n"
INLINE = """
sources:
  S1: {title: Handbook, publisher: Guild, language: en, rows: {"1": {en: Two weeks}}}
  S2: {title: {en: Yearbook, zh-CN: 年鉴}}
checklist:
  venue: {title: {en: Book the venue}, stage: early, phase: plan, $cite}
  guests: {title: {en: Count the guests}, $cite}
"""


def test_a_pack_may_have_neither(tmp_path: Path) -> None:
    write_pack(tmp_path, "pack.yaml", PHASES)
    pack = pack_of(tmp_path, "pack.yaml")
    assert load_sources(pack)[0].sources == {}
    assert load_checklist(pack)[0].checklist == {}


def test_both_may_stand_in_the_pack(tmp_path: Path) -> None:
    write_pack(tmp_path, "pack.yaml", PHASES + INLINE)
    pack = pack_of(tmp_path, "pack.yaml")
    sources, tree = load_sources(pack)
    assert sources.sources["S1"].rows == {"1": {"en": "Two weeks"}}
    assert sources.sources["S2"].title == {"en": "Yearbook", "zh-CN": "年鉴"}
    assert list(load_checklist(pack)[0].checklist) == ["venue", "guests"]
    assert tree.key("sources", "S2") == pack.tree.key("sources", "S2")


def test_both_may_stand_in_files_beside_that_are_read_only_when_asked_for(tmp_path: Path) -> None:
    write_pack(
        tmp_path, "pack.yaml", PHASES + "sources: facts/sources.yaml\nchecklist: list.yaml\n"
    )
    pack = pack_of(tmp_path, "pack.yaml")
    with pytest.raises(InputError) as raised:
        load_sources(pack)
    (issue,) = raised.value.issues
    assert (issue.code, issue.place.file) == ("F101", str(tmp_path / "facts/sources.yaml"))
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts/sources.yaml").write_text("\nS9:\n  title: 甲\n", encoding="utf-8")
    sources, tree = load_sources(pack)
    assert list(sources.sources) == ["S9"]
    assert str(tree.at("sources", "S9", "title")) == f"{tmp_path}/facts/sources.yaml:3:10"


def test_entries_of_a_child_follow_or_merge_with_those_of_its_parent(tmp_path: Path) -> None:
    write_pack(tmp_path, "parent.yaml", PHASES + INLINE)
    (tmp_path / "more.yaml").write_text("S3: {title: Third}\nS1: {title: Second edition}\n")
    write_pack(tmp_path, "child.yaml", "extends: parent.yaml\nsources: more.yaml\n")
    pack = pack_of(tmp_path, "child.yaml")
    sources, _ = load_sources(pack)
    assert list(sources.sources) == ["S1", "S2", "S3"]
    assert sources.sources["S1"].title == "Second edition"
    assert sources.sources["S1"].rows == {"1": {"en": "Two weeks"}}, "a field of its parent stays"
    assert list(load_checklist(pack)[0].checklist) == ["venue", "guests"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("S1: {titel: x}", ["1:5 R107", "1:6 R101"]),
        ("S1: {title: x, rows: {1: {en: One}}}", ["1:23 R102"]),
        ("S1: {title: 甲😀, rows: {'1': Two weeks}}", ["1:29 R102"]),
        ("S1: {title: x, rows: {'1': {zh: 两周}}}", ["1:29 R121"]),
        ("S1: Handbook", ["1:5 R102"]),
        ("- S1", ["1:1 Y108"]),
    ],
)
def test_slips_are_told_where_they_stand(tmp_path: Path, text: str, found: list[str]) -> None:
    write_pack(tmp_path, "pack.yaml", PHASES + "sources: sources.yaml\n")
    (tmp_path / "sources.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        load_sources(pack_of(tmp_path, "pack.yaml"))
    assert told(raised.value.issues) == found
    assert {issue.place.file for issue in raised.value.issues} == {str(tmp_path / "sources.yaml")}


def test_items_that_are_ticked_must_be_on_the_list(tmp_path: Path) -> None:
    write_pack(tmp_path, "pack.yaml", PHASES + INLINE)
    pack = pack_of(tmp_path, "pack.yaml")
    profile = tree_of("name: 甲\ndone: [venue, guest, 预算]\n")
    issues = check_done(profile.value["done"], pack, profile)
    assert told(issues) == ["2:15 P113", "2:22 P113"]
    assert [issue.hint for issue in issues] == [Message("hint_mean", {"word": "guests"}), None]


def test_every_row_leads_to_its_publication(tmp_path: Path) -> None:
    write_pack(tmp_path, "pack.yaml", PHASES + INLINE)
    book = load_sources(pack_of(tmp_path, "pack.yaml"))[0]
    assert publications(book, "zh-CN") == {
        "S1": "S1: Handbook | Guild",
        "S1.1": "S1: Handbook | Guild",
        "S2": "S2: 年鉴",
    }


def test_every_item_of_the_shipped_checklist_has_a_stage_of_its_pack(tmp_path: Path) -> None:
    write_pack(tmp_path, "pack.yaml", "extends: packaged\n")
    pack = pack_of(tmp_path, "pack.yaml")
    stages = {item.stage for item in load_checklist(pack)[0].checklist.values()}
    assert stages == set(pack.rules.pack.stages)
