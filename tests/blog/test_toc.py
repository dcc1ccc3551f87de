"""Position of the table of contents in the text: blog/blocks/toc.py, blog/toc.py."""

from typing import Any

import pytest

from tests.blog.test_blocks import page
from tests.factories import published_post

pytestmark = pytest.mark.django_db


def headings(count: int) -> str:
    return "\n\n".join(f"## 見出し{number}\n\n本文" for number in range(1, count + 1))


def tables(tree: Any) -> list[Any]:
    return list(tree.xpath("//*[contains(concat(' ', @class, ' '), ' toc ')]"))


def before_toc(tree: Any) -> str:
    """Return the text before the table of contents."""
    return " ".join(" ".join(tables(tree)[0].xpath("preceding::text()")).split())


def test_the_toc_is_placed_before_the_first_heading_after_the_lead() -> None:
    assert before_toc(page(published_post(body=f"導入です。\n\n{headings(3)}"))) == "導入です。"


def test_a_text_that_opens_with_a_heading_has_its_lead_below_it() -> None:
    tree = page(published_post(body=headings(3)))
    assert before_toc(tree).replace(" ", "") == "見出し1本文"


def test_the_author_may_choose_the_place_of_the_toc() -> None:
    tree = page(published_post(body=f"{headings(3)}\n\n[TOC]\n\n[TOC]"))
    assert "見出し3 本文" in before_toc(tree)
    assert len(tables(tree)) == 1


@pytest.mark.parametrize(
    "settings", [{"toc_threshold": 4}, {"toc_enabled": False}], ids=["too few", "switched off"]
)
def test_the_toc_is_left_out_when_the_settings_say_so(settings: dict[str, Any]) -> None:
    post = published_post(body=f"導入\n\n{headings(3)}")
    assert tables(page(post, **settings)) == []
