"""Accessibility rules of axe-core, as a function."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

SOURCE = Path(__file__).parents[1] / "vendor" / "axe-core-4.14.1" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@cache
def _source() -> str:
    return SOURCE.read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """Return one line for each element that breaks a rule of WCAG 2.2 AA on the current page.

    It is looked at in dark and in light, and left in light.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source())
    found = []
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        found += [f"{line} ({scheme})" for line in _violations(page)]
    return found


def _violations(page: Page) -> list[str]:
    result = page.evaluate(
        """async (rules) => {
            const changing = document.getAnimations().filter((one) => one instanceof CSSTransition);
            changing.forEach((one) => one.finish());
            const only = { type: "tag", values: rules };
            return await axe.run(document, { runOnly: only, resultTypes: ["violations"] });
        }""",
        RULES,
    )
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))} – {node['failureSummary']}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]
