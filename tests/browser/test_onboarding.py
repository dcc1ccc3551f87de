"""Onboarding in a real browser and both languages: invitation, sign-up, lost password or second factor."""

import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from playwright.sync_api import Page, expect

from accounts import initial_admin, tasks
from accounts.models import AccountPolicy, User
from blog.models import Author, Post
from core import antispam_forms
from mail.models import OutgoingMail
from tests.browser import axe
from tests.browser.conftest import Faults
from tests.browser.test_login import code_for, plug_in_key, sign_in_by_form
from tests.factories import PASSWORD, make_user
from tests.mail_links import link_of

NEW_PASSWORD = "a sentence that no one guesses"
LANGUAGES = {"ja": "ja-JP", "en": "en-GB"}
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def _site(monkeypatch: pytest.MonkeyPatch) -> None:
    """Turn on sign-up, disable the minimum time on the form, and clear rate limits."""
    monkeypatch.setattr(antispam_forms, "FASTEST_SECONDS", -1)
    AccountPolicy(sign_up_open=True).save()
    cache.clear()


@pytest.fixture
def page_in(new_page: Callable[..., Page]) -> Callable[[str], Page]:
    """Return a function that opens a phone in `language`."""

    def opening(language: str, **options: object) -> Page:
        viewport = {"width": 390, "height": 844}
        return new_page(locale=LANGUAGES[language], viewport=viewport, **options)

    return opening


def press(page: Page) -> None:
    page.locator("form.form .button-primary").first.click()


def sign_out(page: Page) -> None:
    page.goto("/account/logout/")
    press(page)


def link_for(email: str, part: str) -> str:
    return link_of(OutgoingMail.objects.filter(recipient=email).latest("pk"), part)


@in_both_languages
def test_from_an_invitation_to_the_first_post(
    new_page: Callable[..., Page], page_in: Callable[..., Page], faults: Faults, language: str
) -> None:
    faults.forgive(r"status of 422 .*/account/invitation/")  # the password that everybody tries
    boss = make_user("boss", role="administrator", name="編集長")
    desk = new_page(user=boss)
    desk.goto("/admin/")
    desk.locator(".desk-start a[href$='/invitation/add/']").click()  # the first click from the home
    desk.fill("[name=email]", "saki@example.org")
    desk.check("[name=roles][value=author]")
    desk.select_option("[name=language]", language)
    desk.fill("[name=message]", "和紙の話を\nお願いします。")
    desk.locator("[name=_save]").click()  # the second
    expect(desk.locator("#result_list")).to_contain_text("saki@example.org")

    guest = page_in(language)
    guest.goto(link_for("saki@example.org", "/account/invitation/"))
    expect(guest.locator("html")).to_have_attribute("lang", language)
    expect(guest.locator("main")).to_contain_text("編集長")
    guest.fill("[name=name]", "花野 咲")
    guest.fill("[name=slug]", "saki")
    guest.fill("[name=username]", "hanano")
    guest.fill("[name=password]", "12345678")
    press(guest)
    expect(guest.locator(".errorlist")).to_be_visible()
    expect(guest.locator("[name=name]")).to_have_value("花野 咲")
    guest.fill("[name=password]", NEW_PASSWORD)
    press(guest)
    expect(guest).to_have_url(re.compile(r"/admin/\?welcome=1"))
    guest.locator("#welcome-title ~ p a[href$='/blog/post/add/']").click()
    guest.fill("[name=title]", "はじめての記事")
    guest.fill("textarea[name=body]", "和紙は水から生まれます。")
    guest.locator("[name=_save], [name=_continue]").first.click()
    expect(guest).to_have_url(re.compile(r"/post/\d+/change/"))
    post = Post.objects.get()
    assert (post.title, list(post.authors.all())) == (
        "はじめての記事",
        [Author.objects.get(slug="saki")],
    )


@in_both_languages
def test_a_reader_signs_up_with_a_passkey(page_in: Callable[..., Page], language: str) -> None:
    page = page_in(language)
    plug_in_key(page)
    page.goto("/account/login/")
    page.locator("a[href='/account/signup/']").click()
    page.fill("[name=email]", "reader@example.org")
    press(page)
    expect(page).to_have_url(re.compile("/account/signup/sent/"))
    tasks.answer_sign_up.call("reader@example.org", language)  # the worker

    page.goto(link_for("reader@example.org", "/account/signup/"))
    assert not User.objects.exists()
    page.fill("[name=name]", "よみ手")
    page.locator("button[value=passkey]").click()
    expect(page).to_have_url(re.compile("/account/signup/passkey/"))
    page.locator("#make_passkey").click()
    expect(page).to_have_url(re.compile("/account/2fa/recovery-codes/"))
    expect(page.locator("#recovery_codes li")).to_have_count(10)
    with page.expect_download() as download:
        page.locator("[data-codes-save]").click()
    saved = download.value.path().read_text()
    assert len(re.findall(r"^\d{8}$", saved, re.MULTILINE)) == 10
    page.reload()  # they are shown once
    expect(page.locator("#recovery_codes")).to_have_count(0)

    user = User.objects.get()
    assert (user.email, user.name, user.has_usable_password()) == (
        "reader@example.org",
        "よみ手",
        False,
    )
    sign_out(page)
    page.goto("/account/login/?next=/account/")
    page.locator("#passkey_login").click()
    page.wait_for_url(lambda url: "/login/" not in url)
    page.goto("/account/")
    expect(page.locator("main")).to_contain_text("よみ手")


