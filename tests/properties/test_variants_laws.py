"""Laws of variants: a changed project is to the last bit what its profile by itself would give."""

from pathlib import Path

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from packs_at_random import PackAtRandom, packs
from test_advise_laws import CHINA, Project, projects

from crmtimeline.engine.variants import Variants
from crmtimeline.model.strict import Value

EXAMPLES = Path(__file__).parents[2] / "examples"
HALF_WAY = (EXAMPLES / "half-way.yaml").read_text(encoding="utf-8")
FEW = settings(max_examples=25)
NUMBERS = (1, 2.5, 40, 400, 9_000)


def assert_changes_are_profiles(project: Project, changes: dict[str, Value]) -> None:
    """Compare the trials with some changes with those of the changed profile."""
    rules, made_with = project.rules, project.made_with
    variants = Variants(rules, project.profile({}), made_with, CHINA)
    anew = Variants(rules, project.profile(changes), made_with, CHINA)
    assert variants.possible(changes) == anew.possible({})
    if anew.possible({}):
        assert np.array_equal(variants.ends(changes), anew.ends({}))


@st.composite
def changes_of(draw: st.DrawFn, project: Project) -> dict[str, Value]:
    """Return changes of one to three inputs, as far as a profile can have them."""
    pack = project.rules.pack
    deciding = [name for name in ("company.employees", "company.users") if name in pack.inputs]
    names = st.sampled_from([*pack.inputs, *deciding * 3])
    changes = {
        name: draw(st.sampled_from(pack.inputs[name].level_values or NUMBERS))
        for name in draw(st.lists(names, min_size=1, max_size=3, unique=True))
    }
    try:
        project.profile(changes)
    except AssertionError:  # more users than employees, and the like
        assume(False)
    return changes


@FEW
@given(project=projects(), data=st.data())
def test_of_a_shipped_pack(project: Project, data: st.DataObject) -> None:
    assert_changes_are_profiles(project, data.draw(changes_of(project)))


@FEW
@given(some=st.one_of(packs(), packs(conditional=True)), data=st.data())
def test_of_a_pack_at_random(some: PackAtRandom, data: st.DataObject) -> None:
    assume(some.inputs)
    project = Project(some.text, some.profile if some.answers else "{}\n", 100)
    assert_changes_are_profiles(project, data.draw(changes_of(project)))


@FEW
@given(
    left=st.sampled_from(["", "company", "data", "integrations", "customization"]), data=st.data()
)
def test_of_a_project_under_way(left: str, data: st.DataObject) -> None:
    project = Project("packaged", without(HALF_WAY, left) if left else HALF_WAY, 300)
    assert_changes_are_profiles(project, data.draw(changes_of(project)))


def without(text: str, key: str) -> str:
    """Return a profile without one of its keys."""
    before, _, after = text.partition(f"\n{key}:")
    lines = after.splitlines(keepends=True)[1:]
    rest = next((at for at, line in enumerate(lines) if not line.startswith(" ")), len(lines))
    return f"{before}\n{''.join(lines[rest:])}"
