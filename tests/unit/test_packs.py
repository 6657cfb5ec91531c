"""Packs: which file a reference means, and how a child's sections meet its parent's."""

from pathlib import Path
from typing import Any

import pytest

from crmtimeline.errors import InputError, Place
from crmtimeline.files.packs import load_pack
from reading import CITE, pack_of, pack_refusal, write_pack

PARENT = """
inputs:
  depth: {levels: [light, deep], weights: {light: 0.5, deep: 0.5}, ask: {en: How deep?}, $cite}
  ready: {levels: [true, false], assume: true, $cite}
scopes:
  whole: {skip: []}
phases:
  plan: {title: {en: Plan}, weeks: {low: 1, high: 2}, $cite}
  build:
    title: {en: Build}
    after: [plan]
    weeks_by: {reads: depth, levels: {light: {low: 1, high: 2}, deep: {low: 3, high: 6}}}
    $cite
  close: {after: [build], weeks: {low: 1, high: 1}, $cite}
modifiers:
  rush: {reads: ready, levels: {true: 1, false: 1.2}, applies_to: {all: 1}, $cite}
cases:
  usual: {profile: {}, expect: {weeks: {low: 1, high: 9}}, $cite}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_pack(tmp_path, "parent.yaml", PARENT)
    return tmp_path


def child(folder: Path, body: str) -> dict[str, Any]:
    """Return the merged content of a child of the parent above."""
    write_pack(folder, "child.yaml", "extends: parent.yaml\n" + body)
    return pack_of(folder, "child.yaml").tree.value


def child_refusal(folder: Path, body: str) -> list[str]:
    """Return what is wrong with a child, `extends` being its first line."""
    write_pack(folder, "child.yaml", "extends: parent.yaml\n" + body)
    return pack_refusal(folder, "child.yaml")


def test_a_child_that_says_nothing_has_all_of_its_parent_but_the_cases(folder: Path) -> None:
    merged, parent = child(folder, ""), pack_of(folder, "parent.yaml").tree.value
    assert merged == {key: parent[key] for key in parent if key != "cases"} | {
        "extends": "parent.yaml"
    }


def test_a_child_has_its_own_cases(folder: Path) -> None:
    merged = child(folder, "cases:\n  mine: {profile: {}, expect: {p90_over: 1}, $cite}\n")
    assert list(merged["cases"]) == ["mine"]


def test_entries_merge_field_by_field(folder: Path) -> None:
    before = pack_of(folder, "parent.yaml").tree.value
    merged = child(folder, "phases:\n  plan: {title: {zh-CN: 计划}}\n")
    assert merged["phases"]["plan"] == before["phases"]["plan"] | {"title": {"zh-CN": "计划"}}
    assert merged["phases"]["build"] == before["phases"]["build"]


def test_a_field_replaces_whole(folder: Path) -> None:
    merged = child(
        folder,
        "inputs:\n  depth: {levels: [deep], weights: {deep: 1}, $cite}\n"
        "phases: {build: null, close: {after: []}}\n",
    )
    assert merged["inputs"]["depth"]["weights"] == {"deep": 1}
    assert merged["inputs"]["depth"]["ask"] == {"en": "How deep?"}
    assert merged["phases"]["close"]["after"] == []


def test_parents_keep_their_order_and_new_ones_follow(folder: Path) -> None:
    merged = child(
        folder,
        "phases:\n"
        "  party: {weeks: {low: 1, high: 2}, $cite}\n"
        "  close: {after: [party]}\n"
        "  plan: {title: {en: First}}\n",
    )
    assert list(merged["phases"]) == ["plan", "build", "close", "party"]


def test_null_removes_an_entry(folder: Path) -> None:
    merged = child(
        folder, "phases: {build: null, close: {after: [plan]}}\nmodifiers: {rush: null}\n"
    )
    assert list(merged["phases"]) == ["plan", "close"]
    assert merged["modifiers"] == {}


def test_null_removes_a_field(folder: Path) -> None:
    merged = child(folder, "phases: {close: {after: null}}\n")
    assert "after" not in merged["phases"]["close"]


def test_an_entry_that_was_removed_leaves_no_one_who_needs_it(folder: Path) -> None:
    # The dangling reference stands in the parent, and that is where it is told.
    parent = pack_of(folder, "parent.yaml").tree
    assert child_refusal(folder, "phases: {plan: null}\n") == [
        f"parent.yaml:{parent.at('phases', 'build', 'after', 0).line - 4} R104"
    ]


@pytest.mark.parametrize(
    ("body", "has", "lacks"),
    [
        ("build: {weeks: {low: 2, high: 4}, $cite}", "weeks", "weeks_by"),
        (
            "plan: {weeks_by: {reads: ready, levels: "
            "{true: {low: 1, high: 2}, false: {low: 2, high: 4}}}, $cite}",
            "weeks_by",
            "weeks",
        ),
    ],
)
def test_a_range_replaces_a_table_and_back(folder: Path, body: str, has: str, lacks: str) -> None:
    phase = child(folder, f"phases:\n  {body}\n")["phases"][body.split(":")[0]]
    assert has in phase
    assert lacks not in phase


def test_other_fields_that_say_one_thing_in_two_ways_replace_each_other_too(folder: Path) -> None:
    merged = child(
        folder,
        "inputs:\n"
        "  depth: {levels: null, weights: null, range: {low: 1, high: 9}, $cite}\n"
        "phases:\n"
        "  build: {weeks: {low: 1, high: 2}, $cite}\n"
        "modifiers:\n"
        "  rush: {reads: depth, curve: {1: 1, 9: 2}, $cite}\n",
    )
    assert "levels" not in merged["modifiers"]["rush"]
    assert "weights" not in merged["inputs"]["depth"]


@pytest.mark.parametrize(
    "body",
    [
        "phases:\n  plan: {weeks: {low: 1, high: 3}}",
        "phases:\n  build: {weeks_by: {reads: ready, levels: {true: {low: 1, high: 2}, "
        "false: {low: 2, high: 4}}}}",
        "modifiers:\n  rush: {levels: {true: 1, false: 1.5}}",
        "inputs:\n  depth: {weights: {light: 0.6, deep: 0.4}}",
        "inputs:\n  ready: {assume: false}",
    ],
)
def test_a_changed_figure_needs_a_cite_of_its_own(folder: Path, body: str) -> None:
    assert child_refusal(folder, body + "\n") == ["child.yaml:3 R117"]
    assert child(folder, body[:-1] + f", {CITE}}}\n")


def test_a_table_whose_every_range_is_cited_needs_no_other_cite(folder: Path) -> None:
    levels = "light: {low: 1, high: 2, $cite}, deep: {low: 2, high: 5, $cite}"
    assert child(
        folder, f"phases:\n  build: {{weeks_by: {{reads: depth, levels: {{{levels}}}}}}}\n"
    )


def test_words_may_change_without_a_cite(folder: Path) -> None:
    assert child(
        folder,
        "inputs:\n  depth: {title: {en: Depth}}\n"
        "phases:\n  close: {after: [plan], title: {en: End}}\n"
        "modifiers:\n  rush: {title: {en: Haste}}\n",
    )


def test_places_are_of_the_file_in_which_a_thing_is_written(folder: Path) -> None:
    write_pack(
        folder, "child.yaml", "extends: parent.yaml\nphases:\n  # 计划😀\n  plan: {after: []}\n"
    )
    loaded = pack_of(folder, "child.yaml")
    assert str(loaded.tree.key("phases", "plan")) == f"{folder}/child.yaml:8:3"
    assert str(loaded.tree.at("phases", "close", "after")).startswith(f"{folder}/parent.yaml:")
    assert loaded.rules.place("phases", "plan") == "child.yaml:8"
    assert loaded.rules.place("phases", "close").startswith("parent.yaml:")


def test_a_path_is_relative_to_the_file_that_names_it(folder: Path) -> None:
    write_pack(folder, "own/rules/child.yaml", "extends: ../../parent.yaml\n")
    write_pack(folder, "own/grandchild.yaml", "extends: rules/child.yaml\n")
    loaded = pack_of(folder, "own/grandchild.yaml")
    assert [file.path.name for file in loaded.files] == [
        "parent.yaml",
        "child.yaml",
        "grandchild.yaml",
    ]
    assert loaded.rules.place("phases", "plan").startswith("../parent.yaml:")


def test_an_id_means_a_shipped_pack_wherever_the_file_lies(tmp_path: Path) -> None:
    write_pack(tmp_path, "child.yaml", "extends: packaged\n")
    loaded = pack_of(tmp_path, "child.yaml")
    assert [file.tree.name for file in loaded.files[:2]] == [
        "rules/base.yaml",
        "rules/packaged.yaml",
    ]
    assert loaded.rules.place("phases", "migration").startswith("packaged.yaml:")
    assert loaded.rules.pack.id == "trial"


def test_a_file_beside_is_not_meant_by_its_bare_name(folder: Path) -> None:
    with pytest.raises(InputError) as raised:
        load_pack("parent", folder, Place("profile.yaml", 2, 7))
    (issue,) = raised.value.issues
    assert (issue.code, str(issue.place)) == ("P115", "profile.yaml:2:7")
    assert "packaged" in issue.message.values["known"]


@pytest.mark.parametrize("reference", ["missing.yaml", "./missing", "parent.yaml/x.yaml"])
def test_a_pack_that_cannot_be_read_is_told_by_its_path(folder: Path, reference: str) -> None:
    with pytest.raises(InputError) as raised:
        load_pack(reference, folder, Place("test"))
    (issue,) = raised.value.issues
    assert issue.place.file == str(folder / reference)
    assert issue.code in ("F101", "F103")


def test_a_parent_that_is_no_text_is_refused(tmp_path: Path) -> None:
    write_pack(tmp_path, "child.yaml", "extends: [packaged]\n")
    assert pack_refusal(tmp_path, "child.yaml") == ["child.yaml:1 R102"]


def test_packs_that_extend_one_another_are_refused(tmp_path: Path) -> None:
    write_pack(tmp_path, "a.yaml", "extends: b/b.yaml\n")
    write_pack(tmp_path, "b/b.yaml", "\nextends: ../b/../c.yaml\n")
    write_pack(tmp_path, "c.yaml", "\n\nextends: ./a.yaml\n")
    assert pack_refusal(tmp_path, "a.yaml") == ["c.yaml:3 R119"]


def test_the_digest_is_of_what_the_pack_says_after_merging(folder: Path) -> None:
    title = "phases:\n  plan: {title: {en: 计划}}\n"
    write_pack(folder, "some.yaml", "extends: parent.yaml\n" + title)
    write_pack(folder, "same.yaml", "# a remark\nextends: parent.yaml\n" + title)
    write_pack(folder, "other.yaml", "extends: parent.yaml\n")
    some, same, other = (
        pack_of(folder, f"{name}.yaml").rules.digest for name in ("some", "same", "other")
    )
    assert some == same != other


def test_all_that_is_wrong_in_child_and_parent_is_told_at_once(folder: Path) -> None:
    write_pack(folder, "parent.yaml", PARENT.replace("after: [plan]", "after: [plann]"))
    found = child_refusal(folder, "phases:\n  plan: {weeks: {low: 1, high: 3}}\n  party: {$cite}\n")
    assert found == ["child.yaml:3 R117", "child.yaml:4 R120", "parent.yaml:11 R104"]
