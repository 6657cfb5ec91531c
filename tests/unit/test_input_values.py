"""Input values: systems that are listed or counted, and what they add up to."""

from pathlib import Path

import pytest

from crmtimeline.model.pack import Pack
from reading import pack_of, profile_of, profile_refusal, write_pack

PACK = """
inputs:
  integrations.load: {number: {min: 0}, assume: 1, $cite}
phases:
  build: {weeks: {low: 1, high: 2}, $cite}
"""
INTERFACES = "number: {min: 0}, interfaces: {simple: 0.5, standard: 1, complex: 2}"


def made(folder: Path, text: str) -> Pack:
    """Return the pack of a text."""
    write_pack(folder, "pack.yaml", text)
    return pack_of(folder, "pack.yaml").rules.pack


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return made(tmp_path_factory.mktemp("pack"), PACK.replace("number: {min: 0}", INTERFACES))


@pytest.mark.parametrize(
    ("integrations", "load"),
    [
        ("{load: 2.5}", 2.5),
        ("{count: 0}", 0),
        ("{count: 3}", 3),
        ("{systems: []}", 0),
        ("{systems: [{name: ERP}]}", 1),
        ("{systems: [{}]}", 1),
        ("{systems: [{name: ERP, interface: complex}, {name: 呼叫中心, interface: simple}]}", 2.5),
        ("{systems: [{name: ERP, interface: complex}], count: 1}", 2),
        ("{systems: [{name: ERP, interface: complex}], load: 2}", 2),
        ("{count: 2, load: 2}", 2),
    ],
)
def test_the_load_is_counted_or_the_sum_of_what_interfaces_weigh(
    pack: Pack, integrations: str, load: float
) -> None:
    profile = profile_of(pack, f"integrations: {integrations}")
    assert profile.inputs == {"integrations.load": load}


def test_a_pack_without_interfaces_counts_each_system_once(tmp_path: Path) -> None:
    plain_pack = made(tmp_path, PACK)
    text = "integrations: {systems: [{name: ERP, interface: whatever}, {name: OA}]}"
    assert profile_of(plain_pack, text).inputs == {"integrations.load": 2}


@pytest.mark.parametrize("integrations", ["", "{}", "{count: }", "{systems: }"])
def test_nothing_said_is_unknown(pack: Pack, integrations: str) -> None:
    assert profile_of(pack, f"integrations: {integrations}").inputs == {}


@pytest.mark.parametrize(
    ("integrations", "found"),
    [
        ("{count: 2, systems: [{name: ERP}]}", ["1:23 P110"]),
        ("{count: 0, systems: [{name: ERP}]}", ["1:23 P110"]),
        ("{load: 2, count: 3}", ["1:22 P111"]),
        ("{load: 2, systems: [{name: 甲😀}]}", ["1:22 P111"]),
        ("{count: three}", ["1:23 P102"]),
        ("{count: -1}", ["1:23 P103"]),
        ("{count: true}", ["1:23 P102"]),
        ("{systems: 3}", ["1:25 P102"]),
        ("{systems: [ERP, {name: OA}]}", ["1:26 P102"]),
        ("{systems: [{name: 3}]}", ["1:33 P102"]),
        ("{systems: [{name: 呼叫中心😀, interface: hard}]}", ["1:51 P104"]),
        ("{systems: [{name: ERP, interface: 2}]}", ["1:49 P102"]),
        ("{systems: [{name: ERP, kind: complex}]}", ["1:38 P101"]),
        ("{systms: []}", ["1:16 P101"]),
        ("[ERP]", ["1:15 P102"]),
    ],
)
def test_contradictions_and_slips_are_told_at_their_place(
    pack: Pack, integrations: str, found: list[str]
) -> None:
    assert profile_refusal(pack, f"integrations: {integrations}") == found


def test_places_point_at_what_the_load_was_made_of(pack: Pack) -> None:
    listed = profile_of(pack, "integrations:\n  count: 1\n  systems:\n    - {name: ERP}\n")
    counted = profile_of(pack, "integrations:\n\n  count: 1\n")
    assert listed.places["integrations.load"].line == 3
    assert counted.places["integrations.load"].line == 3
