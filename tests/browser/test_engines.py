"""Firefox and WebKit show every kind of page as Chromium does: without faults, and Japanese set as Japanese."""

import re
import time
from collections.abc import Iterator
from io import BytesIO
from itertools import accumulate, groupby, pairwise
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve
from PIL import Image

from accounts.models import User
from blog.authorship import sign
from blog.enums import MenuKind, MenuPlace
from blog.models import Author, Menu, Series
from core.japanese import break_positions
from tests.browser.engines import ENGINES, PATIENCE_SECONDS, Engine, EngineError, Marionette
from tests.factories import approved_comment, published_post

LONG_NAME = "暮らしの道具と珈琲にまつわる読み物をまとめて置いてあるページの入り口"
FILES = re.compile(r"^$|_(rss|atom|json)$|feed$|sitemap|^admin:")
STARTS = (
    "/",
    "/posts/japanese-markdown/",
    "/posts/block-samples/",
    "/search/?q=AI",
    "/account/login/",
    "/comments/my/",
    "/nothing-is-here/",
)
LINKS = """
return [...document.querySelectorAll("a[href^='/']")].map((link) => link.getAttribute("href"));
"""
# Break opportunities whose parent makes a box of every run of text between them, in Firefox.
IN_BOXES = """
return [...document.querySelectorAll("wbr")]
  .map((wbr) => wbr.parentElement)
  .filter((parent) => /flex|grid/.test(getComputedStyle(parent).display))
  .map((parent) => parent.outerHTML);
"""
# The width of the text of an element, in its characters.
CHARACTERS = """
const element = document.querySelector(".prose p");
const range = document.createRange();
range.selectNodeContents(element);
return range.getBoundingClientRect().width / parseFloat(getComputedStyle(element).fontSize);
"""
# How many characters short of the edge the lines of a paragraph end, but for its last.
SHORT_BY = """
const paragraph = document.querySelector(".prose p");
const range = document.createRange();
range.selectNodeContents(paragraph);
const ends = new Map();
for (const { bottom, right } of range.getClientRects())
  ends.set(Math.round(bottom), Math.max(right, ends.get(Math.round(bottom)) ?? 0));
const edge = paragraph.getBoundingClientRect().right;
const size = parseFloat(getComputedStyle(paragraph).fontSize);
return [...ends.values()].slice(0, -1).map((right) => (edge - right) / size);
"""
# The box of the text of a paragraph, in large letters at the top of the window.
ENLARGED = """
const paragraph = document.querySelector(".prose p");
paragraph.style.fontSize = "32px";
paragraph.scrollIntoView({ block: "center", behavior: "instant" });
const range = document.createRange();
range.selectNodeContents(paragraph);
const { left, top, right, bottom } = range.getBoundingClientRect();
return new Promise((done) => setTimeout(() => done([left, top, right, bottom]), 500));
"""
# The lines of an element, each with the text on it, without readings.
LINES = """
const element = document.querySelector(%s);
const lines = new Map();
const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const { currentNode: node } = walker;
  if (node.parentElement.closest("rt, rp")) continue;
  for (let at = 0; at < node.length; at += 1) {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    const bottom = Math.round(range.getBoundingClientRect().bottom);
    lines.set(bottom, (lines.get(bottom) ?? "") + node.data[at]);
  }
}
return [...lines];
"""
RUBY = "{漢字|かんじ}の上に読みを書いた文章が何行も続くときは、行の間がそろっていてほしいものです。"
MOMENT = """
const field = document.querySelector("[name=expires_at]");
const line = field.nextElementSibling;
return line?.matches(".moment") ? [field.value, line.innerText.split("\\n")[0]] : null;
"""
PARAGRAPH = (
    "生成AIを使う人が増えてきました。「便利そうだけれど、どこから始めればいいのか分からない」という"
    "声をよく聞きます。この記事では、毎日の仕事のなかで少しずつ試していく方法を、順番に紹介します。"
    "準備するものは、パソコンとインターネットの接続だけ。まずは短い文章を書いてもらうところから、"
    "気楽に始めてみましょう。うまくいかなくても、言い方を変えてもう一度頼めば、だいたいなんとかなります。"
) * 4


