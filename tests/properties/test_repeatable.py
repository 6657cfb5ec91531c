"""Repeatable: the same command gives the same bytes, whatever the machine around it is set to."""

import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

EXAMPLE = str(Path(__file__).parents[2] / "examples" / "three-fields.yaml")
COMMANDS = {
    "text": ["estimate", EXAMPLE],
    "JSON": ["estimate", EXAMPLE, "-f", "json"],
}
SURROUNDINGS = {
    "again": {},
    "Chinese locale": {"LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.GB18030"},
    "C locale": {"LANG": "C", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "another timezone": {"TZ": "Asia/Kathmandu"},
    "hashes from 0": {"PYTHONHASHSEED": "0"},
    "hashes from 1": {"PYTHONHASHSEED": "1"},
    "optimized": {"PYTHONOPTIMIZE": "2"},
    "a wide terminal around": {"COLUMNS": "200", "TERM": "xterm-256color", "FORCE_COLOR": "1"},
    "no late vector instructions": {
        "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX2 FMA3 AVX512F AVX512_SKX"
    },
    "four threads": {"OPENBLAS_NUM_THREADS": "4", "OMP_NUM_THREADS": "4"},
}


def printed(
    command: str, variables: dict[str, str], prepare: Callable[[], object] | None = None
) -> bytes:
    """Return what a process of its own prints."""
    process = subprocess.run(
        [sys.executable, "-m", "crmtimeline", *COMMANDS[command]],
        env=os.environ | variables,
        preexec_fn=prepare,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=True,
    )
    return process.stdout


@cache
def usual(command: str) -> bytes:
    """Return what a command prints as things are."""
    return printed(command, {})


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("variables", SURROUNDINGS.values(), ids=SURROUNDINGS)
def test_surroundings_change_nothing(command: str, variables: dict[str, str]) -> None:
    assert printed(command, variables) == usual(command)


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="cores cannot be chosen here")
@pytest.mark.parametrize("command", COMMANDS)
def test_the_number_of_cores_changes_nothing(command: str) -> None:
    core = min(os.sched_getaffinity(0))
    assert printed(command, {}, lambda: os.sched_setaffinity(0, {core})) == usual(command)


def test_another_seed_changes_something() -> None:
    process = subprocess.run(
        [sys.executable, "-m", "crmtimeline", *COMMANDS["JSON"], "--seed", "2"],
        stdout=subprocess.PIPE,
        check=True,
    )
    assert process.stdout != usual("JSON")
