"""Trees: what YAML holds, where each key and value stands, and what is refused as YAML."""

import pytest

from crmtimeline.errors import InputError
from crmtimeline.files.yaml_tree import MOST_BYTES, MOST_DEPTH, read_scalar
from reading import refusal, tree_of


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "null\n", "\n\n"])
def test_a_file_without_fields_is_an_empty_tree(text: str) -> None:
    assert tree_of(text).value == {}


def test_values_are_those_of_yaml_1_2() -> None:
    text = "no: yes\non: [true, 1, 1.5, ~, '7', 2027-01-04]\n3: {}\na b: |\n  two\n  lines\n"
    assert tree_of(text).value == {
        "no": "yes",
        "on": [True, 1, 1.5, None, "7", "2027-01-04"],
        3: {},
        "a b": "two\nlines\n",
    }


def test_a_byte_order_mark_at_the_start_is_skipped() -> None:
    tree = tree_of(b"\xef\xbb\xbfname: x\n")
    assert tree.value == {"name": "x"}
    assert tree.at("name")[1:] == (1, 7)


def test_places_count_lines_and_columns_from_one() -> None:
    tree = tree_of("# first\ncompany:\n  employees: 300\n  users:   40\n")
    assert tree.key("company")[1:] == (2, 1)
    assert tree.at("company")[1:] == (3, 3)
    assert tree.key("company", "users")[1:] == (4, 3)
    assert tree.at("company", "users")[1:] == (4, 12)


def test_columns_count_characters_after_chinese_and_emoji() -> None:
    tree = tree_of("{name: 华东😀👨‍👩‍👧, company: {employees: 300}}\n")
    assert tree.key("company")[1:] == (1, 18)
    assert tree.at("company", "employees")[1:] == (1, 39)


def test_lines_ended_the_windows_way_count_once() -> None:
    assert tree_of("a: 1\r\nb: 2\r\nc: 3\r\n").at("c")[1:] == (3, 4)


def test_entries_of_a_list_have_places_of_their_own() -> None:
    tree = tree_of("skip:\n  - 培训\n  - [a, b]\n")
    assert tree.at("skip", 0)[1:] == (2, 5)
    assert tree.at("skip", 1, 1)[1:] == (3, 9)


def test_what_has_no_place_is_placed_at_what_encloses_it() -> None:
    tree = tree_of("a:\n  b: 1\n")
    assert tree.at("a", "missing", 3) == tree.at("a")
    assert tree.key("missing")[1:] == (1, 1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1\nb: 2\na: 3\n", ["3:1 Y102"]),
        ("名称: 1\n{x: {名称: 1, 名称: 2}}: 1\n", ["2:1 Y111"]),
        ("名: {甲: 1, 乙😀: 2, 甲: 3}\n", ["1:18 Y102"]),
        ("a: &x 1\nb: *x\n", ["1:4 Y103", "2:4 Y103"]),
        ("a: &x [*x]\n", ["1:4 Y103", "1:8 Y103"]),
        ("a: !!int 3\n", ["1:4 Y104"]),
        ("a: !secret {}\n", ["1:4 Y104"]),
        ("a: {<<: {b: 1}}\n", ["1:5 Y105"]),
        ("a: 1\n---\nb: 1\n", ["2:1 Y106"]),
        ("- a\n", ["1:1 Y108"]),
        ("just words\n", ["1:1 Y108"]),
        ("3\n", ["1:1 Y108"]),
        ("? {a: 1}\n: 2\n", ["1:3 Y111"]),
        ("~: 1\n", ["1:1 Y111"]),
        ("公司：300\n", ["1:3 Y109"]),
        ("name: 华东\n公司：300\n", ["2:3 Y109"]),
        ("name: 华\x07东\n", ["1:8 Y110"]),
        ("name: 甲\x00\n", ["1:8 Y110"]),
        ("name: 甲\u2028乙\n", ["1:8 Y110"]),
        ("name: 甲\x85company: 3\n", ["1:8 Y110"]),
        ("name: 甲\n\ufeffcompany: 3\n", ["2:1 Y110"]),
        ("name: '甲\n", ["1:7 Y101"]),
        ("a: 1\nb: [1,\nc: 2\n", ["2:4 Y101"]),
        ("a: 1\n  b: 2\n", ["2:4 Y101"]),
    ],
)
def test_what_is_not_for_a_profile_or_a_pack_is_refused_at_its_place(
    text: str, found: list[str]
) -> None:
    assert refusal(text) == found


def test_a_quoted_merge_sign_is_a_key_like_any_other() -> None:
    assert tree_of('"<<": 1\n').value == {"<<": 1}


@pytest.mark.parametrize("encoding", ["gbk", "big5", "utf-16"])
def test_other_encodings_are_refused_where_they_show(encoding: str) -> None:
    text = "name: x\n公司: 3\n".encode(encoding)
    assert refusal(text) == ["1:1 F105" if encoding == "utf-16" else "2:1 F105"]


def test_the_place_of_a_stray_byte_counts_characters_before_it() -> None:
    assert refusal("name: 华东😀".encode() + b"\xff") == ["1:10 F105"]


def test_a_file_may_be_large_but_not_larger() -> None:
    text = "a: " + "x" * (MOST_BYTES - 3)
    assert len(tree_of(text).value["a"]) == MOST_BYTES - 3
    assert refusal(text + "x") == ["0:0 F104"]


def test_nesting_may_be_deep_but_not_deeper() -> None:
    inside = MOST_DEPTH - 1
    assert tree_of("a: " + "[" * inside + "]" * inside).value
    assert refusal("a: " + "[" * 5000) == [f"1:{MOST_DEPTH + 3} Y107"]


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert refusal("a: !x 1\na: *b\n") == ["1:4 Y104", "2:1 Y102", "2:4 Y103"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("300", 300),
        ("true", True),
        ("", None),
        ("'300'", "300"),
        ('"a: b"', "a: b"),
        ("a: b", "a: b"),
    ],
)
def test_a_scalar_of_the_command_line_reads_as_in_a_file(text: str, value: object) -> None:
    found = read_scalar(text, "--set:1")
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("text", ["'half", "'a' b", '"a"\nb: 1', '"\\q"'])
def test_what_is_no_scalar_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_scalar(text, "--set:1")
