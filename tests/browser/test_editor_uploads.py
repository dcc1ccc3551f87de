"""Pictures in the edit screen: where they are put, what is refused, and what never gets into the text."""

import re
from base64 import b64encode
from contextlib import suppress

import pytest
from django.urls import reverse
from playwright.sync_api import Error, expect

from blog.models import Post
from images.models import Image
from tests.browser.editor import BODY, put, state, text_of
from tests.factories import draft_post
from tests.images import samples

GIVE = """([selector, kind, files, place, text]) => {
  const transfer = new DataTransfer();
  for (const { name, type, data } of files) {
    const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
    transfer.items.add(new File([bytes], name, { type }));
  }
  if (text) transfer.setData("text/plain", text);
  const options = { bubbles: true, cancelable: true, ...place };
  const event = kind === "paste"
    ? new ClipboardEvent("paste", { ...options, clipboardData: transfer })
    : new DragEvent(kind, { ...options, dataTransfer: transfer });
  return document.querySelector(selector).dispatchEvent(event);
}"""


def file(name="港.png", kind="image/png", data=None):
    data = samples.png(60, 40) if data is None else data
    return {"name": name, "type": kind, "data": b64encode(data).decode()}


def give(page, *files, kind="paste", selector=BODY, place=None, text=""):
    """Paste or drop files; return whether the browser would do what it does by itself."""
    return page.evaluate(GIVE, [selector, kind, list(files), place or {}, text])


def error(page):
    return page.locator("[data-editor-error]")


@pytest.fixture
def screen(new_page, author_user, author):
    """The edit screen of a new post."""
    page = new_page(user=author_user)
    page.goto(reverse("admin:blog_post_add"))
    return page


@pytest.fixture
def held(screen):
    """Uploads that are held back until the test lets them through, in the order of their requests."""
    routes = []
    screen.route("**/markdownx/upload/", lambda route: routes.append(route))
    return routes


def wait_for(page, held, count):
    while len(held) < count:
        page.wait_for_timeout(20)


def images(page, count):
    """Wait for `count` images in the text, and return the text with `k` instead of their keys."""
    pattern = r"\(image:[^)]*\)[\s\S]*" * count
    expect(page.locator(BODY)).to_have_value(re.compile(pattern))
    return re.sub(r"\(image:[^)]*\)", "(k)", text_of(page))


def test_several_pictures_are_put_below_each_other_in_their_order(screen):
    put(screen, "一‸行\n次")
    give(screen, file("a.png"), file("b.png"), file("c.png"))
    for alt in "あいう":
        screen.locator("dialog[open] [data-alt-text]").wait_for()
        screen.fill("[data-alt-text]", alt)
        screen.click("[data-alt-ok]")
        screen.wait_for_timeout(100)
    assert images(screen, 3) == "一行\n\n![あ](k)\n\n![い](k)\n\n![う](k)\n\n次"
    assert screen.locator("[data-uploads] li").count() == 0


@pytest.mark.parametrize(
    ("line", "part", "expected"),
    [
        (0, 0.2, "![](k)\n\n一段落目\n\n二段落目\n\n三段落目"),
        (2, 0.8, "一段落目\n\n二段落目\n\n![](k)\n\n三段落目"),
        (9, 0.5, "一段落目\n\n二段落目\n\n三段落目\n\n![](k)\n"),
    ],
)
def test_a_drop_goes_to_the_line_where_it_was_dropped(screen, line, part, expected):
    put(screen, "一段落目\n\n二段落目\n\n三段落目‸")
    place = screen.evaluate(
        """([selector, line]) => {
          const field = document.querySelector(selector);
          const style = getComputedStyle(field);
          const box = field.getBoundingClientRect();
          const top = box.top + parseFloat(style.paddingTop) + parseFloat(style.borderTopWidth);
          return { clientX: box.left + 40, clientY: top + line * parseFloat(style.lineHeight) };
        }""",
        [BODY, line + part],
    )
    give(screen, file(), kind="drop", place=place)
    screen.click("[data-alt-skip]")
    assert images(screen, 1) == expected


