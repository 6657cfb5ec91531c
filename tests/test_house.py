"""House rules that no tool keeps: sizes, docstrings, where things are printed, and no leftovers."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
LONGEST_MODULE, LONGEST_TEST, LONGEST_FUNCTION = 300, 400, 40
PRINTING = {"print", "sys.stdout.write", "sys.stderr.write"}
READING = {"os.environ", "os.getenv", "time.time", "date.today", "datetime.now", "sys.argv"}
LEFTOVER = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
OF_ONE_MACHINE = re.compile(r"[\"'(=\s]/(home|root|work|Users)/")

Found = list[str]


def text_of(file: Path) -> str:
    """Return the text of a module."""
    return file.read_text(encoding="utf-8")


def nodes(file: Path) -> Iterator[ast.AST]:
    """Yield every node of a module."""
    yield from ast.walk(ast.parse(text_of(file)))


def name(file: Path, line: int = 0) -> str:
    """Return what a failure calls a file, or a line of it."""
    return f"{file.relative_to(ROOT)}:{line}"


def core() -> list[Path]:
    """Return all modules but those of the command line and the entry that answers `--version`."""
    return [file for file in SOURCES if file.parent.name != "cli" and file.name != "__main__.py"]


def longer_than(lines: int, files: list[Path]) -> Found:
    """Return the files with more lines."""
    return [name(file) for file in files if len(text_of(file).splitlines()) > lines]


def test_files_are_short() -> None:
    assert len(SOURCES) > 50
    assert longer_than(LONGEST_MODULE, SOURCES) == []
    assert longer_than(LONGEST_TEST, TESTS) == []


def test_functions_are_short() -> None:
    found = [
        name(file, node.lineno)
        for file in SOURCES
        for node in nodes(file)
        if isinstance(node, ast.FunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert found == []


def test_every_module_says_what_it_is() -> None:
    docstrings = {
        name(file): ast.get_docstring(ast.parse(text_of(file))) for file in SOURCES + TESTS
    }
    assert [file for file, text in docstrings.items() if not text] == []


def test_only_the_command_line_prints() -> None:
    found = [
        name(file, node.lineno)
        for file in core()
        for node in nodes(file)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in PRINTING
    ]
    assert found == []


def test_only_the_command_line_reads_clock_and_environment() -> None:
    found = [
        name(file, node.lineno)
        for file in core()
        for node in nodes(file)
        if isinstance(node, ast.Attribute) and ast.unparse(node) in READING
    ]
    assert found == []


def test_nothing_is_left_to_do_and_nothing_belongs_to_one_machine() -> None:
    for pattern in (LEFTOVER, OF_ONE_MACHINE):
        assert [name(file) for file in SOURCES + TESTS if pattern.search(text_of(file))] == []
