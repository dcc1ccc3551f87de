"""The fixtures of the browser tests: faults of a page are detected."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Page

from tests.browser import axe
from tests.browser.conftest import Faults


@pytest.fixture(autouse=True)
def no_icon(faults: Faults) -> None:
    """The plain texts used here name no icon, so the browser requests /favicon.ico and gets a 404."""
    faults.forgive(r"favicon\.ico")


def test_a_well_behaved_page_has_no_faults(page: Page) -> None:
    assert page.goto("/healthz").ok


def test_a_request_to_another_host_is_a_fault(page: Page, faults: Faults) -> None:
    with pytest.raises(Error, match="ERR_"):
        page.goto("http://elsewhere.example/")
    with pytest.raises(AssertionError, match="request to another host"):
        faults.assert_none()
    faults.forgive(r"elsewhere\.example")


def test_a_violation_of_the_policy_is_a_fault(page: Page, faults: Faults) -> None:
    page.goto("/healthz")
    page.evaluate(
        "document.body.append(Object.assign(new Image(), {src: 'https://192.0.2.1/x.png'}))"
    )
    page.wait_for_timeout(200)
    with pytest.raises(AssertionError, match="policy: img-src"):
        faults.assert_none()
    faults.forgive(r"192\.0\.2\.1")


def test_an_image_without_alternative_text_is_a_violation(page: Page) -> None:
    page.goto("/healthz")
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'data:,'}))")
    assert [line for line in axe.violations(page) if line.startswith("image-alt: img")]


@pytest.mark.parametrize(("colours", "hurt"), [("#000, #222", "dark"), ("#ddd, #fff", "light")])
def test_what_cannot_be_read_in_one_scheme_only_is_a_violation(
    page: Page, colours: str, hurt: str
) -> None:
    style = f"color-scheme: light dark; background: Canvas; color: light-dark({colours})"
    page.set_content(f'<html lang="ja"><title>紙</title><p style="{style}">読めない文')
    [line] = axe.violations(page)
    assert line.startswith("color-contrast: p")
    assert line.endswith(f"({hurt})")


def test_a_page_without_javascript_runs_no_script(new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False)
    page.set_content("<p>紙</p><script>document.body.textContent = '動いた'</script>")
    assert page.inner_text("body") == "紙"
