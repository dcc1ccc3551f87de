"""Signing in in a real browser, under the site's Content-Security-Policy."""

import re
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import CDPSession, Page, expect

from tests.factories import PASSWORD, make_user


@pytest.fixture
def key(page: Page) -> Iterator[CDPSession]:
    """A security key that is always touched and knows its owner, plugged into `page`."""
    session = plug_in_key(page)
    yield session
    session.detach()


def plug_in_key(page: Page) -> CDPSession:
    """Plug a security key into `page` that is always touched and knows its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return session


def sign_in_by_form(page: Page, name: str) -> None:
    page.goto("/account/login/")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=login]").fill(name)
    page.locator("form.form .button-primary").click()


def confirm_password(page: Page) -> None:
    expect(page).to_have_url(re.compile("/account/reauthenticate/"))
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form.form .button-primary").click()


def test_a_passkey_is_made_and_opens_the_account_without_a_password(page: Page, key: CDPSession):
    user = make_user("hanako", role="author")
    sign_in_by_form(page, "hanako@example.com")
    page.goto("/account/2fa/webauthn/add/")
    confirm_password(page)
    expect(page.locator("[name=passwordless]")).to_be_checked()
    page.locator("#mfa_webauthn_add").click()
    expect(page).to_have_url(re.compile("/account/2fa/recovery-codes/"))
    [made] = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    assert made.wrap().is_passwordless

    page.goto("/account/logout/")
    page.locator("form.form .button-primary").click()
    page.goto("/account/login/")
    page.locator("#passkey_login").click()
    expect(page).to_have_url(re.compile("/admin/"))
    page.goto("/account/")
    expect(page.locator("main")).to_contain_text("hanako")


def test_an_unknown_passkey_is_refused_with_a_message(page: Page, key: CDPSession):
    make_user("hanako")
    page.goto("/account/login/")
    page.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError')) }"
    )
    page.locator("#passkey_login").click()
    expect(page.locator("[data-passkey-error]")).to_be_visible()


def test_an_authenticator_app_is_added_and_asked_for(page: Page):
    make_user("taro", role="editor")
    sign_in_by_form(page, "taro")
    page.goto("/account/2fa/totp/activate/")
    confirm_password(page)
    expect(page.locator("img.qr-code")).to_be_visible()
    assert page.locator("img.qr-code").evaluate("image => image.naturalWidth") > 100
    secret = page.locator("#authenticator_secret").input_value()
    page.locator("[name=code]").fill(code_for(secret))
    page.locator("form.form .button-primary").click()
    expect(page).to_have_url(re.compile("/account/2fa/recovery-codes/"))
    codes = page.locator("#recovery_codes li").all_inner_texts()
    assert len(codes) == 10

    page.goto("/account/logout/")
    page.locator("form.form .button-primary").click()
    sign_in_by_form(page, "taro")
    expect(page).to_have_url(re.compile("/account/2fa/authenticate/"))
    page.locator("[name=code]").fill(codes[0])
    page.locator("form.form .button-primary").first.click()
    expect(page).to_have_url(re.compile("/admin/"))


def test_a_person_signs_in_without_javascript(page_without_javascript: Page):
    make_user("reader")
    page = page_without_javascript
    sign_in_by_form(page, "reader")
    page.goto("/account/")
    expect(page.locator("main")).to_contain_text("reader")
    page.locator("button[value=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_of_the_account_is_wider_than_the_screen(new_page: Callable[..., Page], width: int):
    person = make_user("reader", name="とても長い表示名をもつ人" * 3)
    page = new_page(user=person, viewport={"width": width, "height": 800})
    for path in (
        "/account/",
        "/account/password/change/",
        "/account/2fa/",
        "/account/reauthenticate/",
    ):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_without_passkeys_in_the_browser_none_are_offered(page: Page) -> None:
    page.goto("/account/login/")
    expect(page.locator("#passkey_login")).to_be_visible()
    page.add_init_script("delete window.PublicKeyCredential")
    page.reload()
    expect(page.locator("#passkey_login")).to_be_hidden()
