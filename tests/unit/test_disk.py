"""Disk: reading says why it could not; writing is whole or not at all."""

import os
from pathlib import Path

import pytest

from crmtimeline.errors import InputError
from crmtimeline.files.disk import read_bytes, write_bytes, write_text
from crmtimeline.files.yaml_tree import MOST_BYTES


def code_of(error: pytest.ExceptionInfo[InputError]) -> str:
    """Return the code and place of the one issue."""
    (issue,) = error.value.issues
    return f"{issue.place} {issue.code}"


def test_bytes_come_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xff\r\n\x00")
    assert read_bytes(tmp_path / "a", "a") == b"\xff\r\n\x00"


def test_no_more_is_read_than_tells_that_it_is_too_much(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * (MOST_BYTES + 1000))
    assert len(read_bytes(tmp_path / "a", "a")) == MOST_BYTES + 1


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("missing", "F101"),
        ("folder", "F102"),
        ("file/inside", "F103"),
        ("loop", "F103"),
        ("nu\0ll", "F103"),
        ("n" * 300, "F103"),
    ],
)
def test_what_cannot_be_read_is_told_by_the_name_people_use(
    tmp_path: Path, name: str, code: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(InputError) as error:
        read_bytes(tmp_path / name, "my profile")
    assert code_of(error) == f"my profile {code}"


def test_a_text_is_written_as_utf_8_with_plain_line_ends(tmp_path: Path) -> None:
    write_text(tmp_path / "out.txt", "周\n期\n")
    assert (tmp_path / "out.txt").read_bytes() == "周\n期\n".encode()


def test_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    write_bytes(tmp_path / "out.bin", b"\xff\r\n\x00")
    assert (tmp_path / "out.bin").read_bytes() == b"\xff\r\n\x00"


def test_an_existing_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "out.txt"
    file.write_text("a longer text that was there before")
    file.chmod(0o640)
    write_text(file, "new")
    assert file.read_text() == "new"
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_new_file_may_be_read_by_whom_the_mask_lets(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_text(tmp_path / "out.txt", "new")
    finally:
        os.umask(before)
    assert (tmp_path / "out.txt").stat().st_mode & 0o777 == 0o640


def test_the_old_file_stays_and_no_draft_is_left_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "out.txt"
    file.write_text("old")

    def full(draft: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(InputError) as error:
        write_text(file, "new")
    assert code_of(error) == f"{file} F106"
    assert error.value.issues[0].message.values == {"reason": "No space left on device"}
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_text_that_cannot_be_encoded_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "out.txt"
    file.write_text("old")
    with pytest.raises(InputError) as error:
        write_text(file, "new \ud800")
    assert code_of(error) == f"{file} F106"
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_is_marked_as_read_only_stays(tmp_path: Path) -> None:
    file = tmp_path / "out.txt"
    file.write_text("old")
    file.chmod(0o444)
    with pytest.raises(InputError) as error:
        write_text(file, "new")
    assert error.value.issues[0].message.values == {"reason": "Permission denied"}
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_may_not_be_written_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "out.txt"
    file.write_text("old")
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with pytest.raises(InputError) as error:
        write_text(file, "new")
    assert code_of(error) == f"{file} F106"
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_stays_a_link_and_its_target_is_written(tmp_path: Path) -> None:
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("old")
    link.symlink_to(target)
    write_text(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_device_stays_a_device() -> None:
    write_text(Path(os.devnull), "gone")
    assert Path(os.devnull).is_char_device()


@pytest.mark.parametrize("name", ["missing/out.txt", "file/out.txt", "folder", "nu\0ll"])
def test_where_nothing_can_be_written_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(InputError) as error:
        write_text(tmp_path / name, "text")
    assert code_of(error) == f"{tmp_path / name} F106"
    assert not (tmp_path / "missing").exists()
