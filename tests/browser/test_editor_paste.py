"""Pasting in the edit screen: HTML becomes Markdown, a URL a link, 「・」 lines a list.

The samples in tests/data/paste/ are HTML as programs put it on the clipboard, each with its Markdown.
"""

import re
from html import escape, unescape
from pathlib import Path
from random import Random

import pytest
from django.urls import reverse

from core.markdown import render
from tests.browser.editor import BODY, put, state, text_of

SAMPLES = Path(__file__).parents[1] / "data" / "paste"
PASTE = """([selector, html, text]) => {
  const data = new DataTransfer();
  if (text !== null) data.setData("text/plain", text);
  if (html !== null) data.setData("text/html", html);
  const field = document.querySelector(selector);
  const event = new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: data });
  if (field.dispatchEvent(event)) document.execCommand("insertText", false, text);
}"""
#: Text before, pasted text, text after.
PLAIN = [
    ("«語»です", "https://example.com/", "[語](https://example.com/)‸です"),
    ("« 語 »です", "https://example.com/a_(b)", " [語](<https://example.com/a_(b)>)‸ です"),
    ("«https://old.example/»", "https://example.com/", "https://example.com/‸"),
    ("[語](«https://»)", "https://example.com/", "[語](https://example.com/‸)"),
    ("«一\n二»", "https://example.com/", "https://example.com/‸"),
    ("«語»です", "ただの言葉", "ただの言葉‸です"),
    ("`«語»`", "https://example.com/", "`https://example.com/‸`"),
    ("‸", "https://example.com/\n", "https://example.com/\n‸"),
    ("‸", "・一\n・二", "- 一\n- 二‸"),
    ("‸", "買い物\n• 紙\n•　糸\n以上", "買い物\n- 紙\n- 糸\n\n以上‸"),
    ("‸", "１．切る\n２．折る", "1. 切る\n2. 折る‸"),
    ("‸", "１．はじめに\n本文", "１．はじめに\n本文‸"),
    ("文の途中‸", "・一\n・二", "文の途中・一\n- 二‸"),
    ("```\n‸\n```", "・一\n・二", "```\n・一\n・二‸\n```"),
    ("‸", "色\t値\n赤\t1", "| 色 | 値 |\n| --- | --- |\n| 赤 | 1 |‸"),
    ("‸", "**太字** と # 印", "**太字** と # 印‸"),
]
#: Text before, pasted HTML, text after.
HTML = [
    ("文«語»です", "<b>太</b>", "文**太**‸です"),
    ("前‸後", "<h2>題</h2><p>文</p>", "前\n\n## 題\n\n文‸\n\n後"),
    ("前\n‸", "<ul><li>一</li></ul>", "前\n\n- 一‸"),
    ("```\n‸\n```", "<b>太</b>", "```\n太‸\n```"),
    ("`‸`", "<b>太</b>", "`太‸`"),
    ("‸", "<span>**太** の_印_</span>", "**太** の_印_‸"),
    (
        "‸",
        "<meta charset=utf-8><a href='https://example.com/a'>記事の題</a>",
        "[記事の題](https://example.com/a)‸",
    ),
]


@pytest.fixture
def screen(new_page, author_user, author):
    """The edit screen of a new post."""
    page = new_page(user=author_user)
    page.goto(reverse("admin:blog_post_add"))
    return page


def paste(page, *, html=None, text=None):
    page.evaluate(PASTE, [BODY, html, text])


def text_in(source):
    """The text of HTML, as a program puts it beside the HTML."""
    return unescape(re.sub(r"<[^>]*>", "", source))


def test_there_are_at_least_twenty_samples():
    assert len(list(SAMPLES.glob("*.html"))) >= 20


def test_html_of_other_programs_becomes_markdown(screen, faults):
    wrong = []
    for sample in sorted(SAMPLES.glob("*.html")):
        expected = sample.with_suffix(".md").read_text(encoding="utf-8").rstrip("\n")
        html = sample.read_text(encoding="utf-8")
        put(screen, "")
        paste(screen, html=html, text=text_in(html))
        if text_of(screen) != expected:
            wrong.append(f"--- {sample.name}\n{text_of(screen)}\n+++ expected\n{expected}")
    assert not wrong, "\n".join(wrong)
    assert "XSS" not in screen.title()
    assert not [url for url in faults.requests if "example" in url]


