"""StrictModel: the base of everything that people write, where nothing is guessed or coerced."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

Language = Literal["en", "zh-CN", "zh-TW"]
LANGUAGES: tuple[Language, ...] = ("en", "zh-CN", "zh-TW")

Texts = Annotated[dict[Language, str], Field(min_length=1)]
"""One text in several languages."""

Value = bool | float | str
"""What an input can hold: true or false, a number, or the name of a level."""


class StrictModel(BaseModel):
    """Unknown keys, wrong types and infinite numbers are refused; instances never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Described:
    """Results take the descriptions in their schema from their attribute docstrings."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(use_attribute_docstrings=True)


def text_in(texts: Mapping[Language, str] | None, language: Language, fallback: str) -> str:
    """Return the text in `language`, else the first one given, else `fallback`."""
    if not texts:
        return fallback
    return texts.get(language) or next(iter(texts.values()))
