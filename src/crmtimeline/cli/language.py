"""Language: the option's, else the profile's, else (on a terminal) the locale's, else English."""

import os
from typing import TextIO

from crmtimeline.model.strict import LANGUAGES, Language

_TRADITIONAL = ("zh_tw", "zh_hk", "zh_mo", "zh_hant")


def choose_language(option: str | None, profile: object, stream: TextIO | None) -> Language:
    """Return the language to speak on `stream`; None stands for a file or a program."""
    for wanted in (option, profile):
        for language in LANGUAGES:
            if wanted == language:
                return language
    return _of_locale() if stream is not None and stream.isatty() else "en"


def _of_locale() -> Language:
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    name = next((name for name in names if name), "").lower().replace("-", "_")
    if name.startswith(_TRADITIONAL):
        return "zh-TW"
    return "zh-CN" if name.startswith("zh") else "en"
