"""Reading: YAML texts through the loaders, and what they find as `line:column code`."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from crmtimeline.errors import InputError, Issue, Place
from crmtimeline.files.packs import LoadedPack, load_pack
from crmtimeline.files.profiles import check_profile
from crmtimeline.files.yaml_tree import Tree, read_tree
from crmtimeline.model.pack import Pack
from crmtimeline.model.profile import Profile

CITE = "cite: {basis: assumed, note: for this test}"
HEAD = 'format: 1\nid: trial\nversion: "1"\ntitle: {en: Trial}\n'


def tree_of(text: str | bytes) -> Tree:
    """Return the tree of a text."""
    return read_tree(text if isinstance(text, bytes) else text.encode(), "file.yaml")


def told(issues: Iterable[Issue]) -> list[str]:
    """Return each issue as `line:column code`."""
    return [f"{issue.place.line}:{issue.place.column} {issue.code}" for issue in issues]


def refusal(text: str | bytes) -> list[str]:
    """Return what is wrong with a text as YAML."""
    with pytest.raises(InputError) as raised:
        tree_of(text)
    return told(raised.value.issues)


def write_pack(folder: Path, name: str, body: str) -> Path:
    """Write a pack of a text that leaves out its head and says `$cite` for a cite."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(HEAD + body.replace("$cite", CITE), encoding="utf-8")
    return file


def pack_of(folder: Path, name: str) -> LoadedPack:
    """Return the pack of a file in a folder."""
    return load_pack(name, folder, Place("test"))


def pack_refusal(folder: Path, name: str) -> list[str]:
    """Return what is wrong with a pack, lines counted without its head, as `file:line code`."""
    with pytest.raises(InputError) as raised:
        pack_of(folder, name)
    head = HEAD.count("\n")
    return [
        f"{Path(issue.place.file).name}:{issue.place.line - head} {issue.code}"
        for issue in raised.value.issues
    ]


def profile_of(pack: Pack, text: str) -> Profile:
    """Return the profile of a text that a pack accepts."""
    profile, issues = check_profile(pack, tree_of(text))
    assert profile is not None, told(issues)
    return profile


def profile_refusal(pack: Pack, text: str) -> list[str]:
    """Return what is wrong with the profile of a text."""
    profile, issues = check_profile(pack, tree_of(text))
    assert profile is None
    return told(sorted(issues, key=lambda issue: issue.order))
