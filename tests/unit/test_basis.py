"""Basis: what an estimate says that it rests on."""

import re

from building import estimate_of
from crmtimeline.render.basis import basis_lines
from crmtimeline.render.layout import plain

PACK = """
uncertainty:
  correlation: {value: 0.3, $cite}
  project_spread: {value: 0.2, cite: {basis: fitted, note: on ten projects}}
inputs:
  size: {title: {en: Size of it}, number: {min: 0}, weights: {1: 0.5, 3: 0.5}, $cite}
  depth: {levels: [flat, deep], labels: {deep: {en: very deep}}, assume: flat, $cite}
phases:
  told: {weeks: {low: 1, high: 2}, cite: {basis: reported, source: S1}}
  guessed: {title: {en: A guess}, weeks: {low: 1, high: 2}, $cite}
modifiers:
  growth: {title: {en: It grows}, reads: size, curve: {1: 1, 9: 2}, applies_to: {all: 1}, $cite}
  idle:
    reads: depth
    levels: {flat: 1, deep: 2}
    applies_to: {told: 1}
    cite: {basis: reported, source: S1}
sources: {S1: {title: A source}}
assumptions:
  room: {title: {en: The customer gives a room.}, $cite}
"""


def test_what_is_given_is_listed_as_a_person_reads_it() -> None:
    given = estimate_of(PACK, "depth: deep\n").given
    assert [(each.input, each.value, each.shown) for each in given] == [
        ("depth", "deep", "very deep")
    ]


def test_figures_that_act_and_that_nobody_reported_are_listed_once_with_their_notes() -> None:
    figures = estimate_of(PACK).figures
    assert [(each.id, each.basis) for each in figures] == [
        ("growth", "assumed"),
        ("guessed", "assumed"),
        ("correlation", "assumed"),
        ("project_spread", "fitted"),
    ]
    assert figures[-1].note == "on ten projects"


def test_a_figure_of_a_phase_that_is_out_of_scope_is_not_listed() -> None:
    assert "guessed" not in [each.id for each in estimate_of(PACK, "skip: [guessed]\n").figures]


def test_the_page_names_given_figures_and_duties() -> None:
    shown = " ".join(plain(basis_lines(estimate_of(PACK, "size: 2\n").basis, 80, "en")).split())
    assert "Given: Size of it: 2" in shown
    assert re.search(r"It grows; A guess; .*\(fitted\)", shown)
    assert "- The customer gives a room." in shown
