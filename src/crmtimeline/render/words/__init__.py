"""Words: every sentence a person sees, in three languages, one module each with the same keys."""

import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

from crmtimeline.errors import Message
from crmtimeline.model.strict import Language
from crmtimeline.render.numbers import number

_MODULES: Mapping[Language, str] = {"en": "en", "zh-CN": "zh_cn", "zh-TW": "zh_tw"}

_ONE = re.compile(r"(?<![\d.,-])1 (week|month|trial)s\b")
"""What there is one of, in English."""

LONGEST_VALUE = 60
"""Characters of a person's own text that a message repeats."""


def word(key: str, language: Language) -> str:
    """Return the text of a key."""
    return _texts(language)[key]


@cache
def _texts(language: Language) -> Mapping[str, str]:
    texts: Mapping[str, str] = import_module(f"{__name__}.{_MODULES[language]}").TEXTS
    return texts


def say(message: Message, language: Language) -> str:
    """Return the sentence of a message, its values filled in."""
    values = {key: shown(value, language) for key, value in message.values.items()}
    text = word(message.code, language).format_map(values)
    return _ONE.sub(r"1 \1", text) if language == "en" else text


def text_of(text: str | Message, language: Language) -> str:
    """Return a text, or the sentence of a message."""
    return say(text, language) if isinstance(text, Message) else text


def shown(value: Any, language: Language) -> str:
    """Return a value as it stands in a sentence."""
    if isinstance(value, Message):
        return say(value, language)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, list):
        joint = "or" if any(isinstance(each, Message) for each in value) else "comma"
        return word(joint, language).join(shown(each, language) for each in value)
    text = str(value)
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def value_shown(value: Any, language: Language) -> str:
    """Return an input's value as a person reads it: yes and no for a boolean."""
    if isinstance(value, bool):
        return word("yes" if value else "no", language)
    return str(value) if isinstance(value, str) else number(float(value))


def aside(text: str, note: str, language: Language) -> str:
    """Return a text with a note in brackets."""
    return word("aside", language).format(text=text, note=note)