@in_both_languages
def test_a_forgotten_password_is_reset(page_in: Callable[..., Page], language: str) -> None:
    make_user("taro", language=language)
    page = page_in(language)
    page.goto("/account/login/")
    page.locator("a[href^='/account/password/reset/']").first.click()
    page.fill("[name=email]", "taro@example.com")
    press(page)
    expect(page).to_have_url(re.compile("/password/reset/done/"))
    tasks.send_password_reset.call("taro@example.com")  # the worker

    link = link_for("taro@example.com", "/password/reset/key/")
    page.goto(link)
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.fill("[name=password1]", NEW_PASSWORD)
    page.fill("[name=password2]", NEW_PASSWORD)
    press(page)
    expect(page).to_have_url(re.compile("/password/reset/key/done/"))
    assert User.objects.get().check_password(NEW_PASSWORD)
    page.goto(link)
    expect(page.locator("[name=password1]")).to_have_count(0)


@in_both_languages
def test_a_recovery_code_replaces_a_lost_second_factor(
    page_in: Callable[..., Page], language: str
) -> None:
    user = make_user("hanako", language=language)
    page = page_in(language)
    sign_in_by_form(page, "hanako")
    page.goto("/account/2fa/totp/activate/")
    page.fill("[name=password]", PASSWORD)
    press(page)
    page.locator("summary").filter(has_not=page.locator("nav")).first.click()
    page.fill("[name=code]", code_for(page.locator("#authenticator_secret").input_value()))
    press(page)
    expect(page.locator("#recovery_codes li")).to_have_count(10)
    codes = page.locator("#recovery_codes li").all_inner_texts()

    sign_out(page)
    sign_in_by_form(page, "hanako")
    expect(page).to_have_url(re.compile("/account/2fa/authenticate/"))
    page.fill("[name=code]", codes[0])
    press(page)
    expect(page).to_have_url(re.compile("/account/$"))
    expect(page.locator(".messages")).to_contain_text("9")
    expect(page.locator(".messages .message-warning")).to_have_count(0)
    page.goto("/account/logout/")
    press(page)

    wrapped = Authenticator.objects.get(user=user, type="recovery_codes").wrap()
    for code in codes[1:7]:
        assert wrapped.validate_code(code)
    sign_in_by_form(page, "hanako")
    page.fill("[name=code]", codes[0])  # one that is used opens nothing
    press(page)
    expect(page.locator(".errorlist")).to_be_visible()
    page.fill("[name=code]", codes[7])
    press(page)
    expect(page.locator(".messages .message-warning")).to_contain_text("2")
    page.locator(".messages .message-warning a").click()
    expect(page).to_have_url(re.compile("/account/"))
    assert OutgoingMail.objects.filter(key__contains="recovery_code_used").count() == 2


def test_the_pages_of_coming_in_are_accessible(
    new_page: Callable[..., Page], faults: Faults
) -> None:
    faults.forgive(r"status of 404 .*/account/invitation/")
    first = initial_admin.create_link()
    assert first
    tasks.answer_sign_up.call("reader@example.org", "ja")
    page = new_page(viewport={"width": 390, "height": 844}, bypass_csp=True)
    reader = make_user("reader")
    pages = [
        first,
        "/account/signup/",
        "/account/signup/sent/",
        link_for("reader@example.org", "/account/signup/"),
        "/account/invitation/none/",
        "/account/password/reset/done/",
    ]
    found = {path: axe.violations(page) for path in pages if page.goto(path)}
    own = new_page(user=reader, viewport={"width": 390, "height": 844}, bypass_csp=True)
    own.goto("/account/reauthenticate/")
    found["/account/reauthenticate/"] = axe.violations(own)
    own.fill("[name=password]", PASSWORD)
    press(own)
    for path in (
        "/account/",
        "/account/email/",
        "/account/protect/",
        "/account/2fa/",
        "/account/2fa/totp/activate/",
        "/account/2fa/webauthn/add/",
        "/account/password/change/",
    ):
        own.goto(path)
        found[path] = axe.violations(own)
        assert own.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    assert {path: lines for path, lines in found.items() if lines} == {}
