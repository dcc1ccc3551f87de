"""Enter and Escape belong to the input method while it is composing: nothing is submitted, nothing closes."""

import pytest
from django.urls import reverse

from blog.models import Post
from tests.browser.test_writing import put_picture, wait_for_picture
from tests.factories import draft_post

FIELDS = ["title", "slug", "tags", "cover_alt", "meta_description"]


@pytest.fixture
def screen(new_page, author_user, author):
    """The edit screen of a draft, with every group open, and the requests that it sends."""
    post = draft_post(authors=[author], title="", body="")
    page = new_page(user=author_user)
    page.goto(reverse("admin:blog_post_change", args=[post.pk]))
    page.evaluate(
        "document.querySelectorAll('.write-side details').forEach((d) => { d.open = true; })"
    )
    return page


def compose(page, text):
    """Type as an input method does: a composition is open, nothing is committed yet."""
    session = page.context.new_cdp_session(page)
    session.send(
        "Input.imeSetComposition",
        {"text": text, "selectionStart": len(text), "selectionEnd": len(text)},
    )
    return session


def press_composing_enter(session):
    """The key event that Chromium sends for an Enter which the input method has taken."""
    for kind in ("rawKeyDown", "keyUp"):
        session.send(
            "Input.dispatchKeyEvent",
            {"type": kind, "key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229},
        )


def count_submits(page):
    page.evaluate(
        "window.submits = 0; document.addEventListener('submit', (e) => { window.submits += 1; e.preventDefault(); })"
    )


@pytest.mark.parametrize("field", FIELDS)
def test_enter_that_takes_a_candidate_sends_nothing(screen, field):
    count_submits(screen)
    screen.fill(f"[name={field}]", "")
    session = compose(screen, "かんじ")
    press_composing_enter(session)
    session.send("Input.insertText", {"text": "漢字"})
    assert screen.evaluate("window.submits") == 0
    assert screen.input_value(f"[name={field}]") == "漢字"


@pytest.mark.parametrize("field", FIELDS)
def test_enter_in_a_line_of_the_form_never_sends_it(screen, field):
    count_submits(screen)
    screen.focus(f"[name={field}]")
    screen.keyboard.press("Enter")
    assert screen.evaluate("window.submits") == 0
    assert Post.objects.get().title == ""


@pytest.mark.parametrize("sign", ["isComposing: true", "keyCode: 229"])
def test_a_shortcut_during_a_composition_is_left_to_the_input_method(screen, sign):
    count_submits(screen)
    prevented = screen.evaluate(
        "(() => { const event = new KeyboardEvent('keydown', "
        f"{{ key: 's', ctrlKey: true, bubbles: true, cancelable: true, {sign} }});"
        " document.querySelector('[name=body]').dispatchEvent(event); return event.defaultPrevented; })()"
    )
    assert prevented is False
    assert screen.evaluate("window.submits") == 0


@pytest.mark.parametrize("sign", ["isComposing: true", "keyCode: 229"])
def test_enter_during_a_composition_does_not_finish_the_alternative_text(screen, sign):
    put_picture(screen)
    screen.locator("[data-alt-dialog][open]").wait_for()
    screen.evaluate(
        "document.querySelector('[data-alt-text]').dispatchEvent("
        f"new KeyboardEvent('keydown', {{ key: 'Enter', bubbles: true, cancelable: true, {sign} }}))"
    )
    assert screen.locator("[data-alt-dialog][open]").count() == 1


def test_a_finished_upload_waits_for_the_end_of_a_composition(screen):
    screen.focus("[name=body]")
    put_picture(screen)
    held = []
    screen.route("**/markdownx/upload/", lambda route: held.append(route))
    screen.click("[data-alt-skip]")
    session = compose(screen, "にほんご")
    with screen.expect_response("**/markdownx/upload/"):
        held[0].continue_()
    screen.wait_for_timeout(200)
    assert "image:" not in screen.input_value("[name=body]")
    session.send("Input.insertText", {"text": "日本語"})
    wait_for_picture(screen)
    assert screen.input_value("[name=body]").endswith(")\n\n日本語")
