"""Brands: how pages show who hands them over, from a file and the logo beside it.

Issues: F101 to F105 and Y101 to Y111 as of every file, F110 to F114.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from crmtimeline.errors import InputError, Issue, Message
from crmtimeline.files.disk import read_bytes
from crmtimeline.files.shape import check_shape
from crmtimeline.files.yaml_tree import Tree, read_tree
from crmtimeline.model.brand import BrandShown, Logo
from crmtimeline.model.brand_file import MOST_LOGO_BYTES, BrandFile
from crmtimeline.model.colour import PAPER, READABLE, Colour

CODES = {"key": "F110", "type": "F111"}

_SVG = re.compile(rb"(\xef\xbb\xbf)?\s*<(svg[\s>]|(\?xml|!).*<svg[\s>])", re.DOTALL)
_BEGINNINGS = (
    ("image/png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("image/jpeg", re.compile(rb"\xff\xd8\xff")),
    ("image/svg+xml", _SVG),
)


def load_brand(file: str) -> BrandShown:
    """Return the brand of a file. Raises InputError with all that is wrong in it."""
    tree = read_tree(read_bytes(Path(file), file), file)
    found, issues = check_shape(BrandFile, tree.value, tree, CODES)
    if found is None:
        raise InputError(issues)
    issues += _hard_to_read(found.accent, tree)
    logo = None
    try:
        logo = _logo(found.logo, tree)
    except InputError as error:
        issues += error.issues
    if issues:
        raise InputError(issues)
    accent = None if found.accent is None else Colour.of(found.accent)
    return BrandShown(found.name, logo, accent)


def _hard_to_read(accent: str | None, tree: Tree) -> Iterator[Issue]:
    """Yield an issue for an accent that text cannot have on light paper."""
    if accent is None:
        return
    colour = Colour.of(accent)
    contrast = colour.contrast(PAPER)
    if contrast < READABLE:
        near = str(colour.readable_on(PAPER, READABLE))
        values = {"colour": accent, "contrast": f"{contrast:.1f}", "least": READABLE}
        place = tree.at("accent")
        yield Issue(Message("F112", values), place, Message("hint_mean", {"word": near}))


def _logo(name: str | None, tree: Tree) -> Logo | None:
    """Return the picture of a file beside the brand's. Raises InputError F113 or F114."""
    if name is None:
        return None
    path = Path(tree.name).parent / name
    data = read_bytes(path, str(path))
    media = next((media for media, begins in _BEGINNINGS if begins.match(data)), None)
    if media is None:
        raise InputError([Issue(Message("F113"), tree.at("logo"))])
    if len(data) > MOST_LOGO_BYTES:
        raise InputError([Issue(Message("F114", {"most": MOST_LOGO_BYTES}), tree.at("logo"))])
    return Logo(media, data)
