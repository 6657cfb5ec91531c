"""Readers: what a missing one does to a test, and a page that asks for more than itself."""

from pathlib import Path

import pytest
from browser import opened
from readers import READERS, need


@pytest.fixture
def nothing_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CRMTIMELINE_AXE", raising=False)
    monkeypatch.delenv("CRMTIMELINE_READERS", raising=False)


@pytest.mark.usefixtures("nothing_there")
@pytest.mark.parametrize("thing", ["chromium", "axe"])
def test_a_missing_reader_is_named_with_how_to_get_it(thing: str) -> None:
    with pytest.raises(pytest.skip.Exception, match=READERS[thing].hint):
        need(thing)


@pytest.mark.usefixtures("nothing_there")
def test_where_all_readers_are_wanted_a_missing_one_is_a_failure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CRMTIMELINE_READERS", "all")
    with pytest.raises(pytest.fail.Exception, match="needs chromium"):
        need("chromium")


def test_the_browser_tells_what_a_page_asks_for_and_what_fails_in_it(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<img src="http://evil.example/x.png"><script>undefined.x</script>')
    with opened(page) as seen:
        assert seen.requests == ["http://evil.example/x.png"]
        assert any("undefined" in error for error in seen.errors)
        assert seen.run("document.images.length") == 1
