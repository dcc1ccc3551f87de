"""The write screen in Firefox and WebKit: composition, the toolbar, undo, saving in place and recovery."""

from collections.abc import Iterator
from typing import Any

import pytest

from accounts.models import User
from blog.models import Author, Post
from tests.browser.engines import ENGINES, Engine
from tests.browser.test_engines import sign_in, wait_for
from tests.browser.test_ime import FIELDS
from tests.factories import draft_post

#: Events around the Enter that accepts a candidate, as each engine sends them.
ACCEPTING_ENTER = {
    "chrome and firefox": [
        ("keydown", "{key: 'Process', keyCode: 229, isComposing: true}"),
        ("compositionend", "{data: '漢字'}"),
    ],
    "safari": [
        ("compositionend", "{data: '漢字'}"),
        ("keydown", "{key: 'Enter', keyCode: 229, isComposing: false}"),
    ],
    "android": [
        ("keydown", "{key: 'Unidentified', keyCode: 229, isComposing: true}"),
        ("compositionend", "{data: '漢字'}"),
    ],
}
COMPOSE = """
const field = document.querySelector("[name=%s]");
field.focus();
field.select();
const send = (type, options) => field.dispatchEvent(
  new (type.startsWith("key") ? KeyboardEvent : CompositionEvent)(
    type, { bubbles: true, cancelable: true, ...options }));
send("compositionstart", { data: "" });
document.execCommand("insertText", false, "漢字");
%s
return field.value;
"""
USE_TOOL = """
const field = document.querySelector("[name=body]");
field.focus();
field.select();
document.execCommand(TEXT ? "insertText" : "delete", false, TEXT);
field.setSelectionRange(...RANGE);
const texts = [];
for (let use = 0; use < 2; use += 1) {
  document.querySelector("[data-insert='TOOL']").click();
  texts.push(field.value);
}
return texts;
"""
UNDO_ALL = """
const field = document.querySelector("[name=body]");
field.focus();
let steps = 0;
while (field.value && steps < 200) {
  document.execCommand("undo");
  steps += 1;
}
return field.value;
"""
TYPE = """
const field = document.querySelector("[name=body]");
field.focus();
field.setSelectionRange(field.value.length, field.value.length);
return document.execCommand("insertText", false, %r);
"""
#: A text, what is selected in it, and the selection's name.
SELECTIONS = [("", (0, 0)), ("一語です", (0, 2)), ("一行\n二行\n三行", (0, 8))]
#: Tools whose second use takes the first one back.
TOGGLES = [
    "heading",
    "heading3",
    "bold",
    "marker",
    "strike",
    "list",
    "numbered",
    "checklist",
    "quote",
]
STATE = "return document.querySelector('[data-saved]').dataset.state"


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Each engine in turn, started once."""
    start = ENGINES[request.param]
    if start is None:
        pytest.skip(f"{request.param} is not installed")
    with start() as started:
        started.resize(1280, 900)
        yield started


@pytest.fixture
def screen(engine: Engine, site_url: str, author_user: User, author: Author) -> Engine:
    """The write screen of a new post."""
    sign_in(engine, site_url, author_user)
    open_screen(engine, f"{site_url}/admin/blog/post/add/")
    return engine


def open_screen(engine: Engine, url: str) -> None:
    engine.open(url)
    wait_for(engine, "return document.querySelector('[data-toolbar]')?.hidden", False)


def use_twice(engine: Engine, tool: str, text: str, selection: tuple[int, int]) -> list[str]:
    """Return the texts after one use of a tool and after the second."""
    script = USE_TOOL.replace("TEXT", repr(text)).replace("TOOL", tool)
    found: Any = engine.run(script.replace("RANGE", repr(list(selection))))
    return list(found)


def test_the_enter_that_accepts_a_candidate_submits_nothing(screen: Engine) -> None:
    screen.run(
        "for (const box of document.querySelectorAll('.write-side details')) box.open = true"
    )
    screen.run("window.isSamePage = true")
    for events in ACCEPTING_ENTER.values():
        script = "\n".join(f"send('{kind}', {options});" for kind, options in events)
        for field in ("body", *FIELDS):
            assert screen.run(COMPOSE % (field, script)) == "漢字"
    assert screen.run("return window.isSamePage") is True
    assert not Post.objects.exists()


def test_each_tool_toggles_and_undo_goes_back_to_the_first_character(screen: Engine) -> None:
    wrong = []
    for tool in TOGGLES:
        for text, selection in SELECTIONS:
            once, twice = use_twice(screen, tool, text, selection)
            is_placeholder = not text and twice in ("太字", "マーカー", "取り消し")
            if once == text or (twice != text and not is_placeholder):
                wrong.append((tool, text, once, twice))
    assert wrong == []
    assert screen.run(UNDO_ALL) == ""
    assert screen.errors() == []


def test_saving_stays_on_the_page_and_a_closed_window_offers_its_text(
    screen: Engine, site_url: str, author: Author
) -> None:
    post = draft_post(title="糸の話", body="一行目。", authors=[author])
    url = f"{site_url}/admin/blog/post/{post.pk}/change/"
    open_screen(screen, url)
    screen.run("window.isSamePage = true")
    screen.run(TYPE % "二行目。")
    screen.click("[data-save]")
    wait_for(screen, STATE, "saved")
    assert screen.run("return window.isSamePage") is True
    post.refresh_from_db()
    assert post.body == "一行目。二行目。"

    screen.run(TYPE % "三行目。")
    wait_for(
        screen,
        "return /copied|autosaved/.test(document.querySelector('[data-saved]').dataset.state)",
        True,
    )
    # Left without a question, as by a crash.
    screen.run(
        "addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true)"
    )
    open_screen(screen, url)
    wait_for(screen, "return Boolean(document.querySelector('.recovery button[value=kept]'))", True)
    screen.run("document.querySelector('.recovery button[value=kept]').click()")
    body = "return document.querySelector('[name=body]').value"
    wait_for(screen, body, "一行目。二行目。三行目。")
