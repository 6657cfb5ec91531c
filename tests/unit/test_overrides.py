"""Overrides: settings of the command line put over a profile."""

from collections.abc import Sequence

import pytest

from crmtimeline.files.overrides import override as overridden
from crmtimeline.files.yaml_tree import Tree
from reading import told, tree_of

PROFILE = (
    "name: 甲\ncompany: {employees: 300, users: 40}\nintegrations:\n  systems: [{name: ERP}]\n"
)


def override(tree: Tree, settings: Sequence[str]) -> Tree:
    """Return the tree with settings that are all well formed."""
    found, issues = overridden(tree, settings)
    assert not issues
    return found


def test_a_setting_adds_a_field_and_keeps_the_others() -> None:
    tree = override(tree_of("company: {employees: 300}"), ["company.users=40", "depth=deep"])
    assert tree.value == {"company": {"employees": 300, "users": 40}, "depth": "deep"}


def test_a_setting_replaces_a_field() -> None:
    assert override(tree_of(PROFILE), ["name=乙"]).value["name"] == "乙"


def test_the_last_of_two_settings_holds() -> None:
    tree = override(tree_of(""), ["a.b=1", "a.b=2"])
    assert tree.value == {"a": {"b": 2}}
    assert str(tree.at("a", "b")) == "--set:2"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        (" 3 ", 3),
        ("true", True),
        ("yes", "yes"),
        ("'3'", "3"),
        ("", None),
        ("a=b", "a=b"),
        ("甲：乙", "甲：乙"),
        ("[1]", "[1]"),
        ("*a", "*a"),
    ],
)
def test_a_value_is_a_scalar_of_yaml(text: str, value: object) -> None:
    found = override(tree_of(""), [f"field={text}"]).value["field"]
    assert (found, type(found)) == (value, type(value))


def test_what_was_a_value_becomes_a_group_where_a_setting_goes_deeper() -> None:
    assert override(tree_of("company: 300"), ["company.users=4"]).value == {"company": {"users": 4}}


def test_the_count_of_systems_drops_those_that_are_listed() -> None:
    tree = override(tree_of(PROFILE), ["integrations.count=4"])
    assert tree.value["integrations"] == {"count": 4}


def test_other_settings_drop_nothing() -> None:
    tree = override(tree_of('"": kept\n' + PROFILE), ["company.users=1", "integrations.other=2"])
    assert tree.value[""] == "kept"
    assert tree.value["integrations"] == {"systems": [{"name": "ERP"}], "other": 2}


def test_the_load_takes_the_place_of_the_systems_listed_or_counted() -> None:
    tree = override(tree_of(PROFILE), ["integrations.load=2"])
    assert tree.value["integrations"] == {"load": 2}


def test_the_profile_itself_stays_as_it_was() -> None:
    before = tree_of(PROFILE)
    override(before, ["company.users=1", "integrations.count=2", "new.field=3"])
    assert (before.value, before.marks) == (tree_of(PROFILE).value, tree_of(PROFILE).marks)


def test_places_are_those_of_the_setting_and_of_the_file() -> None:
    tree = override(tree_of(PROFILE), ["name=乙", "company.users=1", "new.field=3"])
    assert str(tree.at("name")) == "--set:1"
    assert str(tree.at("company", "users")) == "--set:2"
    assert str(tree.key("new", "field")) == "--set:3"
    assert str(tree.key("company")) == "file.yaml:2:1"
    assert str(tree.at("company", "employees")) == "file.yaml:2:22"


def test_every_setting_that_is_none_is_told_at_once() -> None:
    settings = ["a", "=1", "a..b=1", "good=1", ".a=1", "x='half", 'y="\x07"']
    tree, issues = overridden(tree_of(PROFILE), settings)
    assert {str(issue.place) for issue in issues} == {
        f"--set:{number}" for number in (1, 2, 3, 5, 6, 7)
    }
    assert {code.split()[1] for code in told(issues)} == {"P116"}
    assert tree.value["good"] == 1