def test_nothing_is_in_the_text_during_an_upload_and_undo_removes_the_picture(screen, held):
    put(screen, "前‸")
    give(screen, file())
    screen.click("[data-alt-skip]")
    wait_for(screen, held, 1)
    assert text_of(screen) == "前"
    expect(screen.locator("[data-uploads] li")).to_contain_text("港.png")
    screen.keyboard.insert_text("の文")
    held[0].continue_()
    assert images(screen, 1) == "前の文\n\n![](k)\n"
    screen.keyboard.press("Control+z")
    assert text_of(screen) == "前の文"
    screen.keyboard.press("Control+Shift+z")
    assert images(screen, 1) == "前の文\n\n![](k)\n"


def test_who_waits_goes_on_below_the_picture(screen):
    put(screen, "前‸")
    give(screen, file())
    screen.click("[data-alt-skip]")
    images(screen, 1)
    assert state(screen).endswith(")\n‸")


def test_an_entry_saved_during_an_upload_holds_no_placeholder(new_page, author_user, author):
    post = draft_post(authors=[author], body="古い")
    page = new_page(user=author_user)
    page.goto(reverse("admin:blog_post_change", args=[post.pk]))
    held = []
    page.route("**/markdownx/upload/", lambda route: held.append(route))
    put(page, "新しい")
    give(page, file())
    page.click("[data-alt-skip]")
    wait_for(page, held, 1)
    page.keyboard.press("Control+s")
    page.wait_for_timeout(300)
    with suppress(Error):  # saving may have left the page
        held[0].continue_()
    for _try in range(200):
        post.refresh_from_db()
        if post.body != "古い":
            break
        page.wait_for_timeout(50)
    assert re.fullmatch(r"新しい(\s+!\[\]\(image:\w+\)\s*)?", post.body)


def test_publishing_waits_for_the_images(screen, held):
    screen.fill("[name=title]", "写真つきの話")
    give(screen, file())
    screen.click("[data-alt-skip]")
    wait_for(screen, held, 1)
    screen.click("[name=_publish]")
    expect(screen.locator("[data-saved]")).to_contain_text("画像を送り終えたら")
    assert not Post.objects.exists()
    held[0].continue_()
    expect(screen.locator("[data-saved]")).to_contain_text("保存済み")
    post = Post.objects.get()
    assert post.is_published
    assert "](image:" in post.body


def test_other_modules_can_wait_for_uploads(screen, held):
    ask = "import('/static/js/editor/uploads.js').then((uploads) => uploads.pending())"
    put(screen, "")
    assert not screen.evaluate(ask)
    give(screen, file())
    screen.click("[data-alt-skip]")
    wait_for(screen, held, 1)
    assert screen.evaluate(ask)
    screen.evaluate(
        "import('/static/js/editor/uploads.js').then((uploads) => uploads.whenDone())"
        f".then(() => {{ window.settledWith = document.querySelector('{BODY}').value; }}); 0"
    )
    screen.wait_for_timeout(100)
    assert screen.evaluate("window.settledWith === undefined")
    held[0].continue_()
    images(screen, 1)
    screen.wait_for_timeout(100)
    assert "](image:" in screen.evaluate("window.settledWith")
    assert not screen.evaluate(ask)


def test_an_upload_is_cancelled(screen, held):
    put(screen, "前")
    give(screen, file())
    screen.click("[data-alt-skip]")
    wait_for(screen, held, 1)
    screen.click("[data-upload-cancel]")
    expect(screen.locator("[data-uploads] li")).to_have_count(0)
    assert text_of(screen) == "前"
    expect(error(screen)).to_be_empty()


