"""The edit screen in a browser: writing, images, preview, saving, publishing."""

import re
from base64 import b64encode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from playwright.sync_api import expect

from blog.models import Post
from images.models import Image
from images.uploads import add_image
from tests.core.test_html import VECTORS
from tests.factories import draft_post, make_persona, published_post
from tests.images import samples

PUT_PICTURE = """([field, kind, data]) => {
  const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], "港[1].png", { type: "image/png" }));
  const { left, bottom } = document.querySelector(field).getBoundingClientRect();
  const options = { bubbles: true, cancelable: true, clientX: left + 20, clientY: bottom - 5 };
  const event = kind === "paste"
    ? new ClipboardEvent("paste", { ...options, clipboardData: transfer })
    : new DragEvent(kind, { ...options, dataTransfer: transfer });
  document.querySelector(field).dispatchEvent(event);
}"""
BODY = "textarea[name=body]"
SUGGESTION = re.compile(r"/slug[^?]*\?")


def put_picture(page, kind="paste", data=None):
    encoded = b64encode(samples.png(800, 450) if data is None else data).decode()
    page.evaluate(PUT_PICTURE, [BODY, kind, encoded])


def wait_for_picture(page):
    """Wait until the placeholder is replaced by the image."""
    expect(page.locator(BODY)).to_have_value(re.compile(r"\]\(image:"))


def preview_of(page):
    return page.frame_locator("[data-preview]").locator(".prose")


@pytest.fixture
def write(new_page, author_user, author):
    """Return a function that opens the edit screen as an author, for a new or existing post."""

    def open_screen(post=None, **options):
        page = new_page(user=author_user, **options)
        page.goto(
            reverse("admin:blog_post_change", args=[post.pk])
            if post
            else reverse("admin:blog_post_add")
        )
        return page

    return open_screen


def test_a_new_text_begins_in_its_title_and_nothing_takes_the_focus_away_later(
    new_page, author_user
):
    page = new_page(user=author_user)
    late = []
    page.route("**/change_form*.js", lambda route: late.append(route.request.url))
    page.goto(reverse("admin:blog_post_add"))
    expect(page.locator("[name=title]")).to_be_focused()
    assert late == []


def test_an_author_writes_a_post_with_everything_and_publishes_it(write, new_page):
    make_persona(key="hajime", name="はじめ")
    page = write()
    page.fill("[name=title]", "綴じ糸の話")
    page.click(BODY)
    page.keyboard.type("こんにちは。\n")
    page.locator("[data-menu]:has([data-insert=point]) summary").click()
    page.click("[data-insert=point]")
    page.locator(BODY).press("Control+End")
    page.locator("[data-menu]:has([data-insert=balloon]) summary").click()
    page.click("[data-insert=balloon]")
    page.keyboard.insert_text("やあ、{漢字|かんじ}。")
    page.locator(BODY).press("Control+End")
    put_picture(page)
    page.fill("[data-alt-text]", "夕焼けの港")
    page.click("[data-alt-ok]")
    wait_for_picture(page)

    shown = preview_of(page)
    shown.locator("img[alt='夕焼けの港']").wait_for()
    assert shown.locator(".box-point dl").count() == 1
    assert shown.locator(".balloon").count() == 1
    assert shown.locator("ruby rt").inner_text() == "かんじ"

    page.click("[name=_publish]")
    expect(page.locator("[data-saved]")).to_contain_text("保存済み")
    post = Post.objects.get()
    assert post.is_published
    reader = new_page()
    reader.goto(post.get_absolute_url())
    assert reader.locator(".prose img[alt='夕焼けの港']").count() == 1
    assert reader.locator("h1").inner_text() == "綴じ糸の話"


@pytest.mark.parametrize("kind", ["paste", "drop"])
def test_a_picture_can_be_taken_back_with_undo(write, kind):
    page = write()
    page.click(BODY)
    page.keyboard.type("before ")
    put_picture(page, kind)
    page.click("[data-alt-skip]")
    wait_for_picture(page)
    key = Image.objects.get().key
    assert page.input_value(BODY) == f"before \n\n![](image:{key})\n"
    page.focus(BODY)
    page.keyboard.press("Control+z")
    assert page.input_value(BODY) == "before "


