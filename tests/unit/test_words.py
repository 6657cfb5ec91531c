"""Words: three catalogues that say the same, and no sentence missing, unused or half translated."""

import ast
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

import crmtimeline
from crmtimeline.errors import Message
from crmtimeline.files.rules_folder import rules_folder
from crmtimeline.files.yaml_tree import read_tree
from crmtimeline.model.strict import LANGUAGES, Language
from crmtimeline.render.words import LONGEST_VALUE, en, say, value_shown, word, zh_cn, zh_tw

CATALOGUES: dict[Language, dict[str, str]] = {
    "en": en.TEXTS,
    "zh-CN": zh_cn.TEXTS,
    "zh-TW": zh_tw.TEXTS,
}
SOURCE = Path(crmtimeline.__file__).parent
CHINESE = re.compile("[\u4e00-\u9fff]")
by_language = pytest.mark.parametrize("language", LANGUAGES)
PACK_FILES = sorted(rules_folder().glob("*.yaml"))


@pytest.mark.parametrize(
    ("weeks", "text"),
    [(1, "in 1 week"), (11, "in 11 weeks"), (2.1, "in 2.1 weeks"), (1_001, "in 1,001 weeks")],
)
def test_of_what_there_is_one_is_one_in_english(weeks: float, text: str) -> None:
    assert say(Message("claim_weeks", {"weeks": weeks}), "en") == text
    assert say(Message("claim_weeks", {"weeks": 1}), "zh-CN") == "1 周内"
    month = Message("claim_months", {"months": "1", "weeks": 4.33})
    assert say(month, "en") == "in 1 month (4.33 weeks)"


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Yield every module but the catalogues."""
    for file in SOURCE.rglob("*.py"):
        if file.parent.name != "words" or file.name == "__init__.py":
            yield str(file.relative_to(SOURCE)), ast.parse(file.read_text(encoding="utf-8"))


def texts_in(value: Any, path: str = "") -> Iterator[tuple[str, dict[Language, str]]]:
    """Yield every text in several languages in a tree, with its path."""
    if isinstance(value, dict):
        if "en" in value:
            yield path, value
            return
        for key, each in value.items():
            yield from texts_in(each, f"{path}.{key}")
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from texts_in(each, f"{path}.{number}")


def pack_texts() -> Iterator[tuple[str, dict[Language, str]]]:
    """Yield every text of the shipped files, with its place."""
    for file in PACK_FILES:
        for path, texts in texts_in(read_tree(file.read_bytes(), file.name).value):
            yield f"{file.name}{path}", texts


def test_catalogues_have_the_same_keys_in_the_same_order() -> None:
    for one, other in combinations(CATALOGUES.values(), 2):
        assert list(one) == list(other)


@pytest.mark.parametrize("key", en.TEXTS)
def test_texts_of_a_key_have_the_same_placeholders(key: str) -> None:
    fields = [
        sorted({field for _, field, _, _ in Formatter().parse(texts[key]) if field is not None})
        for texts in CATALOGUES.values()
    ]
    assert fields[0] == fields[1] == fields[2]


def test_every_code_that_is_said_exists() -> None:
    for module, tree in modules():
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.args:
                code = call.args[0]
                if call.func.id in ("Message", "word") and isinstance(code, ast.Constant):
                    assert code.value in en.TEXTS, f"{module}:{call.lineno}"


def test_no_text_is_unused() -> None:
    literals, beginnings = set(), set()
    for _, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                beginnings.add(str(node.values[0].value))
            elif isinstance(node, ast.Constant):
                literals.add(node.value)
    beginnings = {each for each in beginnings if each.endswith("_")}
    unused = {
        key
        for key in en.TEXTS
        if key not in literals and not key.startswith(tuple(beginnings or "?"))
    }
    assert unused == set()


@by_language
def test_no_text_is_empty_or_padded_by_accident(language: Language) -> None:
    for key, text in CATALOGUES[language].items():
        assert text.strip(), key
        assert "  " not in text, key


def of_language(language: Language) -> Iterator[tuple[str, str]]:
    """Yield every text of the program and its packs in a language, with what it is called."""
    yield from CATALOGUES[language].items()
    for place, texts in pack_texts():
        yield place, texts[language]


@pytest.mark.parametrize(("language", "encoding"), [("zh-CN", "gb2312"), ("zh-TW", "big5")])
def test_chinese_is_written_in_its_own_characters(language: Language, encoding: str) -> None:
    # The standard of either script lacks the characters that only the other one has.
    for name, text in of_language(language):
        for character in CHINESE.findall(text):
            assert character.encode(encoding, "ignore"), f"{name}: {character} in {text}"


def test_both_scripts_differ_where_characters_do() -> None:
    same = [
        key
        for key, text in zh_cn.TEXTS.items()
        if text == zh_tw.TEXTS[key] and any(not each.encode("big5", "ignore") for each in text)
    ]
    assert same == []


def test_english_is_english() -> None:
    for name, text in of_language("en"):
        assert not CHINESE.search(text), name


@pytest.mark.parametrize("language", ["zh-CN", "zh-TW"])
def test_chinese_sentences_have_chinese_punctuation(language: Language) -> None:
    for name, text in of_language(language):
        assert not re.search("[\u4e00-\u9fff][,;:?!]|[,;:?!][\u4e00-\u9fff]", text), name


def test_every_text_of_the_shipped_packs_is_in_three_languages() -> None:
    found = dict(pack_texts())
    assert len(found) > 200
    for place, texts in found.items():
        assert set(texts) == set(LANGUAGES), place
        assert all(texts.values()), place


@by_language
def test_a_message_is_filled_with_its_values(language: Language) -> None:
    nested = Message("out_by_min", {"input": "记录 {x}", "value": 1200.0, "bound": 2})
    text = say(Message("P117", {"phase": "{migration}", "reason": nested}), language)
    for part in ("{migration}", "记录 {x}", "1,200", "2"):
        assert part in text


def test_a_list_of_kinds_is_joined_by_or_and_one_of_names_by_commas() -> None:
    names = say(Message("P106", {"scope": "x", "known": ["one", "two"]}), "en")
    assert names.endswith("one, two")
    kinds = [Message("text"), Message("number")]
    assert "text or a number" in say(Message("P102", {"expected": kinds, "got": "x"}), "en")


def test_a_long_value_is_shortened() -> None:
    assert f"'{'x' * (LONGEST_VALUE - 1)}…'" in say(Message("P101", {"key": "x" * 100}), "en")


@by_language
def test_booleans_are_yes_and_no_for_people_and_yaml_in_messages(language: Language) -> None:
    assert [value_shown(each, language) for each in (True, False)] == [
        word("yes", language),
        word("no", language),
    ]
    assert "true" in say(Message("R121", {"got": True, "allowed": "x"}), language)
