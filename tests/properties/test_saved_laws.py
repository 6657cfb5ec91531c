"""Laws of saved estimates: whatever the pack, JSON that carries it makes the same numbers again."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from packs_at_random import PackAtRandom, packs, usable

from crmtimeline.cli.loading import Loaded, load
from crmtimeline.cli.screen import Speech
from crmtimeline.cli.verifying import verified
from crmtimeline.errors import InputError
from reading import write_pack
from remaking import again, saved_of


def loaded_of(some: PackAtRandom) -> Loaded:
    """Return a pack and a profile at random, loaded from files that are gone."""
    with TemporaryDirectory() as folder:
        pack = write_pack(Path(folder), "pack.yaml", some.text)
        profile = Path(folder) / "profile.yaml"
        profile.write_text(some.profile, encoding="utf-8")
        return load(str(profile), [], str(pack), "en", Speech("en"))


@given(packs())
def test_what_any_pack_makes_is_made_again_from_the_json_alone(some: PackAtRandom) -> None:
    assume(usable(some))
    loaded = loaded_of(some)
    text, saved = saved_of(loaded, embedded=True)
    document, made = json.loads(text), json.loads(again(saved))
    for key in ("total", "curve", "pack", "unknowns", "drivers", "given", "milestones"):
        assert made[key] == document[key]
    assert [each["duration"] for each in made["phases"]] == [
        each["duration"] for each in document["phases"]
    ]


EXAMPLES = Path(__file__).parents[2] / "examples"
NOT_OF_ITSELF = ("origin", "tool")
"""Where it is from and what made it: nothing follows from it that could be checked."""


@cache
def printed(name: str, *, embedded: bool) -> str:
    """Return the JSON of an example's estimate."""
    loaded = load(str(EXAMPLES / f"{name}.yaml"), [], None, "en", Speech("en"))
    return saved_of(loaded, embedded=embedded)[0]


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every leaf of a document that something else in it decides."""
    entries: Any = ()
    if isinstance(value, dict):
        entries = value.items()
    elif isinstance(value, list):
        entries = enumerate(value)
    else:
        yield path
    for key, each in entries:
        known = path or key not in NOT_OF_ITSELF
        if known and key != "place" and (*path, key) != ("calendar", "version"):
            yield from leaves(each, (*path, key))


others = st.none() | st.booleans() | st.integers(-9, 9) | st.floats(0, 99) | st.text(max_size=3)


@settings(max_examples=25)
@given(
    st.data(), st.sampled_from(["half-way", "retail-before-double-eleven"]), st.booleans(), others
)
def test_no_value_can_be_changed_without_being_found(
    data: st.DataObject, name: str, embedded: bool, other: Any
) -> None:
    document = json.loads(printed(name, embedded=embedded))
    path = data.draw(st.sampled_from(list(leaves(document))))
    inner = document
    for part in path[:-1]:
        inner = inner[part]
    assume(inner[path[-1]] != other)
    inner[path[-1]] = other
    with TemporaryDirectory() as folder:
        file = Path(folder) / "quote.json"
        file.write_text(json.dumps(document), encoding="utf-8")
        assert not found_identical(file)


def found_identical(file: Path) -> bool:
    """Whether a saved estimate is found to be identical; what is refused is not."""
    try:
        return verified(str(file), None, None, "en", Speech("en"), None).identical
    except InputError:
        return False


@pytest.mark.parametrize("embedded", [False, True])
def test_what_nobody_changed_is_identical(tmp_path: Path, embedded: bool) -> None:
    for name in ("half-way", "retail-before-double-eleven"):
        (tmp_path / "quote.json").write_text(printed(name, embedded=embedded), encoding="utf-8")
        assert found_identical(tmp_path / "quote.json")