def test_what_is_written_during_an_upload_stays(write):
    page = write()
    page.click(BODY)
    put_picture(page)
    page.click("[data-alt-skip]")
    page.keyboard.type(" after")
    wait_for_picture(page)
    assert page.input_value(BODY) == f"![](image:{Image.objects.get().key})\n\n after"


def test_a_broken_image_leaves_the_text_and_shows_the_reason(write):
    page = write()
    page.click(BODY)
    page.keyboard.type("text ")
    put_picture(page, data=samples.HTML)
    page.locator("[data-editor-error]:not(:empty)").wait_for()
    assert page.input_value(BODY) == "text "
    assert "港[1].png" in page.inner_text("[data-editor-error]")


def test_a_picture_that_is_kept_already_is_chosen_for_the_cover(write, author):
    image = add_image(file=SimpleUploadedFile("a.png", samples.png()), by=None, alt="表紙の絵")
    post = draft_post(authors=[author])
    page = write(post)
    page.click("[data-picker-open]")
    page.locator("dialog[open] .chooser-image").click()
    page.click("[data-save]")
    expect(page.locator("[data-saved]")).to_contain_text("保存済み")
    post.refresh_from_db()
    assert post.cover == image


def test_an_animation_is_announced_at_the_text_and_at_the_cover(write):
    page = write()
    page.click(BODY)
    put_picture(page, "drop", samples.animation("GIF"))
    page.click("[data-alt-skip]")
    expect(page.locator("[data-editor-notice]")).to_contain_text("アニメーション")
    put_picture(page, "drop")
    page.click("[data-alt-skip]")
    expect(page.locator(BODY)).to_have_value(re.compile(r"\(image:[^)]*\)\s*!\[\]\(image:"))
    expect(page.locator("[data-editor-notice]")).to_be_empty()
    page.click("[data-picker-open]")
    page.locator("dialog[open] .chooser-image").nth(1).click()
    expect(page.locator("[data-picker-notice]")).to_contain_text("アニメーション")
    page.click("[data-picker-clear]")
    expect(page.locator("[data-picker-notice]")).to_be_empty()


def test_control_s_saves_and_the_page_stays(write, author):
    post = draft_post(authors=[author], body="前")
    page = write(post)
    page.fill(BODY, "後")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-saved]")).to_contain_text("保存済み")
    assert page.url.endswith(reverse("admin:blog_post_change", args=[post.pk]))
    post.refresh_from_db()
    assert post.body == "後"


def test_tab_leaves_the_text(write):
    page = write()
    page.focus(BODY)
    page.keyboard.press("Tab")
    assert page.evaluate(f"document.activeElement !== document.querySelector('{BODY}')")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(f"document.activeElement === document.querySelector('{BODY}')")
    assert "\t" not in page.input_value(BODY)


def test_bold_and_link_by_keyboard_can_be_undone(write):
    page = write()
    page.click(BODY)
    page.keyboard.type("word")
    page.keyboard.press("Shift+Home")
    page.keyboard.press("Control+b")
    assert page.input_value(BODY) == "**word**"
    page.keyboard.press("Control+z")
    assert page.input_value(BODY) == "word"
    page.keyboard.press("Shift+Home")
    page.keyboard.press("Control+k")
    page.keyboard.type("https://example.com/")
    page.keyboard.press("Enter")
    assert page.input_value(BODY) == "[word](https://example.com/)"
    page.keyboard.press("Control+z")
    assert page.input_value(BODY) == "word"


def test_a_late_answer_never_replaces_a_newer_one(write):
    page = write()
    held = []

    def delay_first(route):
        if "first" in (route.request.post_data or "") and not held:
            held.append(route)
        else:
            route.continue_()

    page.route("**/markdownx/preview/", delay_first)
    page.fill(BODY, "the first text")
    page.wait_for_timeout(600)
    page.fill(BODY, "the second text")
    preview_of(page).get_by_text("the second text").wait_for()
    assert held
    page.wait_for_timeout(300)
    assert preview_of(page).inner_text().strip() == "the second text"


def test_a_failing_preview_says_so_and_keeps_the_text(write, faults):
    faults.forgive("status of 500")
    page = write()
    page.route("**/markdownx/preview/", lambda route: route.fulfill(status=500, body="oh"))
    page.fill(BODY, "大事な文章")
    page.locator("[data-preview-error]").wait_for()
    assert page.input_value(BODY) == "大事な文章"


