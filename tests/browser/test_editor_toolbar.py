"""The toolbar of the edit screen: each button is right on any selection, and its second use takes it away."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.editor import BODY, press_tool, put, state, text_of
from tests.browser.test_ime import compose
from tests.factories import make_persona

#: Button, text before, text after one use, text after a second use (None: as before).
LINES = [
    ("heading", "‸", "## ‸", None),
    ("heading", "題‸", "## 題‸", None),
    ("heading", "題«名»です", "«## 題名です»", "«題名です»"),
    ("heading3", "## 題‸", "### 題‸", "題‸"),
    ("heading4", "- 題‸", "#### 題‸", "題‸"),
    ("heading", "«一\n\n二»", "«## 一\n\n## 二»", "«一\n\n二»"),
    ("list", "‸", "- ‸", None),
    ("list", "«一\n二»", "«- 一\n- 二»", None),
    ("list", "«一\n二\n»三", "«- 一\n- 二»\n\n三", "«一\n二»\n\n三"),
    ("list", "«・一\n• 二\n１．三»", "«- 一\n- 二\n- 三»", "«一\n二\n三»"),
    ("list", "«- 一\n二»", "«- 一\n- 二»", "«一\n二»"),
    ("list", "> 引‸用", "> - 引‸用", None),
    ("numbered", "«一\n二»", "«1. 一\n2. 二»", None),
    ("numbered", "«・一\n・二»", "«1. 一\n2. 二»", "«一\n二»"),
    ("numbered", "1. 一\n2. 二\n«三»", "1. 一\n2. 二\n«3. 三»", None),
    ("checklist", "«一\n- 二»", "«- [ ] 一\n- [ ] 二»", "«一\n二»"),
    ("list", "«- [x] 一»", "«- 一»", "«一»"),
    ("quote", "‸", "> ‸", None),
    ("quote", "«一\n\n二»", "«> 一\n>\n> 二»", None),
    ("quote", "一‸\n二", "> 一‸\n\n二", "一‸\n\n二"),
    ("note", "値段は税込‸", "※値段は税込‸", None),
]
MARKS = [
    ("bold", "‸", "**«太字»**", "«太字»"),
    ("bold", "一«語»です", "一**«語»**です", None),
    ("bold", "« 語 »です", " **«語»** です", " «語» です"),
    ("bold", "Te‸st", "**Te‸st**", None),
    ("bold", "a te«s»t", "a te**«s»**t", None),
    ("bold", "文の終わり‸", "文の終わり**«太字»**", "文の終わり«太字»"),
    ("bold", "«**語**»", "«語»", "**«語»**"),
    ("bold", "**あ«い»う**", "あ«い»う", "あ**«い»**う"),
    ("bold", "«一\n\n- 二»", "«**一**\n\n- **二**»", "«一\n\n- 二»"),
    ("bold", "«## 題»", "## **«題»**", "## «題»"),
    ("marker", "一«語»です", "一<mark>«語»</mark>です", None),
    ("marker", "«一\n二»", "«<mark>一</mark>\n<mark>二</mark>»", None),
    ("strike", "一«語»です", "一~~«語»~~です", None),
    ("inlinecode", "«ls»", "`«ls»`", None),
    ("footnote", "本文«注»。", "本文((«注»))。", None),
    ("bouten", "«語»", "《《«語»》》", None),
    ("ruby", "‸", "{«漢字»|かんじ}", "«漢字»"),
    ("ruby", "«綴»る", "{綴|‸}る", "綴‸る"),
    ("link", '[語‸](https://example.com/a_(b) "題")', "語‸", ""),
]
BLOCKS = [
    ("point", "‸", ":::ポイント\n«名前：説明»\n:::\n", ""),
    (
        "point",
        "«・低コスト：百分の一\n・高性能：最新»",
        ":::ポイント\n«- 低コスト：百分の一\n- 高性能：最新»\n:::\n",
        "«- 低コスト：百分の一\n- 高性能：最新»\n",
    ),
    ("steps", "‸", ":::手順 題名\n«1. はじめに\n2. つぎに\n3. さいごに»\n:::\n", ""),
    (
        "steps",
        "«紙を折る\nとじる»",
        ":::手順 ‸\n1. 紙を折る\n2. とじる\n:::\n",
        "«1. 紙を折る\n2. とじる»\n",
    ),
    ("faq", "‸", ":::よくある質問\n«Q. 質問\nA. 答え»\n:::\n", ""),
    ("gallery", "«![梅](image:A)»", ":::ギャラリー\n«![梅](image:A)»\n:::\n", "«![梅](image:A)»\n"),
    (
        "tabs",
        "«一»",
        "::::タブ\n:::項目 題名\n«一»\n:::\n:::項目 題名\n\n:::\n::::\n",
        "«一»\n",
    ),
    ("caution", "文の‸途中\n次", "文の途中\n\n:::注意\n‸\n:::\n\n次", "文の途中‸\n\n次"),
    ("memo", "一\n«二»\n三", "一\n\n:::メモ\n«二»\n:::\n\n三", "一\n\n«二»\n\n三"),
    ("memo", "文の«一語»です", ":::メモ\n«文の一語です»\n:::\n", "«文の一語です»\n"),
    (
        "supplement",
        "«:::メモ\n一\n:::»",
        "::::補足\n«:::メモ\n一\n:::»\n::::\n",
        "«:::メモ\n一\n:::»\n",
    ),
    ("memo", "::: note\n:::memo\n一‸\n:::\n:::", "::: note\n«一»\n:::", ""),
    ("check", "‸", ":::チェック\n‸\n:::\n", ""),
    ("good", "‸", ":::良い点\n‸\n:::\n", ""),
    ("bad", "‸", ":::悪い点\n‸\n:::\n", ""),
    ("ai", "«一»", ":::ai\n«一»\n:::\n", "«一»\n"),
    ("details", "‸", ":::折りたたみ くわしく\n‸\n:::\n", ""),
    ("details", "«一»", ":::折りたたみ ‸\n一\n:::\n", "«一»\n"),
    ("figure", "«![港](image:k)»", ":::図 ‸\n![港](image:k)\n:::\n", "«![港](image:k)»\n"),
    ("columns", "‸", "::::カラム\n:::段\n‸\n:::\n:::段\n\n:::\n::::\n", ""),
    ("columns", "«左»", "::::カラム\n:::段\n«左»\n:::\n:::段\n\n:::\n::::\n", "«左»\n"),
    (
        "buttons",
        "«資料»",
        ":::ボタン\n«[資料](https://)»\n:::\n",
        "«[資料](https://)»\n",
    ),
    ("code", "‸", "```\n‸\n```\n", ""),
    ("code", "«a = 1\n・b»", "```\n«a = 1\n・b»\n```\n", "«a = 1\n・b»\n"),
    ("code", "«a ``` b»", "````\n«a ``` b»\n````\n", "«a ``` b»\n"),
    ("code", "```py\n«a»\n```", "«a»", ""),
    (
        "table",
        "«色\t値\n赤\t一|二»",
        "«| 色 | 値 |\n| --- | --- |\n| 赤 | 一\\|二 |»\n",
        "«色\t値\n赤\t一|二»\n",
    ),
    ("toc", "‸", "[TOC]\n\n‸", ""),
    ("toc", "一‸\n二", "一\n\n[TOC]\n\n‸二", "一‸\n\n二"),
    ("rule", "一‸\n\n二", "一\n\n---\n\n‸二", None),
    ("rule", "«一\n二»", "一\n二\n\n---\n\n‸", "一\n二‸"),
    ("more", "一‸", "一\n\n:::続き\n\n‸", "一‸"),
    ("aifromhere", "一‸", "一\n\n:::ここからAI\n\n‸", "一‸"),
    ("card", "«/posts/tsuzuri/»", ":::カード /posts/tsuzuri/‸\n", "«/posts/tsuzuri/»\n"),
    ("card", "一‸", "一\n\n:::カード «/posts/»\n", "一‸"),
    ("embed", "«ことば»\n", "ことば\n\n:::埋め込み «https://»\n", ""),
    ("ad", "一‸", "一\n\n:::広告 «名前»\n", "一‸"),
]


@pytest.fixture
def screen(new_page, author_user, author):
    """The edit screen of a new post."""
    make_persona(key="hajime", name="はじめ")
    make_persona(key="ori", name="おり")
    page = new_page(user=author_user)
    page.goto(reverse("admin:blog_post_add"))
    return page


def use_twice(page, button, before):
    put(page, before)
    press_tool(page, button)
    once = state(page)
    press_tool(page, button)
    return once, state(page)


@pytest.mark.parametrize("cases", [LINES, MARKS, BLOCKS], ids=["lines", "marks", "blocks"])
def test_each_button_is_right_where_it_is_used_and_its_second_use_takes_it_away(screen, cases):
    wrong = []
    for button, before, expected, expected_twice in cases:
        once, twice = use_twice(screen, button, before)
        if once != expected:
            wrong.append(f"{button} on {before!r}: {once!r} instead of {expected!r}")
        if expected_twice is None and button != "link":
            expected_twice = before
        if expected_twice and twice != expected_twice and once == expected:
            wrong.append(f"{button} twice on {before!r}: {twice!r} instead of {expected_twice!r}")
    assert not wrong, "\n".join(wrong)


def test_an_undo_takes_back_one_use_at_a_time_to_the_first_character(screen):
    screen.click("textarea[name=body]")
    screen.keyboard.type("a")
    steps = [text_of(screen)]
    for button in ["bold", "list", "heading", "quote", "memo", "rule", "code"]:
        press_tool(screen, button)
        steps.append(text_of(screen))
    assert len(set(steps)) == len(steps)
    screen.focus("textarea[name=body]")
    for step in reversed(steps[:-1]):
        screen.keyboard.press("Control+z")
        assert text_of(screen) == step
    screen.keyboard.press("Control+z")
    assert text_of(screen) == ""


def test_balloons_of_a_conversation_follow_each_other(screen):
    put(screen, "")
    press_tool(screen, "balloon", "[data-speaker=hajime]")
    screen.keyboard.insert_text("やあ")
    press_tool(screen, "balloon", "[data-speaker=ori]")
    assert state(screen) == ":::ふきだし hajime\nやあ\n:::\n\n:::ふきだし ori\n‸\n:::\n"
    press_tool(screen, "balloon", "[data-speaker=ori]")
    assert state(screen) == ":::ふきだし hajime\nやあ\n:::‸"


def test_a_button_accepts_what_is_being_composed(screen):
    put(screen, "")
    compose(screen, "かんじ")
    screen.evaluate(
        "document.querySelector('[data-insert=heading]').dispatchEvent("
        "new MouseEvent('click', { bubbles: true }))"
    )
    expect(screen.locator(BODY)).to_have_value("## かんじ")


def test_a_menu_is_used_by_keyboard(screen):
    summary = screen.locator("[data-menu]:has([data-insert=list]) summary")
    summary.focus()
    screen.keyboard.press("ArrowDown")
    expect(screen.locator("[data-insert=list]")).to_be_focused()
    screen.keyboard.press("ArrowDown")
    screen.keyboard.press("Enter")
    assert state(screen) == "1. ‸"
    summary.focus()
    screen.keyboard.press("ArrowDown")
    screen.keyboard.press("Escape")
    expect(summary).to_be_focused()
    assert screen.locator("[data-menu][open]").count() == 0


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_the_toolbar_is_one_row_and_its_menus_stay_in_the_window(
    new_page, author_user, author, width
):
    page = new_page(user=author_user, viewport={"width": width, "height": 800}, has_touch=True)
    page.goto(reverse("admin:blog_post_add"))
    assert page.locator("[data-toolbar]").bounding_box()["height"] < 60
    for menu in page.locator("[data-menu]").all():
        menu.locator("summary").scroll_into_view_if_needed()
        menu.locator("summary").click()
        box = menu.locator("div").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= 800
        assert page.evaluate("document.documentElement.scrollWidth") <= width
