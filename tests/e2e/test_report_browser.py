"""The HTML report in a real browser: no text of the run acts, the page fits a phone, a patch can be copied."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import report_samples
from test_report_html import evidence

from dataflow_debugger.agent.report import html

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
HOSTILE = (
    "</title></style></script></pre></svg><script>window.hit=1</script><img src=x onerror=window.hit=2>"
    "\" onmouseover='window.hit=3' javascript:window.hit=4 <svg onload=window.hit=5>"
)

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER),
    reason="Chromium and chromedriver are not installed (apt install chromium-driver)",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for word in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(word)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


def opened(browser: Any, folder: Path, text: str, width: int) -> None:
    (folder / "report.html").write_text(text, encoding="utf-8", errors="backslashreplace")
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.get((folder / "report.html").as_uri())
    browser.execute_script("document.querySelectorAll('details').forEach(part => part.open = true)")


def hostile() -> str:
    report = report_samples.confirmed()
    assert report.failure
    report.failure.message = report.failure.type = report.failure.node = HOSTILE
    for one in report.diagnoses:
        one.title = one.cause = HOSTILE
        for claim in one.evidence:
            claim.claim = claim.code = claim.value = HOSTILE
        for fix in one.fixes:
            fix.title = fix.rationale = fix.command = HOSTILE
    return html.render(report, evidence(HOSTILE))


def test_no_text_of_the_run_can_run_script(browser: Any, tmp_path: Path) -> None:
    opened(browser, tmp_path, hostile(), 1280)
    assert browser.execute_script("return window.hit") is None
    assert browser.execute_script("return document.scripts.length") == 1
    assert browser.execute_script("return document.images.length") == 0
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_the_policy_stops_what_would_get_past_the_escaping(browser: Any, tmp_path: Path) -> None:
    text = hostile().replace("<main>", "<main><script>window.hit=1</script><img src=x onerror=window.hit=2>")
    opened(browser, tmp_path, text, 1280)
    assert browser.execute_script("return window.hit") is None
    refused = [entry["message"] for entry in browser.get_log("browser")]
    assert any("Content Security Policy" in message for message in refused)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_is_not_wider_than_the_window(browser: Any, tmp_path: Path, width: int) -> None:
    for text in (hostile(), html.render(report_samples.foreign(), evidence("wort"))):
        opened(browser, tmp_path, text, width)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_a_patch_is_copied_as_it_stands(browser: Any, tmp_path: Path) -> None:
    report = report_samples.confirmed()
    opened(browser, tmp_path, html.render(report), 1280)
    copied = browser.execute_async_script(
        "const done = arguments[0];"
        "navigator.clipboard.writeText = async (text) => done(text);"
        "document.querySelector('button[data-copies]').click();"
    )
    assert copied == report.diagnoses[0].fixes[0].diff
