"""Fuzz: profiles and packs with slips and malice in them either work or are refused in words."""

import re
from collections.abc import Callable
from functools import cache
from math import isfinite
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from crmtimeline.engine.estimate import estimate
from crmtimeline.engine.gate import counts, hold
from crmtimeline.engine.measures import Subject
from crmtimeline.engine.settings import Settings
from crmtimeline.errors import InputError, Place
from crmtimeline.files.packs import LoadedPack, load_pack
from crmtimeline.files.policies import check_names, load_policy
from crmtimeline.files.profiles import check_profile
from crmtimeline.files.sources import check_done, load_checklist, load_sources
from crmtimeline.files.yaml_tree import read_tree
from crmtimeline.model.origin import Tool
from crmtimeline.model.strict import LANGUAGES
from crmtimeline.model.verdict import Check
from crmtimeline.render.issue_lines import issue_lines
from crmtimeline.render.layout import plain
from crmtimeline.render.verdict_github import annotations
from crmtimeline.render.verdict_junit import junit
from crmtimeline.render.verdict_markdown import verdict_markdown
from crmtimeline.render.words import say

ROOT = Path(__file__).parents[2]
ERP = (ROOT / "tests/data/erp.yaml").read_bytes()
PROFILES = [file.read_bytes() for file in sorted((ROOT / "examples").glob("*.yaml"))]
POLICY = (ROOT / "examples/policies/before-a-quote.yaml").read_bytes()
PACKS = [ERP, *((ROOT / "rules" / name).read_bytes() for name in ("packaged.yaml", "base.yaml"))]

SNIPPETS = [
    *("", " ", "\n", "\t", ":", ": ", "-", "- ", "#", "'", '"', "{", "}", "[", "]", ",", "? ", "|"),
    *("&a", "*a", "&a [*a]", "<<", "<<: {}", "!!str", "!!python/name:os.system", "!x ", "@", "`"),
    *("---\n", "...\n", "%YAML 1.1\n", "\\", "\r", "\r\n"),
    *("[" * 60, "{" * 60, "[" * 30 + "]" * 30, "x" * 3000, "9" * 400, "0." + "1" * 400),
    *("null", "~", "true", "false", "yes", "NO", "0", "1", "-1", "0.5", "1e-300", "1e300", "1e999"),
    *("0300", "1_000", "0x1F", "12:30", "nan", ".nan", ".inf", "-.inf", "1e15", "5200", "1000"),
    *("：", "，", "｛", "“", "３００", "华东", "😀", "👨‍👩‍👧", "e\u0301", "\u202e", "\u2028"),
    *("\x85", "\ufeff", "\ufffe", "\x00", "\x07", "\x1b[2J", "\U000e0001"),
    *('"\\0"', '"\\e[31m"', '"\\ud800"', '"\\U0010ffff"', '"\\uFFFF"'),
    *("{low: 1, high: 2}", "{low: 0, high: 0}", "{low: 2, high: 1}", "{1: 1, 2: 2}", "{true: 1}"),
    *("low", "high", "all", "company.size", "company.employees", "packaged", "../x.yaml", "/"),
    *("{0}", "%s", "{got}", "__class__", "2027-02-30", "2027-01-04", "{en: x}", "[]", "{}"),
]  # fmt: skip
BYTES = [snippet.encode("utf-8", "surrogatepass") for snippet in SNIPPETS]
BYTES += [b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xfe\xff", "公司".encode("gbk")]

TOKEN = re.compile(rb"[^\s{}\[\],:]+")
"""A word or a number, and so what a level, a key or a figure is written as."""


class Slip(NamedTuple):
    """One change of a text: what is done, where (any number), and with what."""

    act: Callable[[bytes, int, bytes], bytes]
    where: int
    snippet: bytes


def insert(text: bytes, where: int, snippet: bytes) -> bytes:
    at = where % (len(text) + 1)
    return text[:at] + snippet + text[at:]


def delete(text: bytes, where: int, snippet: bytes) -> bytes:
    at = where % (len(text) + 1)
    return text[:at] + text[at + 1 + len(snippet) :]


def flip(text: bytes, where: int, snippet: bytes) -> bytes:
    at = where % (len(text) + 1)
    return text[:at] + bytes(byte ^ 1 << where % 8 for byte in text[at : at + 1]) + text[at + 1 :]


def replace_token(text: bytes, where: int, snippet: bytes) -> bytes:
    tokens = list(TOKEN.finditer(text))
    if not tokens:
        return snippet
    token = tokens[where % len(tokens)]
    return text[: token.start()] + snippet + text[token.end() :]


def swap_tokens(text: bytes, where: int, snippet: bytes) -> bytes:
    tokens = list(TOKEN.finditer(text))
    if not tokens[1:]:
        return text
    first = where % (len(tokens) - 1)
    second = min(first + 1 + len(snippet), len(tokens) - 1)
    some, other = tokens[first], tokens[second]
    between = text[some.end() : other.start()]
    return text[: some.start()] + other[0] + between + some[0] + text[other.end() :]


def replace_value(text: bytes, where: int, snippet: bytes) -> bytes:
    lines = text.split(b"\n")
    at = where % len(lines)
    lines[at] = lines[at].split(b": ")[0] + b": " + snippet
    return b"\n".join(lines)


def drop_line(text: bytes, where: int, snippet: bytes) -> bytes:
    lines = text.split(b"\n")
    del lines[where % len(lines)]
    return b"\n".join(lines)


def repeat_line(text: bytes, where: int, snippet: bytes) -> bytes:
    lines = text.split(b"\n")
    at = where % len(lines)
    return b"\n".join([*lines[: at + 1], *lines[at:]])


def swap_lines(text: bytes, where: int, snippet: bytes) -> bytes:
    lines = text.split(b"\n")
    some, other = where % len(lines), (where + 1 + len(snippet)) % len(lines)
    lines[some], lines[other] = lines[other], lines[some]
    return b"\n".join(lines)


def cut_off(text: bytes, where: int, snippet: bytes) -> bytes:
    return text[: where % (len(text) + 1)]


ACTS = [
    *(replace_token, replace_token, replace_token, swap_tokens, replace_value, replace_value),
    *(insert, delete, flip, drop_line, repeat_line, swap_lines, cut_off),
]
slips = st.lists(
    st.builds(Slip, st.sampled_from(ACTS), st.integers(0, 100_000), st.sampled_from(BYTES)),
    min_size=1,
    max_size=3,
)


def changed(text: bytes, changes: list[Slip]) -> bytes:
    """Return the text with slips in it."""
    for slip in changes:
        text = slip.act(text, slip.where, slip.snippet)
    return text


@cache
def shipped(name: str) -> LoadedPack:
    """Return a shipped pack."""
    return load_pack(name, Path(), Place("test"))


def check_estimate(pack: LoadedPack, profile: bytes) -> None:
    """Estimate a profile and see that numbers are numbers and warnings can be told."""
    tree = read_tree(profile, "profile.yaml")
    known, issues = check_profile(pack.rules.pack, tree)
    if known is None:
        raise InputError(issues)
    issues = check_done(known.keys.done, pack, tree)
    if issues:
        raise InputError(issues)
    found = estimate(pack.rules, known, Settings("zh-TW", "0", trials=100))
    weeks = found.total.weeks
    assert 0 <= weeks.p10 <= weeks.p50 <= weeks.p80 <= weeks.p90 <= weeks.p95
    assert isfinite(weeks.p95)
    for warning in found.warnings:
        assert all(say(warning.message, language) for language in LANGUAGES)


def check_refusal(error: InputError) -> None:
    """See that a refusal can be told in every language."""
    event("refused")
    assert error.issues
    for language in LANGUAGES:
        text = plain(issue_lines(error.issues, language))
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e]", text)
        for issue in error.issues:
            assert issue.code in text


