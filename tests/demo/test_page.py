"""The page that our user showed us, element by element, at the address of the demo's explainer."""

from typing import Any

import pytest
from django.test import Client
from lxml import html as lxml_html


@pytest.fixture
def page(demo: str, db: None, client: Client) -> Any:
    """/posts/deepseek-shock/ as a tree."""
    response = client.get("/posts/deepseek-shock/")
    assert response.status_code == 200
    return lxml_html.fromstring(response.content.decode())


def text_of(element: Any) -> str:
    """Its text without white space."""
    return "".join(element.text_content().split())


def having(element: Any, css: str, tag: str = "*") -> list[Any]:
    """The elements below `element` with that class."""
    words = f"contains(concat(' ', normalize-space(@class), ' '), ' {css} ')"
    return element.xpath(f".//{tag}[{words}]")


def prose(page: Any) -> Any:
    """The text of the post."""
    return having(page, "prose")[0]


def in_order(page: Any, *elements: Any) -> bool:
    """Whether the elements follow one another in the document."""
    everything = list(page.iter())
    positions = [everything.index(element) for element in elements]
    return positions == sorted(positions)


def test_01_the_title_keeps_its_punctuation(page: Any) -> None:
    titles = [text_of(h1) for h1 in page.findall(".//h1")]

    assert titles == ["DeepSeekショックとは?本当なのか!?って話題について"]


def test_02_the_author_greets_by_name_above_the_contents(page: Any) -> None:
    greeting = next(p for p in prose(page).findall(".//p") if "いとです" in text_of(p))

    assert in_order(page, greeting, having(prose(page), "toc", "nav")[0])
    assert "栞野いと" in text_of(having(page, "entry-header")[0])
    assert "1月27日" in text_of(greeting.getnext())


def test_03_a_list_holds_a_note(page: Any) -> None:
    notes = [note for item in prose(page).findall(".//li") for note in having(item, "note-line")]

    assert [text_of(note)[0] for note in notes] == ["※"]


def test_04_the_part_by_a_machine_is_announced_and_marked_to_the_end(page: Any) -> None:
    section = having(prose(page), "ai-section-generated")[0]

    assert "AI" in text_of(having(section, "ai-section-label")[0])
    assert text_of(section.getprevious()).endswith("記事です↓")
    assert "AI" in text_of(having(having(page, "entry-header")[0], "notice")[0])
    assert section.getnext() is None


def test_05_an_ad_precedes_the_contents_under_its_label(page: Any) -> None:
    ad = having(prose(page), "ad", "aside")[0]
    link = ad.find(".//a")

    assert text_of(having(ad, "ad-label")[0])
    assert "sponsored" in link.get("rel").split()
    assert link.get("href").startswith("https://example.com/")
    assert ad.getnext() is having(prose(page), "toc", "nav")[0]


def test_06_the_contents_are_after_the_lead_and_before_the_next_heading(page: Any) -> None:
    toc = having(prose(page), "toc", "nav")[0]
    lead, following = prose(page).findall(".//h2")[:2]

    assert in_order(page, lead, toc, following)
    assert toc.getnext() is following
    assert [link.get("href") for link in toc.findall(".//a")] == [
        "#" + heading.get("id") for heading in prose(page).xpath(".//h2 | .//h3")
    ]


def test_07_two_headings_share_their_words_but_not_their_address(page: Any) -> None:
    headings = [text_of(h2) for h2 in prose(page).findall(".//h2")]
    ids = page.xpath("//@id")

    assert [title.startswith("DeepSeekショックとは?") for title in headings] == [True, True, False]
    assert len(set(ids)) == len(ids)


def test_08_every_section_has_prose_a_point_box_and_a_remark(page: Any) -> None:
    sections = prose(page).findall(".//h3")
    boxes = having(prose(page), "box-point")
    balloons = having(prose(page), "balloon")

    assert len(sections) == len(boxes) == len(balloons) == 3
    for section, box, balloon in zip(sections, boxes, balloons, strict=True):
        assert in_order(page, section, box, balloon)
        assert section.getnext().tag == "p"
        assert len(box.findall(".//dl/dt")) == len(box.findall(".//dl/dd")) >= 3
        spoken = text_of(having(balloon, "balloon-text")[0])
        assert (spoken[0], spoken[-1]) == ("「", "」")
        assert balloon.findall(".//img")


def test_09_the_last_section_closes_a_text_that_is_worth_reading(page: Any) -> None:
    assert text_of(prose(page).findall(".//h2")[-1]).startswith("競争は速くなる")
    assert len(text_of(prose(page))) >= 2500


def test_10_readers_can_follow(page: Any) -> None:
    box = having(page, "follow")[0]
    hosts = {url.split("/")[2] for url in box.xpath(".//a/@href") if url.startswith("http")}

    assert {"mastodon.example", "bluesky.example", "example.com"} <= hosts
    assert box.findall(".//img")


def test_11_readers_can_share_and_copy_the_address(page: Any) -> None:
    box = having(page, "share", "section")[0]

    assert box.xpath(".//*[@data-copied]/@data-copy")[0].endswith("/posts/deepseek-shock/")
    assert len(box.findall(".//a")) >= 8


def test_12_readers_discuss_in_threads_and_nothing_held_is_shown(page: Any) -> None:
    section = page.get_element_by_id("comments")

    names = [
        name for name in ("豆大福", "夜ふかしパンダ", "墨屋とけい") if name in text_of(section)
    ]
    assert names == ["豆大福", "夜ふかしパンダ", "墨屋とけい"]
    assert "つゆくさ" not in page.text_content()
    assert section.xpath(".//*[@data-comment-place]")


def test_13_the_contents_come_again_at_the_end(page: Any) -> None:
    button = page.xpath("//*[@data-toc-open]")[0]

    assert in_order(page, page.get_element_by_id("comments"), button)
    assert page.xpath("//*[@data-toc-sheet]//a")