def test_an_upload_without_a_connection_is_tried_again(screen, faults):
    faults.forgive("Failed to load resource")
    put(screen, "前")
    screen.route("**/markdownx/upload/", lambda route: route.abort("internetdisconnected"))
    give(screen, file())
    screen.click("[data-alt-skip]")
    retry = screen.locator("[data-upload-retry]")
    retry.wait_for()
    expect(error(screen)).to_contain_text("港.png")
    assert not screen.evaluate(
        "import('/static/js/editor/uploads.js').then((uploads) => uploads.pending())"
    )
    screen.unroute("**/markdownx/upload/")
    retry.click()
    assert images(screen, 1) == "前\n\n![](k)\n"
    expect(error(screen)).to_be_empty()


@pytest.mark.parametrize("selector", [BODY, "[data-toolbar]", "h1, #content", ".write-side"])
@pytest.mark.parametrize("kind", ["dragover", "drop"])
def test_a_file_that_is_no_picture_never_opens_over_the_page(screen, selector, kind):
    put(screen, "前")
    assert not give(screen, file("a.pdf", "application/pdf"), kind=kind, selector=selector)
    assert text_of(screen) == "前"
    if kind == "drop":
        expect(error(screen)).not_to_be_empty()
        assert screen.locator("dialog[open]").count() == 0


def test_files_that_are_no_pictures_are_named_and_the_pictures_among_them_taken(screen):
    put(screen, "")
    give(screen, file("a.pdf", "application/pdf"), file(), file("b.txt", "text/plain"))
    screen.click("[data-alt-skip]")
    images(screen, 1)
    expect(error(screen)).to_contain_text("a.pdf")
    expect(error(screen)).to_contain_text("b.txt")


def test_a_broken_picture_is_refused_before_its_description_is_asked_for(screen):
    put(screen, "前")
    give(screen, file(data=b"no picture"))
    expect(error(screen)).to_contain_text("港.png")
    assert screen.locator("dialog[open]").count() == 0
    assert text_of(screen) == "前"
    assert Image.objects.count() == 0


@pytest.mark.parametrize("kind", ["image/heic", ""])
def test_a_heic_picture_gets_the_sentence_of_the_server(screen, faults, kind):
    faults.forgive("status of 400")
    put(screen, "前")
    give(screen, file("IMG_1.HEIC", kind, samples.heic()))
    expect(error(screen)).to_contain_text("HEIC")
    assert screen.locator("dialog[open]").count() == 0


def test_a_file_of_the_finder_is_taken_and_the_picture_of_a_text_is_not(screen):
    put(screen, "")
    assert not give(screen, file("港.png"), text="港.png")
    screen.click("[data-alt-skip]")
    images(screen, 1)
    assert give(screen, file("image.png"), text="表の中身")
    assert screen.locator("dialog[open]").count() == 0


@pytest.mark.parametrize(
    "alt", ["グラフ((2024年))", "<b> & 猫", "5*3*2の箱", "(*^_^*)の顔", "{漢字|かんじ}[1]", "a\\"]
)
def test_a_description_is_kept_as_it_was_typed(screen, alt):
    put(screen, "")
    give(screen, file())
    screen.fill("[data-alt-text]", alt)
    screen.click("[data-alt-ok]")
    images(screen, 1)
    shown = screen.frame_locator("[data-preview]").locator("img")
    expect(shown).to_have_attribute("alt", alt)


def test_a_picture_waits_for_a_composition_in_another_field(screen, held):
    put(screen, "前")
    give(screen, file())
    screen.click("[data-alt-skip]")
    wait_for(screen, held, 1)
    screen.focus("[name=title]")
    session = screen.context.new_cdp_session(screen)
    session.send(
        "Input.imeSetComposition", {"text": "だい", "selectionStart": 2, "selectionEnd": 2}
    )
    with screen.expect_response("**/markdownx/upload/"):
        held[0].continue_()
    screen.wait_for_timeout(300)
    assert text_of(screen) == "前"
    session.send("Input.insertText", {"text": "題"})
    assert images(screen, 1) == "前\n\n![](k)\n"
    expect(screen.locator("[name=title]")).to_be_focused()
    assert screen.input_value("[name=title]") == "題"
