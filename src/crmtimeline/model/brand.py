"""Brand: how pages show who hands them over, by name, logo and colour."""

from typing import NamedTuple

from crmtimeline.model.colour import Colour


class Logo(NamedTuple):
    """A picture and its media type, such as image/png."""

    media: str
    data: bytes


class BrandShown(NamedTuple):
    """A brand with its logo read; an accent that is None is the program's own."""

    name: str | None = None
    logo: Logo | None = None
    accent: Colour | None = None
