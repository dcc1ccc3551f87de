"""The colours of the paper, which some places have to spell because no style sheet reaches them."""

import re
from pathlib import Path

import pytest

from core import theme

ROOT = Path(__file__).parents[2]


def test_the_paper_of_the_tokens_is_that_of_the_code() -> None:
    tokens = (ROOT / "static/css/tokens.css").read_text()
    assert f"--paper: light-dark({theme.LIGHT_PAPER}, {theme.DARK_PAPER});" in tokens
    spelled = set(re.findall(r"--paper: (#\w+);", tokens))
    assert spelled == {theme.LIGHT_PAPER, theme.DARK_PAPER}


@pytest.mark.parametrize("template", ["base.html", "emails/base.html"])
def test_browser_bars_and_emails_have_the_colours_of_the_paper(template: str) -> None:
    text = (ROOT / "templates" / template).read_text()
    assert theme.LIGHT_PAPER in text
    assert theme.DARK_PAPER in text