@pytest.mark.timeout(60)
@settings(max_examples=300)
@given(st.sampled_from(PROFILES), st.sampled_from(["packaged", "custom-build"]), slips)
def test_a_profile_works_or_is_refused(profile: bytes, pack: str, changes: list[Slip]) -> None:
    try:
        check_estimate(shipped(pack), changed(profile, changes))
    except InputError as error:
        check_refusal(error)


@pytest.mark.timeout(60)
@settings(max_examples=300)
@given(st.sampled_from(PACKS), slips)
def test_a_pack_works_or_is_refused(text: bytes, changes: list[Slip]) -> None:
    with TemporaryDirectory() as folder:
        Path(folder, "pack.yaml").write_bytes(changed(text, changes))
        try:
            pack = load_pack("pack.yaml", Path(folder), Place("test"))
            load_sources(pack)
            load_checklist(pack)
            check_estimate(pack, b"")
        except InputError as error:
            check_refusal(error)


@pytest.mark.timeout(60)
@given(slips)
def test_a_policy_works_or_is_refused(changes: list[Slip]) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, "policy.yaml")
        file.write_bytes(changed(POLICY, changes))
        try:
            policy = load_policy(str(file))
            wrong = list(check_names(policy, [shipped("packaged").rules.pack]))
            if wrong:
                raise InputError(wrong)
            held = hold("profile.yaml", policy.rules, subject(), policy.tree.key, "zh-TW")
        except InputError as error:
            check_refusal(error)
            return
    for language in LANGUAGES:
        result = Check(
            schema="crmtimeline/check/1",
            tool=Tool("0"),
            language=language,
            policy="policy.yaml",
            passed=held.passed,
            counts=counts([held]),
            profiles=(held,),
            errors=(),
        )
        for text in (verdict_markdown(result), annotations(result), junit(result)):
            assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e]", text)


@cache
def subject() -> Subject:
    """Return a dated profile to hold to policies, without a baseline."""
    rules = shipped("packaged").rules
    text = b"customization: deep\nstart: 2027-01-04\ndeadline: 2027-12-31\n"
    profile, _ = check_profile(rules.pack, read_tree(text, "profile.yaml"))
    assert profile is not None
    result = estimate(rules, profile, Settings("zh-TW", "0", trials=100))
    return Subject(rules.pack, profile, result, None)
