"""Template: valid as it is, and with each of its fields filled in as it stands there."""

import re
from pathlib import Path

import pytest

from crmtimeline.engine.inputs import usual_values
from crmtimeline.errors import Place
from crmtimeline.files.packs import load_pack
from crmtimeline.files.yaml_tree import read_tree
from crmtimeline.model.pack import SIZE, Pack
from crmtimeline.model.strict import LANGUAGES, Language
from crmtimeline.render.template import template
from reading import profile_of

DATA = Path(__file__).parents[1] / "data"
FIELD = re.compile(r"^( *)# ([a-z_]+:.*)$")
PACKS = {
    each: load_pack(each, Path(), Place("test")).rules.pack
    for each in ("packaged", "custom-build", str(DATA / "erp.yaml"))
}
every = pytest.mark.parametrize("pack", PACKS.values(), ids=[Path(each).stem for each in PACKS])
by_language = pytest.mark.parametrize("language", LANGUAGES)


def lines_of(pack: Pack, language: Language) -> list[str]:
    """Return the lines of a pack's template."""
    return template(pack, usual_values(pack), language, None).splitlines()


@every
@by_language
def test_as_it_is_it_tells_nothing(pack: Pack, language: Language) -> None:
    assert profile_of(pack, "\n".join(lines_of(pack, language))).inputs == {}


@every
@by_language
def test_each_field_can_be_filled_in_as_it_stands_there(pack: Pack, language: Language) -> None:
    lines = lines_of(pack, language)
    fields = [at for at, line in enumerate(lines) if FIELD.match(line)]
    assert len(fields) > len(pack.inputs)
    for at in fields:
        filled = [*lines[:at], FIELD.sub(r"\1\2", lines[at]), *lines[at + 1 :]]
        tree = read_tree("\n".join(filled).encode(), "profile.yaml")
        assert tree.value != read_tree("\n".join(lines).encode(), "profile.yaml").value
        profile_of(pack, "\n".join(filled))


@every
def test_it_has_every_input_with_its_question_and_choices(pack: Pack) -> None:
    for language in LANGUAGES:
        text = "\n".join(lines_of(pack, language))
        for name, declared in pack.inputs.items():
            if name != "integrations.load":
                assert re.search(rf"^ *# {name.rpartition('.')[2]}:", text, re.MULTILINE)
            if declared.ask:
                assert declared.ask.get(language, declared.ask.get("en", "")) in text
            for level in declared.labels or {}:
                assert f"{level}: " in text
        for size in pack.presets:
            assert size in text


@every
def test_an_assumed_value_is_the_one_that_an_empty_profile_takes(pack: Pack) -> None:
    profile = profile_of(pack, "\n".join(without_comments(lines_of(pack, "en"))))
    usual = usual_values(pack)
    for name, value in profile.inputs.items():
        if name in usual and name != SIZE:
            expected = usual[name]
            told = pytest.approx(expected, rel=0.01) if isinstance(expected, float) else expected
            assert value == told, "three digits are told"


def without_comments(lines: list[str]) -> list[str]:
    """Return the lines with all fields filled in that do not exclude one another."""
    exclude = re.compile(r" *# (size|systems|name|pack|language|scope|skip|phases):")
    return [line if exclude.match(line) else FIELD.sub(r"\1\2", line) for line in lines]


def test_text_is_in_one_language() -> None:
    pack = PACKS["packaged"]
    assert "\n".join(lines_of(pack, "en")).isascii()
    chinese = [line for line in lines_of(pack, "zh-CN") if line.strip().startswith("## ")]
    assert all(re.search("[一-鿿]", line) for line in chinese if ": SaaS" not in line)
