"""Titles break at phrases only: the line boxes of a hundred titles, as the browser sets them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from blog.models import BlogSettings
from core.japanese import break_html, phrases
from tests.factories import published_post

TITLES = (Path(__file__).parent / "data" / "titles.txt").read_text(encoding="utf-8").splitlines()
WIDTHS = [320, 390, 768, 1280]

# Returns the phrases of `element` that are broken although they would fit on one line.
TORN = """(element, phrases) => {
  const tops = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    for (let at = 0; at < walker.currentNode.length; at += 1) {
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + 1);
      tops.push(Math.round([...range.getClientRects()].at(-1)?.top ?? NaN));
    }
  }
  const probe = document.createElement("span");
  const torn = [];
  let start = 0;
  for (const phrase of phrases) {
    const word = phrase.trimEnd();
    const lines = new Set(tops.slice(start, start + word.length));
    start += phrase.length;
    if (lines.size === 1) continue;
    probe.textContent = word;
    probe.className = "visually-hidden";
    element.append(probe);
    const fits = probe.scrollWidth <= element.clientWidth;
    probe.remove();
    if (fits) torn.push(phrase);
  }
  return torn;
}"""


# Returns the first character of every line of `element`.
BEGINNINGS = """(element) => {
  const found = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let last = -Infinity;
  while (walker.nextNode()) {
    for (let at = 0; at < walker.currentNode.length; at += 1) {
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + 1);
      const { top } = range.getBoundingClientRect();
      if (top > last + 4) found.push(walker.currentNode.data[at]);
      last = Math.max(last, top);
    }
  }
  return found;
}"""


def test_the_titles_are_a_hundred_different_ones():
    assert len(TITLES) == len(set(TITLES)) == 100
    assert sum(len(phrases(title)) > 1 for title in TITLES) == 100


@pytest.mark.parametrize("width", WIDTHS)
def test_no_headline_of_a_post_is_torn_inside_a_phrase(
    width: int, new_page: Callable[..., Page]
) -> None:
    post = published_post()
    page = new_page(viewport={"width": width, "height": 900})
    page.goto(post.get_absolute_url())
    headline = page.locator("h1")
    torn = []
    for title in TITLES:
        headline.evaluate("(element, html) => { element.innerHTML = html }", str(break_html(title)))
        torn += headline.evaluate(TORN, phrases(title))
    assert torn == []


def test_no_card_of_a_list_is_torn_inside_a_phrase(page: Page) -> None:
    BlogSettings(posts_per_page=100).save()
    for title in TITLES:
        published_post(title=title)
    page.goto("/")
    cards = page.locator(".card-title a").all()
    torn = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        torn[width] = [
            phrase
            for card in cards
            for phrase in card.evaluate(TORN, phrases(card.text_content() or ""))
        ]
    assert len(cards) == 100
    assert torn == {width: [] for width in WIDTHS}


def test_the_probe_sees_a_torn_phrase(page: Page) -> None:
    """Without the rule that keeps words whole, the same probe reports what is torn."""
    title = "本当なのか!?いま知っておきたいことを、ここで確かめる長い題名の記事"
    post = published_post(title=title)
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(post.get_absolute_url())
    headline = page.locator("h1")
    headline.evaluate(
        "(element) => { element.style.wordBreak = 'break-all'; element.style.textWrap = 'wrap' }"
    )
    assert headline.evaluate(TORN, phrases(title)) != []


def test_a_phrase_longer_than_the_line_breaks_by_the_ordinary_rules(
    new_page: Callable[..., Page],
) -> None:
    """No small kana and no long mark begins a line, at any width."""
    title = "ヒューマンコンピュータインタラクションとインフラストラクチャーエンジニア"
    page = new_page(viewport={"width": 390, "height": 900})
    page.goto(published_post(title=title).get_absolute_url())
    headline = page.locator("h1")
    beginnings = set()
    for width in range(100, 400, 9):
        headline.evaluate("(element, width) => { element.style.width = `${width}px` }", width)
        beginnings.update(headline.evaluate(BEGINNINGS))
    assert len(beginnings) > 5
    assert not beginnings & set("ッョャュァィゥェォー")
