"""Inputs: which preset a company falls in, and what is drawn from it while it is unknown."""

from math import sqrt
from typing import Any

import numpy as np
import pytest

from building import Run, pack_from, profile_from, run_of
from crmtimeline.engine.inputs import Settled

PACK = """
inputs:
  company.employees: {number: {min: 1}, range: {low: 40, high: 2500}, $cite}
  company.users: {number: {min: 1}, else: company.employees, $cite}
  depth: {levels: [light, moderate, deep], weights: {light: 0.2, moderate: 0.6, deep: 0.2}, $cite}
  records: {number: {min: 0}, range: {low: 100, high: 10000}, $cite}
presets:
  small:
    employees: {low: 5, high: 50}
    users: {high: 20}
    inputs: {depth: {weights: {light: 1}}}
    $cite
  medium:
    employees: {low: 50, high: 300}
    users: {high: 100}
    inputs: {depth: {weights: {light: 0.5, moderate: 0.5}}}
    $cite
  large:
    employees: {low: 300, high: 40000}
    inputs: {depth: {weights: {deep: 1}}, records: {range: {low: 1000000, high: 1000000}}}
    $cite
phases:
  build: {weeks: {low: 1, high: 1}, $cite}
modifiers:
  staff: {reads: company.employees, curve: {1: 1, 2: 2}, applies_to: {build: 1}, $cite}
  heads: {reads: company.users, curve: {1: 1, 2: 2}, applies_to: {build: 1}, $cite}
  by-depth: {reads: depth, levels: {light: 1, moderate: 1, deep: 1}, applies_to: {build: 1}, $cite}
  by-records: {reads: records, curve: {1: 1, 2: 2}, applies_to: {build: 1}, $cite}
"""


def drawn(read: Settled) -> list[Any]:
    """Return the value in every trial."""
    assert read.draw is not None
    return [read.draw.values[at] for at in read.draw.index]


def size_of(run: Run) -> str:
    """Return the preset whose usual depth an input of a profile got."""
    if run.inputs["depth"].draw is not None:
        return "medium"
    return {"light": "small", "deep": "large"}[str(run.inputs["depth"].value)]


@pytest.mark.parametrize(
    ("company", "size"),
    [
        ("{size: medium}", "medium"),
        ("{employees: 1}", "small"),
        ("{employees: 50}", "small"),
        ("{employees: 51}", "medium"),
        ("{employees: 300}", "medium"),
        ("{employees: 301}", "large"),
        ("{employees: 1000000}", "large"),
        ("{users: 20}", "small"),
        ("{users: 21}", "medium"),
        ("{users: 100}", "medium"),
        ("{users: 101}", "large"),
        ("{users: 20, employees: 301}", "large"),
        ("{size: large, users: 10}", "large"),
        ("{size: large, employees: 300}", "large"),
        ("{size: small, employees: 50}", "small"),
        ("{size: medium, employees: 50}", "medium"),
    ],
)
def test_size_goes_before_employees_and_employees_before_users(company: str, size: str) -> None:
    assert size_of(run_of(PACK, f"company: {company}")) == size


def test_with_a_size_alone_employees_are_drawn_between_its_ends() -> None:
    employees = run_of(PACK, "company: {size: medium}", trials=10_000).inputs["company.employees"]
    assert employees.value == round(sqrt(50 * 300))
    assert np.quantile(drawn(employees), [0.1, 0.9]) == pytest.approx([50, 300], rel=0.01)


def test_with_a_size_the_preset_stays_whatever_employees_are_drawn() -> None:
    run = run_of(PACK, "company: {size: small}")
    assert max(drawn(run.inputs["company.employees"])) > 50
    assert run.inputs["depth"].draw is None
    assert run.inputs["depth"].value == "light"


def test_with_users_alone_employees_come_from_the_preset_of_the_users() -> None:
    run = run_of(PACK, "company: {users: 30}")
    assert run.inputs["company.employees"].value == round(sqrt(50 * 300))


def test_without_a_size_each_trial_draws_from_the_preset_of_its_own_employees() -> None:
    run = run_of(PACK)
    depths = drawn(run.inputs["depth"])
    for employees, depth in zip(drawn(run.inputs["company.employees"]), depths, strict=True):
        if employees <= 50:
            assert depth == "light"
        elif employees <= 300:
            assert depth in ("light", "moderate")
        else:
            assert depth == "deep"
    assert {"light", "moderate", "deep"} == set(depths)


def test_a_preset_that_is_silent_leaves_the_draw_to_the_input_itself() -> None:
    run = run_of(PACK)
    employees = np.array(drawn(run.inputs["company.employees"]))
    records = np.array(drawn(run.inputs["records"]))
    assert records[employees > 300] == pytest.approx(1_000_000)
    assert np.quantile(records[employees <= 300], 0.5) == pytest.approx(1_000, rel=0.15)


def test_without_a_size_the_usual_value_is_that_of_the_usual_employees() -> None:
    run = run_of(PACK)
    assert run.inputs["company.employees"].value == pytest.approx(sqrt(40 * 2500))
    assert run.inputs["depth"].value == "deep"


def test_an_input_that_is_given_is_fixed() -> None:
    read = run_of(PACK, "depth: moderate").inputs["depth"]
    assert (read.value, read.given, read.draw) == ("moderate", True, None)


def test_where_an_input_is_not_given_another_stands_in_for_it() -> None:
    run = run_of(PACK, "company: {employees: 120}")
    assert run.inputs["company.users"].value == 120
    assert run.inputs["company.users"].draw is None


def test_an_input_that_is_given_is_not_replaced_by_its_stand_in() -> None:
    run = run_of(PACK, "company: {employees: 120, users: 30}")
    assert run.inputs["company.users"].value == 30


def test_a_stand_in_that_is_unknown_is_the_same_in_every_trial() -> None:
    run = run_of(PACK)
    users, employees = run.inputs["company.users"], run.inputs["company.employees"]
    assert drawn(users) == drawn(employees)
    assert employees.draws
    assert not users.draws


def test_only_inputs_that_a_rule_asks_for_are_unknown() -> None:
    pack = PACK.replace(
        "inputs:\n", "inputs:\n  hobby: {levels: [chess], assume: chess, $cite}\n", 1
    )
    names = [read.name for read in run_of(pack, "records: 5").inputs.unknown]
    assert names == ["company.employees", "company.users", "depth"]


def test_without_presets_an_unknown_input_is_drawn_from_its_own_weights() -> None:
    pack = PACK[: PACK.index("presets:")] + PACK[PACK.index("phases:") :]
    depths = drawn(run_of(pack, trials=1_000).inputs["depth"])
    assert [depths.count(level) for level in ("light", "moderate", "deep")] == [200, 600, 200]


def test_a_size_alone_does_not_change_how_an_input_it_is_silent_on_is_drawn() -> None:
    without = drawn(run_of(PACK, "company: {size: small}").inputs["records"])
    assert without == drawn(run_of(PACK, "company: {employees: 20}").inputs["records"])


def test_systems_that_are_listed_count_by_their_interfaces() -> None:
    rules = pack_from("""
inputs:
  integrations.load:
    number: {min: 0}
    interfaces: {simple: 0.5, standard: 1, complex: 2}
    assume: 0
    $cite
phases: {build: {weeks: {low: 1, high: 1}, $cite}}
""")
    listed = "{systems: [{name: ERP, interface: complex}, {interface: simple}, {name: OA}]}"
    assert profile_from(f"integrations: {listed}", rules).inputs == {"integrations.load": 3.5}
    assert profile_from("integrations: {count: 3}", rules).inputs == {"integrations.load": 3.0}
