"""Checking: all that `rules check` asks of a pack beyond what loading it asks."""

from collections.abc import Iterator

from crmtimeline import __version__
from crmtimeline.engine.cases import judge
from crmtimeline.engine.estimate import estimate
from crmtimeline.engine.settings import Settings
from crmtimeline.errors import InputError, Issue, Message
from crmtimeline.files.languages import check_languages
from crmtimeline.files.packs import LoadedPack
from crmtimeline.files.profiles import check_profile
from crmtimeline.files.usage import check_citations
from crmtimeline.model.pack import Expect
from crmtimeline.model.strict import Language
from crmtimeline.render.check_screens import CaseRow
from crmtimeline.render.numbers import weeks


def check(pack: LoadedPack) -> Iterator[Issue]:
    """Yield what is wrong with a pack's citations, languages and the profiles of its cases."""
    yield from check_citations(pack)
    yield from check_languages(pack)
    for name in pack.rules.pack.cases:
        yield from check_profile(pack.rules.pack, pack.tree, ("cases", name, "profile"))[1]


def case_rows(pack: LoadedPack, language: Language) -> Iterator[CaseRow]:
    """Yield each case of a pack with what comes out of it."""
    for name, case in pack.rules.pack.cases.items():
        profile, issues = check_profile(pack.rules.pack, pack.tree, ("cases", name, "profile"))
        if profile is None:
            raise InputError(issues)
        result = judge(case.expect, estimate(pack.rules, profile, Settings(language, __version__)))
        yield CaseRow(
            pack.rules.pack.id,
            name,
            (case.cite and case.cite.source) or "",
            _claim(case.expect),
            (result.p10, result.p50, result.p90),
            tuple(
                Issue(
                    Message("R123", {"case": name, "failure": failure}),
                    pack.tree.key("cases", name),
                )
                for failure in result.failures
            ),
        )


def _claim(expect: Expect) -> str:
    """Return what a case claims, as short as a table wants it."""
    claim = f"P90 >= {weeks(expect.p90_over)}" if expect.p90_over is not None else ""
    if expect.weeks is not None:
        claim = f"{weeks(expect.weeks.low)}-{weeks(expect.weeks.high)}"
    return f"{expect.phase}: {claim}" if expect.phase is not None else claim
