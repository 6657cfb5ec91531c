"""BrandFile: a brand as people write it."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from crmtimeline.model.strict import StrictModel

MOST_LOGO_BYTES = 30_000
"""What a logo may weigh, so that a page with it stays small enough for a mail."""

_COLOUR = re.compile("#[0-9a-fA-F]{6}")


def _colour(value: Any) -> Any:
    """Let nothing pass but a colour such as #1d5f8a; without quotes YAML takes it for a comment."""
    if not isinstance(value, str) or not _COLOUR.fullmatch(value):
        raise PydanticCustomError("colour", "not a colour")
    return value


ColourIfGiven = Annotated[
    str | None,
    BeforeValidator(_colour),
    WithJsonSchema({"type": "string", "pattern": f"^{_COLOUR.pattern}$"}),
]


class BrandFile(StrictModel):
    """How a page shows who hands it over."""

    name: str | None = Field(default=None, description="Who hands the page over.")
    logo: str | None = Field(
        default=None,
        description="Path of a PNG, JPEG or SVG file, relative to this one; 30,000 bytes at most.",
    )
    accent: ColourIfGiven = Field(
        default=None,
        description="The colour of the critical path, of links and of lines, such as '#1d5f8a'.",
    )