def test_the_warnings_lead_to_their_line(write):
    page = write()
    page.fill(BODY, "一行目\n\n![](image:none)\n\n# 一つ目\n\n# 二つ目")
    row = page.locator("[data-notices-list] button").first
    row.click()
    selected = page.evaluate(
        f"(() => {{ const f = document.querySelector('{BODY}');"
        " return f.value.slice(f.selectionStart, f.selectionEnd); })()"
    )
    assert selected == "![](image:none)"


def test_the_address_is_suggested_when_the_title_is_left(write):
    page = write()
    page.fill("[name=title]", "DeepSeekショック")
    page.locator("[name=title]").press("Tab")
    expect(page.locator("[name=slug]")).to_have_value("deepseek-shokku")


def test_a_suggestion_does_not_replace_a_slug_that_was_typed_meanwhile(write):
    page = write()
    held = []
    page.route(SUGGESTION, lambda route: held.append(route))
    page.fill("[name=title]", "DeepSeekショック")
    with page.expect_request(SUGGESTION):
        page.locator("[name=title]").press("Tab")
    page.fill("[name=slug]", "my-own")
    with page.expect_response(SUGGESTION) as response:
        held[0].continue_()
    assert response.value.json()["slug"] == "deepseek-shokku"
    expect(page.locator("[name=slug]")).to_have_value("my-own")


def test_leaving_with_unsaved_text_is_asked_about(write, author):
    page = write(draft_post(authors=[author]))
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.click(BODY)
    page.keyboard.type("x")
    page.goto(reverse("admin:index"))
    assert asked == ["beforeunload"]


def test_leaving_without_a_change_is_not_asked_about(write, author):
    page = write(draft_post(authors=[author]))
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.click(BODY)
    page.goto(reverse("admin:index"))
    assert asked == []


def test_the_preview_of_hostile_text_runs_nothing(write, faults):
    page = write()
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for start in range(0, len(VECTORS), 40):
        with page.expect_response("**/markdownx/preview/") as answer:
            page.fill(BODY, "\n\n".join(VECTORS[start : start + 40]))
        assert answer.value.ok
        page.wait_for_timeout(50)
    assert dialogs == []
    assert "XSS" not in page.title()


def test_without_scripts_a_post_is_written_and_saved(write, new_page):
    page = write(java_script_enabled=False)
    page.fill("[name=title]", "道具なしで書く")
    page.fill(BODY, "本文です。")
    page.click("[data-save]")
    assert page.url.endswith("/change/")
    assert Post.objects.get().body == "本文です。"


def test_the_page_is_previewed_on_the_site(write, author):
    post = draft_post(title="下書きの題", authors=[author])
    page = write(post)
    with page.expect_popup() as popup:
        page.locator(".write-links a").first.click()
    assert popup.value.locator("h1").inner_text() == "下書きの題"


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_the_write_screen_never_scrolls_sideways(write, author, width):
    post = published_post(
        title="とても長い題名がここに入る" * 4,
        body="https://example.com/" + "a" * 300 + "\n\n" + "| 列 | 列 |\n|---|---|\n| あ | い |",
        authors=[author],
    )
    page = write(post, viewport={"width": width, "height": 800})
    preview_of(page).locator("p").first.wait_for(state="attached")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_text_that_two_windows_changed_is_shown_in_both_versions(write, author):
    post = draft_post(title="題", body="前の本文", authors=[author])
    first, second = write(post), write(post)
    first.fill(BODY, "一人目の本文")
    first.click("[data-save]")
    expect(first.locator(BODY)).to_have_value("一人目の本文")
    second.fill(BODY, "二人目の本文")
    second.click("[data-save]")
    conflict = second.locator("[data-conflict]")
    expect(conflict.locator("del")).to_have_text(["一人目の"])
    expect(second.locator(BODY)).to_have_value("二人目の本文")
    second.click("[data-save]")  # without a choice
    expect(second.locator(".errorlist").first).to_contain_text("それぞれの段落")
    conflict.get_by_label("自分の文を残す").check()
    second.click("[data-save]")
    expect(conflict).to_have_count(0)
    expect(second.locator(BODY)).to_have_value("二人目の本文")
