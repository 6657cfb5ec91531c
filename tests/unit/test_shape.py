"""Shape: mismatches between a tree and a model, each with its code, place, values and hint."""

from typing import Any

import pytest

from crmtimeline.errors import Issue, Message
from crmtimeline.files.shape import (
    PACK_CODES,
    PROFILE_CODES,
    brief,
    check_shape,
    close_to,
    wrong_type,
)
from crmtimeline.model.cite import Cite
from crmtimeline.model.inputs import Input
from crmtimeline.model.pack import Modifier, Phase
from crmtimeline.model.profile import ProfileKeys
from reading import told, tree_of


def issues_of(model: Any, text: str, codes: dict[str, str] = PACK_CODES) -> list[Issue]:
    """Return the mismatches of a text, in the order of its places."""
    tree = tree_of(text)
    found, issues = check_shape(model, tree.value, tree, codes)
    assert (found is None) == bool(issues)
    return sorted(issues, key=lambda issue: issue.order)


@pytest.mark.parametrize(
    ("model", "text", "found"),
    [
        (Phase, "weeks: {low: 1, high: 2, most: 3}", ["1:26 R101"]),
        (Phase, "title: {en: 场地😀}\nafter: venue", ["2:8 R102"]),
        (Phase, "after: [venue, 2, true]", ["1:16 R102", "1:19 R102"]),
        (Phase, "weeks: {low: -1, high: 2}", ["1:14 R103"]),
        (Phase, "weeks: {high: 2}", ["1:8 R107"]),
        (Phase, "weeks: {low: 3, high: 2}", ["1:8 R110"]),
        (Phase, "links:\n  - {kind: SS}\n  - {from: a, kind: XX}", ["2:5 R107", "3:21 R121"]),
        (Phase, "title: {zh: 场地}", ["1:9 R121"]),
        (Phase, "title: {}", ["1:8 R107"]),
        (Cite, "basis: reported", ["1:1 R115"]),
        (Cite, "{basis: derived, source: S1}", ["1:1 R115"]),
        (Input, "range: {low: 9, high: 1}", ["1:8 R110"]),
        (Input, "number: {min: 1}\nweights: {1: 0.5}", ["2:1 R111"]),
        (Input, "weights: {1: 1}\nrange: {low: 1, high: 2}", ["1:1 R120"]),
        (Modifier, "{reads: a, curve: {x: 1, 2: 2}, applies_to: {all: 1}}", ["1:20 R102"]),
        (Modifier, "{reads: a, curve: {1: 1}, applies_to: {all: 1}}", ["1:19 R103"]),
        (
            Modifier,
            "{reads: a, levels: {x: high}, applies_to: {all: 0}}",
            ["1:24 R102", "1:49 R103"],
        ),
        (Modifier, "{reads: a, levels: {x: {low: 1, high: 2}}, applies_to: {a: 1}}", ["1:24 R107"]),
    ],
)
def test_each_mismatch_has_a_code_and_a_place(model: Any, text: str, found: list[str]) -> None:
    assert told(issues_of(model, text)) == found


def test_a_profile_has_codes_of_its_own() -> None:
    text = "{language: fr, skip: 3, phases: {a: {weeks: {low: 2, high: 1}, notes: x}}, start: soon}"
    found = told(issues_of(ProfileKeys, text, PROFILE_CODES))
    assert found == ["1:12 P104", "1:22 P102", "1:45 P107", "1:64 P101", "1:83 P102"]


def test_what_may_be_one_of_two_types_is_one_issue_that_names_both() -> None:
    (issue,) = issues_of(Input, "levels: [3]")
    words = [message.code for message in issue.message.values["expected"]]
    assert words == ["boolean", "text"]


def test_a_level_that_is_not_allowed_comes_with_those_that_are() -> None:
    (issue,) = issues_of(Cite, "{basis: reprted, note: x}")
    assert issue.message.values["allowed"] == ["reported", "derived", "assumed", "fitted"]
    assert issue.hint == Message("hint_mean", {"word": "reported"})


def test_a_misspelt_key_comes_with_the_one_it_resembles_at_that_place() -> None:
    text = "{weeks: {low: 1, hihg: 2, high: 2}, link: []}"
    assert [issue.hint for issue in issues_of(Phase, text)] == [
        Message("hint_mean", {"word": "high"}),
        Message("hint_mean", {"word": "links"}),
    ]


def test_places_are_those_of_the_tree_when_the_value_is_a_part_of_it() -> None:
    tree = tree_of("phases:\n  一: {}\n  二: {weeks: [1]}\n")
    found, issues = check_shape(
        Phase, tree.value_at("phases", "二"), tree, PACK_CODES, ("phases", "二")
    )
    assert found is None
    assert told(issues) == ["3:14 R102"]


@pytest.mark.timeout(4)
def test_many_mismatches_are_told_in_time_that_grows_with_their_number() -> None:
    tree = tree_of("phases:\n" + "".join(f" p{number}: 1\n" for number in range(20_000)))
    _, issues = check_shape(ProfileKeys, tree.value, tree, PROFILE_CODES)
    assert len(issues) == 20_000


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("hihg", ["low", "high"], "high"),
        ("SaaS", ["saas", "on_premise"], "saas"),
        (True, ["true", "x"], "true"),
        ("poor", [True, False], None),
        ("", ["a"], None),
        ("质量", ["quality"], None),
    ],
)
def test_a_hint_names_a_word_that_is_near(
    word: object, known: list[object], hint: str | None
) -> None:
    found = close_to(word, known)
    assert (found and found.values["word"]) == hint


@pytest.mark.parametrize(
    ("expected", "got", "hint"),
    [
        ("number", "0300", "hint_number"),
        ("number", "many", None),
        ("boolean", "yes", "hint_boolean"),
        ("boolean", "1", None),
        ("text", 2027, "hint_text"),
        ("text", True, "hint_text"),
        ("text", None, None),
        ("text", ["x"], None),
    ],
)
def test_a_wrong_type_comes_with_a_hint_where_yaml_is_to_blame(
    expected: str, got: object, hint: str | None
) -> None:
    _, found = wrong_type("P102", [expected], got)
    assert (found and found.code) == hint


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ({"a": 1}, Message("a_mapping")),
        ([1], Message("a_list")),
        (None, Message("nothing")),
        ("x", Message("quoted", {"text": "x"})),
        (True, "true"),
        (2027, "2027"),
    ],
)
def test_a_message_repeats_a_value_in_brief(value: object, shown: object) -> None:
    assert brief(value) == shown
