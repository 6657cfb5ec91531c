"""A pull request from a clean repository: base, change, comment, gate, as CI servers run them."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pre_commit.clientlib import load_manifest  # type: ignore[import-untyped]

from crmtimeline.errors import Exit
from crmtimeline.files.yaml_tree import read_tree

ROOT = Path(__file__).parents[2]
ACTION, GITLAB = ROOT / ".github/actions/check/action.yml", ROOT / ".gitlab/crmtimeline.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
COMMENT = "crmtimeline-check.md"

POLICY = """rules:
  no-surprise: {action: deny, change: {at: 80, max: 2}, message: Talk to the customer first.}
  ask-first: {action: warn, require: [data.quality]}
"""
DEAL = "name: Lantern Tea\ncompany: {employees: 300}\ncustomization: light\n"
ODD = "deals/$(touch hacked) ;'\"`-x: 1.yaml"

pytestmark = pytest.mark.skipif(
    not (shutil.which("git") and shutil.which("bash")), reason="git and bash are not installed"
)


class Repository(NamedTuple):
    """A git repository with a profile and a policy, whose programs all run in it."""

    folder: Path

    def run(self, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Return how a program ended; it sees this installation and none of the user's settings."""
        own = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            **{f"GIT_{who}_NAME": "Mei" for who in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{who}_EMAIL": "mei" for who in ("AUTHOR", "COMMITTER")},
        }
        return subprocess.run(
            command,
            cwd=self.folder,
            env=os.environ | own | variables,
            capture_output=True,
            encoding="utf-8",
        )

    def git(self, *arguments: str) -> str:
        """Return what git prints."""
        result = self.run("git", *arguments)
        assert result.returncode == 0, result.stderr
        return result.stdout.strip()

    def commit(self, **files: str | None) -> str:
        """Write files (or remove them), commit all and return the commit."""
        for name, text in files.items():
            file = self.folder / name
            file.parent.mkdir(exist_ok=True)
            if text is None:
                file.unlink()
            else:
                file.write_text(text, encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "-q", "-m", "A change")
        return self.git("rev-parse", "HEAD")

    def read(self, name: str) -> str:
        """Return the text of a file."""
        return (self.folder / name).read_text(encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return a repository whose first commit is the base."""
    found = Repository(tmp_path / "quotes")
    found.folder.mkdir()
    found.git("init", "-q")
    files = {"deals/tea.yaml": DEAL, "deals/old.yaml": DEAL, "policy.yaml": POLICY}
    found.commit(**files)
    return found


def on_github(repository: Repository, base: str, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the script of the action's step `check` as a runner does."""
    (step,) = (each for each in content(ACTION)["runs"]["steps"] if each.get("id") == "check")
    scratch = repository.folder.parent
    given = {"PROFILES": "deals/*.yaml", "POLICY": "policy.yaml", "COMMENT": COMMENT}
    given |= {"BASE": base, "REPORT_ONLY": "false", **inputs}
    assert given.keys() == step["env"].keys()
    runner = {name: str(scratch / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    bash = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")
    return repository.run(*bash, step["run"], RUNNER_TEMP=str(scratch), **runner, **given)


def on_gitlab(repository: Repository, base: str) -> subprocess.CompletedProcess[str]:
    """Run the script of GitLab's job as a runner does."""
    job = content(GITLAB)["crmtimeline-check"]
    (script,) = job["script"]
    variables = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base, **job["variables"]}
    return repository.run("bash", "-eo", "pipefail", "-c", script, **variables)


def content(file: Path) -> Any:
    """Return what a YAML file holds."""
    return read_tree(file.read_bytes(), file.name).value


def test_base_change_comment_gate(repository: Repository) -> None:
    saved = ["-o", "base.json"]
    assert repository.run("crmtimeline", "estimate", "deals/tea.yaml", *saved).returncode == 0
    repository.commit(**{"deals/tea.yaml": DEAL.replace("light", "deep")})
    command = ["check", "deals/tea.yaml", "--policy", "policy.yaml", "--against", "base.json"]
    result = repository.run("crmtimeline", *command, "-f", "markdown", "-o", COMMENT)
    assert (result.returncode, result.stdout, result.stderr) == (Exit.GATE, "", "")
    comment = repository.read(COMMENT)
    assert "| Lantern Tea (deals/tea.yaml) | denied | " in comment
    assert re.search(r"^\| Customization \| 2\.\d \| [0-9.]+ \| \\\+[0-9.]+ \|$", comment, re.M)
    assert "at most +2 allowed. Talk to the customer first. |" in comment
    repository.commit(**{"deals/tea.yaml": DEAL + "data: {quality: clean}\n"})
    assert repository.run("crmtimeline", *command).returncode == Exit.DONE


def test_on_github_a_change_is_judged_annotated_and_written(repository: Repository) -> None:
    base = repository.git("rev-parse", "HEAD")
    changed = {"deals/tea.yaml": DEAL.replace("light", "deep"), "deals/old.yaml": None}
    repository.commit(**changed, **{ODD: "name: Lantern Coffee\n"})
    result = on_github(repository, base)
    assert (result.returncode, result.stderr) == (Exit.GATE, "")
    errors = [line for line in result.stdout.splitlines() if line.startswith("::error ")]
    assert len(errors) == 1
    assert errors[0].startswith("::error file=deals/tea.yaml,line=1,col=1,title=no-surprise::P80 ")
    assert result.stdout.count("::warning ") == 2
    comment = repository.read(COMMENT)
    assert repository.read("../GITHUB_STEP_SUMMARY") == comment
    assert repository.read("../GITHUB_OUTPUT") == f"comment={COMMENT}\n"
    assert "Profiles: 2; passed: 1, denied: 1" in comment
    assert "there is no baseline" in comment  # the new profile has none
    assert "deals/old.yaml" not in comment
    assert not list(repository.folder.rglob("hacked"))


@pytest.mark.parametrize(
    ("change", "report_only", "code"),
    [
        ("deep", "false", Exit.GATE),
        ("deep", "true", Exit.DONE),
        ("deeep", "false", Exit.INPUT),
        ("deeep", "true", Exit.DONE),
    ],
)
def test_on_github_the_step_ends_as_check_does(
    repository: Repository, change: str, report_only: str, code: Exit
) -> None:
    base = repository.git("rev-parse", "HEAD")
    repository.commit(**{"deals/tea.yaml": DEAL.replace("light", change)})
    result = on_github(repository, base, REPORT_ONLY=report_only)
    assert result.returncode == code
    assert ("title=P104::" in result.stdout) == (change == "deeep")
    assert (repository.folder / COMMENT).exists()


def test_on_github_the_base_is_fetched_where_it_is_missing(repository: Repository) -> None:
    base = repository.git("rev-parse", "HEAD")
    repository.commit(**{"deals/tea.yaml": DEAL.replace("light", "deep")})
    repository.git("config", "uploadpack.allowAnySHA1InWant", "true")
    shallow = Repository(repository.folder.parent / "shallow")
    repository.git("clone", "-q", "--depth=1", f"file://{repository.folder}", str(shallow.folder))
    assert on_github(shallow, base).returncode == Exit.GATE


def test_on_github_the_first_push_of_a_branch_has_all_profiles_judged(
    repository: Repository,
) -> None:
    for base in ("0" * 40, ""):
        result = on_github(repository, base)
        assert (result.returncode, result.stderr) == (Exit.DONE, "")
        assert "Profiles: 2; passed: 2" in repository.read(COMMENT)


SERVERS: dict[str, Callable[[Repository, str], subprocess.CompletedProcess[str]]] = {
    "GitHub": on_github,
    "GitLab": on_gitlab,
}


@pytest.mark.parametrize("run", SERVERS.values(), ids=SERVERS)
def test_what_touches_no_profile_passes_without_a_comment(
    repository: Repository, run: Callable[[Repository, str], subprocess.CompletedProcess[str]]
) -> None:
    base = repository.git("rev-parse", "HEAD")
    repository.commit(**{"notes.txt": "a call on Monday\n"})
    result = run(repository, base)
    assert (result.returncode, result.stdout) == (Exit.DONE, "No profile is touched.\n")
    assert not (repository.folder / COMMENT).exists()


@pytest.mark.parametrize("run", SERVERS.values(), ids=SERVERS)
def test_under_a_new_name_a_profile_keeps_its_baseline(
    repository: Repository, run: Callable[[Repository, str], subprocess.CompletedProcess[str]]
) -> None:
    base = repository.git("rev-parse", "HEAD")
    (repository.folder / "deals/won").mkdir()
    repository.git("mv", "deals/tea.yaml", "deals/won/a tea.yaml")
    repository.commit(**{"deals/won/a tea.yaml": DEAL.replace("light", "deep")})
    result = run(repository, base)
    assert (result.returncode, result.stderr) == (Exit.GATE, "")
    assert "there is no baseline" not in repository.read(COMMENT)


def test_on_gitlab_a_change_is_judged_and_written(repository: Repository) -> None:
    base = repository.git("rev-parse", "HEAD")
    repository.commit(**{"deals/tea.yaml": DEAL.replace("light", "deep"), ODD: DEAL})
    result = on_gitlab(repository, base)
    assert (result.returncode, result.stderr) == (Exit.GATE, "")
    assert "Lantern Tea (deals/tea.yaml): denied" in result.stdout
    job = content(GITLAB)["crmtimeline-check"]
    for file in (*job["artifacts"]["paths"], job["artifacts"]["reports"]["junit"]):
        assert "tea.yaml" in repository.read(file)
    assert not list(repository.folder.rglob("hacked"))


def test_the_hook_judges_the_files_that_are_committed(repository: Repository) -> None:
    (hook,) = load_manifest(str(HOOKS))
    assert re.search(hook["files"], "deals/tea.yaml")
    assert not re.search(hook["files"], "policy.yaml")
    command = [*shlex.split(hook["entry"]), *hook["args"], "deals/tea.yaml"]
    result = repository.run(*command)
    assert (result.returncode, result.stderr) == (Exit.DONE, "")
    assert "there is no baseline" in result.stdout
    assert repository.read(COMMENT).startswith("## Timeline check\n")
    repository.commit(**{"deals/tea.yaml": DEAL.replace("light", "deeep")})
    assert repository.run(*command).returncode == Exit.INPUT


@pytest.mark.parametrize(
    ("file", "schema"),
    [(ACTION, "vendor.github-actions"), (GITLAB, "vendor.gitlab-ci")],
    ids=["GitHub", "GitLab"],
)
def test_the_servers_accept_their_files(file: Path, schema: str) -> None:
    assert faults(file, schema) == ""


def faults(file: Path, schema: str) -> str:
    """Return what a schema that is installed finds wrong in a file."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    result = subprocess.run(command, capture_output=True, encoding="utf-8")
    return "" if result.returncode == 0 else result.stdout or result.stderr


def test_the_workflow_of_the_readme_fits_the_action(tmp_path: Path) -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    (workflow,) = re.findall(r"^```yaml\n(# \.github/workflows/.+?)^```$", page, re.M | re.S)
    file = tmp_path / "quotes.yml"
    file.write_text(workflow, encoding="utf-8")
    assert faults(file, "vendor.github-workflows") == ""
    steps = content(file)["jobs"]["check"]["steps"]
    (used,) = (step for step in steps if "crmtimeline" in step.get("uses", ""))
    action = content(ACTION)
    assert f"/{ACTION.parent.relative_to(ROOT)}@" in used["uses"]
    assert used["with"].keys() == {
        name for name, given in action["inputs"].items() if given["required"]
    }
    outputs = re.findall(r"steps\.quotes\.outputs\.([a-z]+)", workflow)
    assert set(outputs) == action["outputs"].keys()


def test_nothing_that_a_person_chose_becomes_a_part_of_a_script() -> None:
    for step in content(ACTION)["runs"]["steps"]:
        assert "${{" not in step["run"]
