"""Laws of saved estimates: whatever the pack, JSON that carries it makes the same numbers again."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import assume, given
from packs_at_random import PackAtRandom, packs, usable

from crmtimeline.cli.loading import Loaded, load
from crmtimeline.cli.screen import Speech
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