@pytest.fixture(scope="module", params=ENGINES)
def browser(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Each engine in turn, started once."""
    start = ENGINES[request.param]
    if start is None:
        pytest.skip(f"{request.param} is not installed")
    with start() as engine:
        yield engine


@pytest.fixture
def phone(browser: Engine) -> Engine:
    """The engine with a viewport as wide as a phone."""
    browser.resize(390, 844)
    browser.errors()
    return browser


def test_every_kind_of_page_opens_without_a_fault(phone: Engine, site_url: str, demo: None) -> None:
    for place in MenuPlace:
        menu, _ = Menu.objects.get_or_create(place=place)
        menu.items.all().delete()
        menu.items.create(order=1, kind=MenuKind.URL, url="/search/", label=LONG_NAME)
        menu.items.create(order=2, kind=MenuKind.URL, url="/feed/guide/", label=LONG_NAME, level=1)
    opened = set()
    for path in every_kind(phone, site_url):
        assert phone.run("return document.querySelectorAll('h1').length") == 1, path
        assert phone.run("return document.documentElement.scrollWidth - innerWidth") <= 0, path
        assert phone.run(IN_BOXES) == [], path
        assert phone.errors() == [], path
        opened.add(path)
    assert len(opened) > len(STARTS) + 8, opened


def test_a_script_that_fails_is_noticed(phone: Engine, site_url: str, db: None) -> None:
    phone.open(site_url)
    assert phone.errors() == []
    phone.run(
        "return new Promise((done) => document.head.append(Object.assign("
        "document.createElement('script'), {type: 'module', src: '/nothing.js', onerror: done})))"
    )
    assert "/nothing.js" in str(phone.errors())


def every_kind(engine: Engine, site_url: str) -> Iterator[str]:
    """Open STARTS, and of what they link to the first page of every view; yield its path."""
    waiting, views = list(STARTS), set()
    while waiting:
        path = waiting.pop(0)
        engine.open(site_url + path)
        yield path
        for link in engine.run(LINKS):
            view = view_of(link)
            if view not in views and not FILES.search(view):
                views.add(view)
                waiting.append(link)


def view_of(link: str) -> str:
    """The name of the view that answers a path, or an empty string for a file."""
    try:
        return resolve(link.partition("?")[0].partition("#")[0]).view_name
    except Resolver404:
        return ""


def test_full_width_characters_are_full_width(phone: Engine, site_url: str) -> None:
    post = published_post(body="月曜日、朝の珈琲")
    phone.open(site_url + post.get_absolute_url())
    assert phone.run(CHARACTERS) == pytest.approx(8, abs=0.05)


def test_lines_of_a_paragraph_reach_its_edge(phone: Engine, site_url: str) -> None:
    post = published_post(body=PARAGRAPH)
    phone.open(site_url + post.get_absolute_url())
    lines: Any = phone.run(SHORT_BY)
    assert len(lines) > 20
    assert sorted(lines)[len(lines) // 2] < 1, lines


def test_digits_are_not_drawn_over_each_other(phone: Engine, site_url: str) -> None:
    post = published_post(body="第11111111回")
    phone.open(site_url + post.get_absolute_url())
    box: Any = phone.run(ENLARGED)
    picture = Image.open(BytesIO(phone.picture())).convert("L").crop(tuple(map(round, box)))
    dark = [
        min(picture.getpixel((x, y)) for y in range(picture.height)) < 160  # type: ignore[type-var]
        for x in range(picture.width)
    ]
    letters = [is_dark for is_dark, _columns in groupby(dark) if is_dark]
    assert len(letters) == 10


def test_readings_above_the_text_leave_its_lines_even(phone: Engine, site_url: str) -> None:
    post = published_post(body=RUBY * 3)
    phone.open(site_url + post.get_absolute_url())
    bottoms = [bottom for bottom, _text in lines_of(phone, ".prose p")]
    steps = [below - above for above, below in pairwise(sorted(bottoms))]
    assert len(steps) > 3
    assert max(steps) - min(steps) <= 3, steps


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("| 記号 | 書きかた | 表示 |\n| --- | --- | --- |\n| %s | %s | %s |", "td"),
        ("| %s | %s | %s |\n| --- | --- | --- |\n| 一 | 二 | 三 |", "th"),
        (":::図 %sように書いた文章の見本をここに置きました\n本文\n:::", "figcaption"),
    ],
    ids=["cell", "head", "caption"],
)
def test_cells_and_captions_break_between_phrases(
    body: str, place: str, phone: Engine, site_url: str
) -> None:
    post = published_post(body=body.replace("%s", "一字ずつに点が打たれる"))
    phone.open(site_url + post.get_absolute_url())
    lines = [text for _bottom, text in lines_of(phone, f".prose {place}")]
    ends = list(accumulate(map(len, lines)))
    assert len(ends) > 1
    assert set(ends[:-1]) <= set(break_positions("".join(lines))), lines


def lines_of(engine: Engine, selector: str) -> list[tuple[float, str]]:
    found: Any = engine.run(LINES % repr(selector))
    return [(bottom, text) for bottom, text in found]


@pytest.mark.parametrize("browser", ["firefox"], indirect=True)
def test_the_reader_view_of_firefox_shows_the_text_and_no_more(
    phone: Marionette, site_url: str, client: Client
) -> None:
    headings = "".join(f"## 見出し{number}\n\n{PARAGRAPH}\n\n" for number in range(4))
    series = Series.objects.create(name="静かな連載", slug="quiet")
    author = Author.objects.create(name="栞野いと", slug="ito", bio="糸でとじる人です。")
    _older, post, _newer = (
        published_post(title=title, body=headings, language=language, series=series)
        for title, language in (("古い記事", "ja"), ("The post", "en"), ("新しい記事", "ja"))
    )
    sign(post, [author])
    approved_comment(post, text="感想です。")
    shown = phone.reader_view(client.get(post.get_absolute_url()).content.decode())
    assert (shown["title"], shown["byline"], shown["language"]) == ("The post", "栞野いと", "en")
    assert shown["text"].count(PARAGRAPH) == 4
    around = ("古い記事", "新しい記事", "静かな連載", "糸でとじる人", "目次", "感想です。")
    assert not [words for words in around if words in shown["text"]]


def sign_in(engine: Engine, site_url: str, user: User) -> None:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    engine.open(f"{site_url}/feed/guide/")
    name = settings.SESSION_COOKIE_NAME
    engine.set_cookie(name, client.cookies[name].value)


def wait_for(engine: Engine, script: str, expected: object) -> None:
    """Return when the script returns what is expected; fail when it never does."""
    end = time.monotonic() + PATIENCE_SECONDS / 4
    found: object = None
    while time.monotonic() < end:
        try:
            found = engine.run(script)
        except EngineError:
            continue  # the page was just being left
        if found == expected:
            return
        time.sleep(0.2)
    pytest.fail(f"{script} is {found!r}, not {expected!r}")


@pytest.mark.parametrize("path", ["/admin/", "/account/"])
def test_the_way_back_after_signing_out_shows_nothing(
    path: str, phone: Engine, site_url: str, administrator_user: User
) -> None:
    sign_in(phone, site_url, administrator_user)
    phone.open(site_url + path)
    phone.click("form[action*=logout] button")
    wait_for(phone, f"return location.pathname === {path!r}", False)
    phone.run("history.back()")
    wait_for(phone, "return location.pathname", "/account/login/")


def test_a_date_field_says_that_it_is_empty_and_can_be_cleared(
    phone: Engine, site_url: str, administrator_user: User
) -> None:
    sign_in(phone, site_url, administrator_user)
    phone.open(f"{site_url}/admin/comments/ban/add/")
    wait_for(phone, MOMENT, ["", "指定なし"])
    phone.run(
        "const field = document.querySelector('[name=expires_at]'); field.value = '2030-01-02T03:04';"
        "field.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    wait_for(phone, MOMENT, ["2030-01-02T03:04", "2030年1月2日(水) 3:04"])
    phone.run("document.querySelector('.moment-clear').click()")
    wait_for(phone, MOMENT, ["", "指定なし"])
    assert phone.errors() == []


def test_a_text_that_is_there_already_is_in_sight(
    phone: Engine, site_url: str, administrator_user: User
) -> None:
    author = Author.objects.create(name="いと", slug="ito", bio="一行\n\n" * 20)
    sign_in(phone, site_url, administrator_user)
    phone.open(f"{site_url}/admin/blog/author/{author.pk}/change/")
    out_of_sight = (
        "const field = document.querySelector('[name=bio]');"
        "return field.scrollHeight - field.clientHeight > 1"
    )
    wait_for(phone, out_of_sight, False)
