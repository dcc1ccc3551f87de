"""Template tags of the results: facets, marked titles, URLs: search/templatetags/search_tags.py."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.factories import (
    draft_post,
    make_category,
    published_post,
)
from tests.search.indexing import index_everything
from tests.search.results import page, slugs

pytestmark = pytest.mark.django_db


TOKYO = ZoneInfo("Asia/Tokyo")


def facets(tree, label: str) -> dict[str, str]:
    """Text and address of each facet under a heading."""
    links = tree.xpath(f"//nav[@aria-labelledby='{label}']//a")
    return {" ".join(link.text_content().split()): link.get("href") for link in links}


def test_results_are_narrowed_down_by_category_and_year(client):
    top = make_category(name="暮らし", slug="living")
    below = make_category(name="道具", slug="tools", parent=top)
    other = make_category(name="本", slug="books")
    for slug, category, year in [("a", top, 2023), ("b", below, 2024), ("c", other, 2024)]:
        moment = datetime(year, 12, 31, 23, 59, tzinfo=TOKYO)
        published_post(slug=slug, title="猫", category=category, published_at=moment)
    draft_post(title="猫", category=make_category(name="秘密"))
    index_everything()
    tree = page(client, "q=猫")
    categories, years = facets(tree, "search-categories"), facets(tree, "search-years")
    assert set(categories) == {"暮らし 2", "本 1", "道具 1"}
    assert set(years) == {"2024 2", "2023 1"}
    narrowing = tree.xpath("//div[@class='search-tools']//a")
    assert {link.get("rel") for link in narrowing} == {"nofollow"}  # a trap for robots
    assert slugs(page(client, categories["暮らし 2"].partition("?")[2])) == ["b", "a"]
    narrow = page(client, "q=猫&category=living&year=2024&order=date")
    assert slugs(narrow) == ["b"]
    (widen,) = [url for name, url in facets(narrow, "search-years").items() if "2024" in name]
    assert widen == "/search/?q=%E7%8C%AB&order=date&category=living"
    for nonsense in (
        "year=0",
        "year=99999999999",
        "year=x",
        "year=٢",
        "category=%00",
        "category=no",
    ):
        assert client.get(f"/search/?q=猫&{nonsense}").status_code == 200


def test_a_hit_in_the_title_is_marked_there_and_the_summary_shown(client):
    published_post(title="<猫>の話", body="本文です。", excerpt="あらすじ")
    index_everything()
    (result,) = page(client, "q=猫").xpath("//article")
    assert [mark.text for mark in result.xpath(".//h2//mark")] == ["猫"]
    assert result.xpath("string(.//h2)") == "<猫>の話"
    assert result.xpath("string(.//p[@class='result-snippet'])") == "あらすじ"
