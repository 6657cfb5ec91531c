"""Verdict as JUnit XML: a suite for each profile and a case for each rule, as CI servers read it.

The elements and attributes are those of the schema of Jenkins' xUnit plugin. A rule that only warns
passes and says so in its output, for JUnit knows no warnings.
"""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from crmtimeline.model.strict import Language
from crmtimeline.model.verdict import Check, Problem, ProfileChecked, RuleJudged
from crmtimeline.render.layout import visible
from crmtimeline.render.verdicts import found, message, title, told

_COUNTED = {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}
"""The attributes of a suite that count elements in it."""


def junit(check: Check) -> str:
    """Return the document; errors of the policy or of options have a suite of their own."""
    root = Element("testsuites", name="crmtimeline check")
    if check.errors:
        suite = _suite(root, check.policy or "crmtimeline check")
        _errors(suite, check.errors, check.language)
    for profile in check.profiles:
        _profile(root, profile, check.language)
    for suite in root:
        _count(suite)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _profile(root: Element, profile: ProfileChecked, language: Language) -> None:
    suite = _suite(root, title(profile, language))
    _errors(suite, profile.errors, language)
    for rule in profile.rules:
        _rule(_case(suite, profile.file, rule.rule), rule, language)


def _suite(root: Element, name: str) -> Element:
    return SubElement(root, "testsuite", name=visible(name))


def _case(suite: Element, file: str, name: str) -> Element:
    return SubElement(suite, "testcase", classname=visible(file), name=visible(name), time="0")


def _errors(suite: Element, problems: tuple[Problem, ...], language: Language) -> None:
    for each in problems:
        case = _case(suite, each.place.file, each.code)
        _outcome(case, "error", each.code, f"{each.place}: {told(each, language)}")


def _rule(case: Element, rule: RuleJudged, language: Language) -> None:
    texts = [found(rule, language), *message(rule)]
    if rule.outcome == "skip":
        _outcome(case, "skipped", rule.kind, *texts)
    elif rule.outcome == "fail" and rule.action == "deny":
        _outcome(case, "failure", rule.kind, *texts)
    elif rule.outcome == "fail":
        SubElement(case, "system-out").text = _lines(texts)


def _outcome(case: Element, tag: str, kind: str, *texts: str) -> None:
    SubElement(case, tag, type=kind, message=visible(texts[0])).text = _lines(texts)


def _lines(texts: Sequence[str]) -> str:
    """Return texts in lines of their own, without what XML cannot hold."""
    return "\n".join(map(visible, texts))


def _count(suite: Element) -> None:
    for key, tag in _COUNTED.items():
        suite.set(key, str(len(suite.findall(f".//{tag}"))))
