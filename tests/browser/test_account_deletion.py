"""A person signs out devices and deletes the account, in a real browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Device, User
from blog.models import Author
from tests.browser import axe
from tests.factories import PASSWORD, make_author, make_user, published_post

WORDS = {
    "ja": {
        "devices": "ログイン中の端末",
        "here": "この端末",
        "out": "ログアウト",
        "gone": "アカウントを削除しました",
    },
    "en": {
        "devices": "Signed-in devices",
        "here": "This device",
        "out": "Sign out",
        "gone": "Your account is deleted",
    },
}


def sign_in(page: Page, name: str) -> None:
    page.goto("/account/login/")
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form.form .button-primary").click()
    expect(page).to_have_url(re.compile("/admin/"))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_an_author_signs_out_a_lost_phone_and_leaves_the_posts_to_an_heir(
    new_page: Callable[..., Page], language: str
) -> None:
    words = WORDS[language]
    leaver = make_user("hajime", role="author", name="綴野はじめ", language=language)
    face = make_author(user=leaver, name="綴野はじめ", slug="hajime")
    make_author(user=make_user("musubi", role="author"), name="糸川むすび", slug="musubi")
    published_post(title="残していく記事", slug="left", authors=[face])

    phone = new_page(viewport={"width": 390, "height": 844})
    sign_in(phone, "hajime")
    page = new_page(
        bypass_csp=True,
        locale=language,
        user_agent="Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    )
    sign_in(page, "hajime")
    page.goto("/account/")
    page.get_by_role("link", name=words["devices"]).click()
    panels = page.locator(".form-panel")
    expect(panels).to_have_count(2)
    expect(panels.first).to_contain_text(words["here"])
    assert not axe.violations(page)
    panels.last.get_by_role("button", name=words["out"]).click()
    expect(panels).to_have_count(1)
    phone.goto("/account/")
    expect(phone).to_have_url(re.compile("/account/login/"))

    page.goto("/account/delete/")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form.form .button-primary").click()
    expect(page).to_have_url(re.compile("/account/delete/"))
    assert not axe.violations(page)
    page.locator("[name=heir]").select_option(label="糸川むすび")
    page.locator("[name=is_sure]").check()
    page.locator("main .button-danger").click()
    expect(page.locator("main h1")).to_have_text(words["gone"])
    assert not User.objects.filter(username="hajime").exists()
    assert not Device.objects.filter(user_id=leaver.pk).exists()

    page.goto("/authors/hajime/")
    expect(page).to_have_url(re.compile("/authors/musubi/"))
    page.goto("/posts/left/")
    expect(page.locator(".byline")).to_contain_text("糸川むすび")
    assert Author.objects.count() == 1
