"""Gating: the profiles of `check` held to its rules, each as far as it can be, all issues kept."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple, TextIO

from crmtimeline.cli.asked import Asked
from crmtimeline.cli.language import choose_language
from crmtimeline.cli.limits import BY, MAX, MAX_CHANGE, read_limits
from crmtimeline.cli.loading import Loaded, bytes_of
from crmtimeline.cli.screen import Speech
from crmtimeline.engine.gate import counts, hold, problems, unjudged
from crmtimeline.engine.measures import Subject
from crmtimeline.errors import InputError, Issue
from crmtimeline.files.policies import LoadedPolicy, check_names, load_policy
from crmtimeline.files.project import unless_wrong
from crmtimeline.files.yaml_tree import Tree, read_tree
from crmtimeline.model.origin import Tool
from crmtimeline.model.policy import NamedRule
from crmtimeline.model.verdict import Check, ProfileChecked


class Rules(NamedTuple):
    """What profiles are held to: a policy and options, and what is wrong with them."""

    policy: LoadedPolicy | None
    by_options: tuple[NamedRule, ...]
    issues: list[Issue]
    file: str | None

    @property
    def all(self) -> tuple[NamedRule, ...]:
        """The rules of both, those of options last."""
        return (*(self.policy.rules if self.policy else ()), *self.by_options)


class Candidate(NamedTuple):
    """A profile's file: its tree where it can be read, and all that is wrong with it."""

    file: str
    tree: Tree | None
    issues: list[Issue]


def read_rules(
    file: str | None, most: Sequence[str], by: Sequence[str], max_change: Sequence[str]
) -> Rules:
    """Return the rules of a policy's file and of options, with the issues of both."""
    issues: list[Issue] = []
    policy = None if file is None else unless_wrong(partial(load_policy, file), issues)
    options = ((MAX, most), (BY, by), (MAX_CHANGE, max_change))
    limits = [rule for option, texts in options for rule in read_limits(option, texts, issues)]
    return Rules(policy, tuple(limits), issues, file)


def gate(
    files: Sequence[str], rules: Rules, asked: Asked, speech: Speech, stream: TextIO | None
) -> tuple[Check, tuple[Issue, ...]]:
    """Return what comes of holding profiles to rules, and all issues of both, sorted.

    The language is the option's, else the first file's, else that of `stream`; `speech` learns it.
    """
    from crmtimeline import __version__

    found = [_read(file) for file in dict.fromkeys(files)]
    written = found[0].tree.value.get("language") if found[0].tree else None
    language = choose_language(asked.language, written, stream)
    speech.language = choose_language(asked.language, written, sys.stderr)
    checked = tuple(_checked(found, rules, asked._replace(language=language)))
    result = Check(
        schema="crmtimeline/check/1",
        tool=Tool(__version__),
        language=language,
        policy=rules.file,
        passed=all(each.passed for each in checked),
        counts=counts(checked),
        profiles=checked,
        errors=problems(InputError(rules.issues).issues),
    )
    wrong = [*rules.issues, *(issue for each in found for issue in each.issues)]
    return result, InputError(wrong).issues


def _read(file: str) -> Candidate:
    issues: list[Issue] = []
    return Candidate(file, unless_wrong(partial(_tree, file), issues), issues)


def _tree(file: str) -> Tree:
    return read_tree(*bytes_of(file))


def _checked(found: Sequence[Candidate], rules: Rules, asked: Asked) -> Iterator[ProfileChecked]:
    """Yield each profile held to the rules; what is wrong is added to the issues of both."""
    loaded = [_load(each, asked) for each in found]
    if rules.policy is not None:
        packs = [known.pack.rules.pack for known in loaded if known is not None]
        rules.issues.extend(check_names(rules.policy, packs))
    for each, known in zip(found, loaded, strict=True):
        judged = None
        if known is not None and each.tree is not None and not rules.issues:
            held = partial(_held, each.file, each.tree, known, rules, asked)
            judged = unless_wrong(held, each.issues)
        name = known.profile.keys.name if known else None
        yield judged or unjudged(each.file, name, each.issues)


def _load(found: Candidate, asked: Asked) -> Loaded | None:
    if found.tree is None:
        return None
    return unless_wrong(partial(asked.load, found.tree, found.file), found.issues)


def _held(file: str, tree: Tree, known: Loaded, rules: Rules, asked: Asked) -> ProfileChecked:
    estimate = asked.estimate(known)
    baseline, note = None, None
    if asked.against is not None:
        from crmtimeline.cli.baselines import baseline_for

        baseline, note = baseline_for(file, asked.against, asked)
    subject = Subject(known.pack.rules.pack, known.profile, estimate, baseline)
    held = hold(file, rules.all, subject, tree.key, known.language)
    return held if note is None else replace(held, notes=(*held.notes, note))
