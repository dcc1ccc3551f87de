"""A reader's avatar in a real browser: uploaded without JavaScript, visible to everyone, light to load."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Avatar
from tests.browser import axe
from tests.browser.test_axe import FOR_AXE, SIZES
from tests.factories import approved_comment, make_avatar, make_user, published_post
from tests.images import samples

PROFILE = "/account/profile/"


def choose(page: Page, data: bytes) -> None:
    """Send the form of the profile with a file called face.png."""
    file = {"name": "face.png", "mimeType": "image/png", "buffer": data}
    page.locator("[name=picture]").set_input_files(file)
    page.locator("form[enctype] [type=submit]").click()


def test_a_reader_without_a_script_chooses_a_picture_and_takes_it_back(
    new_page: Callable[..., Page],
) -> None:
    reader = make_user("reader", name="むすび")
    post = published_post()
    approved_comment(post, user=reader, name="むすび")
    page, other = new_page(user=reader, java_script_enabled=False), new_page()

    page.goto(PROFILE)
    page.locator("[name=name]").fill("糸川むすび")
    choose(page, samples.SVG)
    expect(page.locator(".errorlist")).to_have_count(1)
    expect(page.locator("[name=name]")).to_have_value("糸川むすび")
    choose(page, samples.png(600, 400))
    expect(page.locator("img.avatar")).to_have_js_property("naturalWidth", 128)

    other.goto(post.get_absolute_url())
    face = other.locator("img.comment-face")
    face.scroll_into_view_if_needed()
    expect(face).to_have_js_property("naturalWidth", 128)

    page.locator("[name=without]").check()
    page.locator("form[enctype] [type=submit]").click()
    expect(page.locator("img.avatar")).to_have_count(0)
    assert not Avatar.objects.exists()


@pytest.mark.parametrize("size", SIZES)
def test_its_pages_are_accessible(new_page: Callable[..., Page], size: str) -> None:
    reader = make_user("reader", name="むすび")
    approved_comment(published_post(), user=reader, name="むすび")
    make_avatar(reader, samples.png())
    page = new_page(user=reader, viewport=SIZES[size], **FOR_AXE)
    page.goto("/comments/my/")
    assert axe.violations(page) == []
    page.goto(PROFILE)
    choose(page, samples.HTML)
    expect(page.locator(".errorlist")).to_have_count(1)
    assert axe.violations(page) == []
