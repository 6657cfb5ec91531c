"""Limits: the short options of `check`, each a rule that denies.

Issue: G112, a text that is no limit.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from crmtimeline.errors import InputError, Issue, Message, Place
from crmtimeline.files.project import unless_wrong
from crmtimeline.model.policy import USUAL_PERCENTILE, NamedRule, PolicyRule
from crmtimeline.model.weeks import WEEKS_OF

_LIMIT = re.compile(r"([^@]+)(?:@([0-9]{1,2}))?", re.ASCII)
_WEEKS = re.compile(r"([+-]?[0-9]+(?:\.[0-9]+)?)([wm]?)", re.ASCII)


class Option(NamedTuple):
    """An option that makes a rule: what it limits, and what it may say."""

    name: str
    kind: str
    example: str


MAX = Option("--max", "weeks", "26w@80")
BY = Option("--by", "finish", "2027-06-30@80")
MAX_CHANGE = Option("--max-change", "change", "+2w@80")


def read_limits(option: Option, texts: Sequence[str], issues: list[Issue]) -> Iterator[NamedRule]:
    """Yield the rule of each text; an issue G112 is added for each that is no limit."""
    for text in texts:
        rule = unless_wrong(partial(_read, option, text), issues)
        if rule is not None:
            yield NamedRule(f"{option.name} {text}", rule, Place(option.name))


def _read(option: Option, text: str) -> PolicyRule:
    found = _LIMIT.fullmatch(text)
    try:
        if found is None:
            raise ValueError
        limit = {"by": found[1]} if option is BY else {"max": _weeks(found[1])}
        at = int(found[2] or USUAL_PERCENTILE)
        return PolicyRule.model_validate({"action": "deny", option.kind: {"at": at, **limit}})
    except ValueError:  # as pydantic's errors are
        values = {"limit": text, "example": option.example}
        raise InputError([Issue(Message("G112", values), Place(option.name))]) from None


def _weeks(text: str) -> float:
    found = _WEEKS.fullmatch(text)
    if found is None:
        raise ValueError
    return float(found[1]) * WEEKS_OF[found[2]]