@pytest.mark.parametrize(("kind", "cases"), [("text", PLAIN), ("html", HTML)])
def test_what_is_pasted_fits_the_place(screen, kind, cases):
    wrong = []
    for before, pasted, expected in cases:
        put(screen, before)
        text = text_in(pasted) if kind == "html" else pasted
        paste(screen, html=pasted if kind == "html" else None, text=text)
        if state(screen) != expected:
            wrong.append(f"{pasted!r} into {before!r}: {state(screen)!r} instead of {expected!r}")
    assert not wrong, "\n".join(wrong)


def test_what_is_pasted_reads_the_same_on_the_page(screen):
    documents = [Writer(number).document() for number in range(300)]
    convert = """async (documents) => {
      const { htmlToMarkdown } = await import("/static/js/editor/html_to_markdown.js");
      return documents.map(htmlToMarkdown);
    }"""
    for html, markdown in zip(documents, screen.evaluate(convert, documents), strict=True):
        if markdown is not None:
            assert letters(render(markdown).html) == letters(html), markdown


class Writer:
    """Writes HTML with text that looks like Markdown."""

    TEXTS = (
        *(
            "あ",
            "文です。",
            "「引用」",
            "word ",
            " ",
            "　",
            "a*b",
            "_x_",
            "x_y_z",
            "5*3*2",
            "**",
            "~~",
        ),
        *("# ", "1. x", "- y", "+ ", "> ", "=", "<b>", "&amp;", "[z](q)", "`c`", "((n))", "{a|b}"),
        *("{漢|か}", ":::", "※注", "!", "$", "(*^_^*)", " https://e.example/x_y_z "),
    )

    def __init__(self, seed):
        self.random = Random(seed)

    def text(self):
        return escape(
            "".join(self.random.choices(self.TEXTS, k=self.random.randint(1, 4))), quote=False
        )

    def inline(self, depth=2):
        return "".join(self._inline(depth) for _part in range(self.random.randint(1, 4)))

    def _inline(self, depth):
        kind = self.random.choice(["text"] * 4 + ["b", "em", "a", "code"])
        if kind == "text" or depth == 0:
            return self.text()
        if kind in ("b", "em"):
            return f"<{kind}>{self.inline(depth - 1)}</{kind}>"
        href = ' href="https://e.example/"' if kind == "a" else ""
        return f"<{kind}{href}>{self.text()}</{kind}>"

    def block(self, depth=2):
        kind = self.random.choice(["p"] * 3 + ["h2", "li", "blockquote", "td"])
        if kind == "p" or depth == 0:
            return f"<p>{self.inline()}</p>"
        if kind == "h2":
            return f"<h2>{self.inline(1)}</h2>"
        if kind == "li":
            return (
                f"<ul><li>{self.inline(1)}</li><li>{self.text()}{self.block(depth - 1)}</li></ul>"
            )
        if kind == "blockquote":
            return f"<blockquote>{self.block(depth - 1)}{self.block(depth - 1)}</blockquote>"
        row = f"<tr><td>{self.text()}</td><td>{self.text()}</td></tr>"
        return f"<table>{row}{row}</table>"

    def document(self):
        return "".join(self.block() for _block in range(self.random.randint(1, 3)))


def letters(html):
    """The text of HTML without white space, which may differ."""
    return re.sub(r"\s+", "", text_in(html)).replace("目次", "")


def test_one_undo_takes_a_paste_back(screen):
    put(screen, "文‸")
    paste(screen, html="<h2>題</h2><p>文</p>", text="題\n文")
    screen.keyboard.press("Control+z")
    assert text_of(screen) == "文"


def test_control_shift_v_pastes_the_text_as_it_is(screen):
    put(screen, "«語»")
    screen.keyboard.down("Control")
    screen.keyboard.down("Shift")
    # The browser's own paste finds an empty clipboard; the event is the one that it would send.
    screen.evaluate(
        f"document.querySelector('{BODY}').dispatchEvent(new KeyboardEvent('keydown', "
        "{ key: 'V', ctrlKey: true, shiftKey: true, bubbles: true }))"
    )
    paste(screen, text="https://example.com/")
    screen.keyboard.up("Shift")
    screen.keyboard.up("Control")
    assert text_of(screen) == "https://example.com/"
    put(screen, "")
    paste(screen, text="・一\n・二")
    assert text_of(screen) == "- 一\n- 二"
