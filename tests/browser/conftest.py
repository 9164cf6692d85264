"""A real browser for the page tests: Debian's chromium, installed on first need.

Where it cannot be had (no Debian, no rights, no network) the tests are skipped and say so.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.records import Story
from onrecord.report import render_report
from report.stories import full_story

pytest.importorskip("playwright", reason="playwright is not installed: pip install -e .[dev]")
from playwright.sync_api import Browser, Page, sync_playwright

# Headless, as root in a container, and without chromium's own calls home.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
Open = Callable[..., Page]


def find_chromium() -> str:
    """Return chromium's path, installing Debian's package if it is missing; else skip."""
    found = shutil.which("chromium")
    if found is None and shutil.which("apt-get") and os.geteuid() == 0:
        for command in (
            ["apt-get", "update", "-q"],
            ["apt-get", "install", "-y", "-q", "chromium"],
        ):
            environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run(command, env=environment, capture_output=True, check=False)
        found = shutil.which("chromium")
    if found is None:
        pytest.skip("no chromium here and it could not be installed: apt-get install chromium")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_chromium()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield launched
        launched.close()


def _watch(page: Page) -> Page:
    """Keep every request and everything on the console on the page object."""
    page.requests, page.errors = [], []
    page.on("request", lambda request: page.requests.append(request.url))
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("console", lambda message: page.errors.append(message.text))
    return page


@pytest.fixture(scope="session")
def shared_page(browser: Browser) -> Page:
    """One page for all tests that need nothing special: starting another costs a second."""
    return _watch(browser.new_context(reduced_motion="reduce").new_page())


@pytest.fixture
def open_page(browser: Browser, shared_page: Page, tmp_path: Path) -> Iterator[Open]:
    """Open a story's page from disk; `options` are those of a browser context of its own."""
    contexts = []

    def open_(
        story: Story | None = None, *, width: int = 1440, height: int = 900, fragment: str = "",
        **options: object,
    ) -> Page:  # fmt: skip
        path = tmp_path / "report.html"
        path.write_text(render_report(story or full_story()), encoding="utf-8")
        page = shared_page
        if options:
            contexts.append(browser.new_context(reduced_motion="reduce", **options))
            page = _watch(contexts[-1].new_page())
        page.emulate_media(media="screen", color_scheme="light", reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": height})
        page.mouse.move(0, 0)
        page.requests.clear()
        page.errors.clear()
        page.goto(path.as_uri() + fragment)
        return page

    yield open_
    for context in contexts:
        context.close()
