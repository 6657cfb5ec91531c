"""Browser: headless Chromium without a network, started once, in which pages are opened."""

import atexit
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readers import need

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars")


@dataclass
class Opened:
    """A page, what it asked for besides itself, and what went wrong in it."""

    page: "Page"
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def asked(self, url: str, own: str) -> None:
        """Keep a request, unless it is the one for the page itself."""
        if url != own:
            self.requests.append(url)

    def told(self, kind: str, text: str) -> None:
        """Keep what the console says, if it is an error."""
        if kind == "error":
            self.errors.append(text)

    def run(self, script: str, argument: Any = None) -> Any:
        """Return what a JavaScript expression, or a function of the argument, gives in the page."""
        return self.page.evaluate(script, argument)


@cache
def chromium() -> "Browser":
    """Return the one browser of this process; it is closed when the process ends."""
    need("playwright")
    program = need("chromium")
    from playwright.sync_api import sync_playwright

    driver = sync_playwright().start()
    browser = driver.chromium.launch(executable_path=program, args=list(ARGUMENTS))
    atexit.register(driver.stop)
    atexit.register(browser.close)  # runs first
    return browser


@contextmanager
def opened(file: Path | None = None, width: int = 1280, *, dark: bool = False) -> Iterator[Opened]:
    """Open a file, else an empty page, in a window of so many pixels."""
    context = chromium().new_context(
        offline=True,
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
    )
    try:
        seen = Opened(context.new_page())
        address = "about:blank" if file is None else file.absolute().as_uri()
        seen.page.on("request", lambda each: seen.asked(each.url, address))
        seen.page.on("pageerror", lambda each: seen.errors.append(str(each)))
        seen.page.on("console", lambda each: seen.told(each.type, each.text))
        seen.page.goto(address)
        yield seen
    finally:
        context.close()
