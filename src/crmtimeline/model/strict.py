"""StrictModel: the base of everything that people write, where nothing is guessed or coerced."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

Language = Literal["en", "zh-CN", "zh-TW"]
LANGUAGES: tuple[Language, ...] = ("en", "zh-CN", "zh-TW")

Texts = Annotated[dict[Language, str], Field(min_length=1)]
"""One text in several languages."""

LinkKind = Literal["FS", "SS", "FF", "SF"]
"""Which end of what comes before holds which end: finish-to-start, start-to-start, and so on."""

Value = bool | float | str
"""What an input can hold: true or false, a number, or the name of a level."""


class StrictModel(BaseModel):
    """Unknown keys, wrong types and infinite numbers are refused; instances never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)

    def __hash__(self) -> int:
        """Hash by identity: rules are keys of caches, and all that they hold is long to hash."""
        return id(self)


class Result:
    """What every result shares: it compares and shows itself by its fields.

    Its schema takes descriptions from attribute docstrings. Generating both methods anew for each
    of two dozen classes would cost a process as much as reading a rule pack.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(use_attribute_docstrings=True)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment] # equal by content, and some content is a mapping

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({fields})"


def text_in(texts: Mapping[Language, str] | None, language: Language, fallback: str) -> str:
    """Return the text in `language`, else the first one given, else `fallback`."""
    if not texts:
        return fallback
    return texts.get(language) or next(iter(texts.values()))
