"""A pack of another trade: it needs no Python, and it uses all that the format offers."""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel
from typer.testing import CliRunner

from crmtimeline.cli.run import app
from crmtimeline.errors import Exit, Place
from crmtimeline.files.packs import LoadedPack, load_pack
from crmtimeline.files.sources import load_checklist, load_sources

DATA = Path(__file__).parents[1] / "data"
PACK, PROFILE = DATA / "erp.yaml", DATA / "erp-profile.yaml"


@pytest.fixture(scope="module")
def pack() -> LoadedPack:
    return load_pack(str(PACK), Path(), Place("test"))


def within(value: object) -> Iterator[BaseModel]:
    """Yield a model and every model inside it."""
    if isinstance(value, BaseModel):
        yield value
        parts = [getattr(value, name) for name in type(value).model_fields]
    elif isinstance(value, dict):
        parts = list(value.values())
    else:
        parts = value if isinstance(value, list) else []
    for part in parts:
        yield from within(part)


def test_it_uses_every_field_of_every_entry(pack: LoadedPack) -> None:
    used: dict[type[BaseModel], set[str]] = defaultdict(set)
    for root in (pack.rules.pack, load_sources(pack)[0], load_checklist(pack)[0]):
        for model in within(root):
            used[type(model)] |= model.model_fields_set
    unused = {
        f"{model.__name__}.{name}"
        for model, names in used.items()
        for name in model.model_fields.keys() - names
    }
    # A pack that stands alone extends none; an input's and a preset's figures share their fields.
    assert {name for name in unused if not name.startswith("Cited")} == {"Pack.extends"}


def test_it_uses_every_kind_of_link(pack: LoadedPack) -> None:
    links = [link for phase in pack.rules.pack.phases.values() for link in phase.links]
    assert {link.kind for link in links} == {"FS", "SS", "FF", "SF"}
    assert min(link.lag_weeks for link in links) < 0


def test_it_keeps_its_promises() -> None:
    result = CliRunner().invoke(app, ["rules", "check", str(PACK)])
    assert result.exit_code == Exit.DONE, result.output
    assert "error" not in result.stderr


def test_it_estimates_a_profile_of_its_own() -> None:
    result = CliRunner().invoke(app, ["estimate", str(PROFILE), "-f", "json"])
    assert result.exit_code == Exit.DONE, result.stderr
    estimate = json.loads(result.stdout)
    assert estimate["pack"]["id"] == "erp"
    assert {phase["id"]: phase["title"] for phase in estimate["phases"]} == {
        "blueprint": "蓝图设计",
        "build": "系统搭建",
        "machines": "设备联机",
        "data-load": "数据导入",
        "test": "测试",
        "cut-over": "切换",
        "old-system": "旧系统并行",
    }
    assert {out["id"] for out in estimate["excluded"]} == {"pilot-plant", "support"}
    assert estimate["unknowns"] == []


def test_each_of_its_inputs_moves_the_estimate() -> None:
    def median(*settings: str) -> float:
        arguments = [word for setting in settings for word in ("--set", setting)]
        result = CliRunner().invoke(
            app, ["estimate", str(PROFILE), *arguments, "-f", "json", "--trials", "1000"]
        )
        assert result.exit_code == Exit.DONE, result.stderr
        return float(json.loads(result.stdout)["total"]["weeks"]["p50"])

    usual = median()
    assert median("company.employees=150") < usual
    assert median("shopfloor.plants=10") > usual
    assert median("shopfloor.master_data=tidy") < usual
    assert median("approach=template") < usual
    assert median("parallel_run=false") < usual
    assert median("integrations.count=60", "approach=template") > median("approach=template")


@pytest.mark.parametrize("language", ["en", "zh-CN", "zh-TW"])
@pytest.mark.parametrize("command", ["estimate", "explain"])
def test_screens_show_it_in_every_language(command: str, language: str, pack: LoadedPack) -> None:
    result = CliRunner().invoke(app, [command, str(PROFILE), "--lang", language])
    assert result.exit_code == Exit.DONE, result.stderr
    titles = pack.rules.pack.phases["blueprint"].title
    assert titles is not None
    assert dict(titles)[language] in result.stdout  # type: ignore[index] # a Language
