"""Fonts: those that people have, by the language of the text; each holds its own Chinese forms."""

from collections.abc import Mapping

from crmtimeline.model.strict import Language

_LATIN = "-apple-system, Segoe UI, Roboto, Helvetica Neue, Arial"
_CHINESE: Mapping[Language, str] = {
    "en": "Noto Sans, Noto Sans CJK SC",
    "zh-CN": "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC",
    "zh-TW": "PingFang TC, Microsoft JhengHei, Noto Sans CJK TC, Noto Sans TC",
}


def fonts(language: Language) -> str:
    """Return the families to try, best first."""
    return f"{_LATIN}, {_CHINESE[language]}, sans-serif"
