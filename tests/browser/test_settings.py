"""The settings section in a browser: an administrator changes a value, a reader sees it."""

import pytest
from django.urls import reverse

from core.models import SiteSettings
from core.settings_groups import groups
from tests.browser import axe
from tests.factories import make_category, published_post

MOSS = {"light": "rgb(75, 106, 47)", "dark": "rgb(163, 195, 128)"}
COLOUR = "(link) => getComputedStyle(link).color"


def link_colour(page, address, scheme="light"):
    """Return the colour of a link for a reader."""
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    return page.locator(".prose a").first.evaluate(COLOUR)


@pytest.mark.parametrize(
    ("language", "locale", "saved"), [("ja", "ja-JP", "保存しました"), ("en", "en-US", "Saved")]
)
def test_an_owner_changes_the_colour_and_readers_see_it(
    language, locale, saved, new_page, administrator_user
):
    SiteSettings(language=language).save()
    address = published_post(body="[糸](https://example.com/)").get_absolute_url()
    reader = new_page(locale=locale)
    before = link_colour(reader, address)

    owner = new_page(user=administrator_user, locale=locale)
    owner.goto("/admin/")
    owner.click(f"main a[href='{reverse('admin:settings_group', args=['appearance'])}']")
    owner.check("[data-palettes] [value=koke]")
    sample = owner.locator(".look-light .look-link")
    owner.wait_for_function(
        f"(link) => ({COLOUR})(link) === '{MOSS['light']}'", arg=sample.element_handle()
    )
    assert link_colour(reader, address) == before
    owner.click(".settings-save .default")
    assert saved in owner.locator(".messagelist").inner_text()
    for scheme, colour in MOSS.items():
        assert link_colour(reader, address, scheme) == colour

    # A colour with low contrast is refused; a button sets the nearest one, and Enter submits again.
    owner.fill("#id_accent_light", "#ffee00")
    owner.press("#id_accent_light", "Enter")
    assert owner.input_value("#id_accent_light") == "#ffee00"
    assert link_colour(reader, address) == MOSS["light"]
    owner.click(".setting-offer button")
    assert saved in owner.locator(".messagelist").inner_text()
    assert link_colour(reader, address) == "rgb(125, 117, 24)"


def test_a_setting_is_found_while_typing_and_without_scripts(new_page, administrator_user):
    page = new_page(user=administrator_user)
    page.goto(reverse("admin:settings"))
    page.fill("[data-query]", "ロゴ")
    shown = page.locator("[data-group]:visible")
    assert shown.locator("h2").all_inner_texts() == ["サイトの基本情報"]
    page.fill("[data-query]", "どこにもない言葉")
    assert shown.count() == 0
    assert page.locator("[data-none]").is_visible()
    plain = new_page(user=administrator_user, java_script_enabled=False)
    plain.goto(reverse("admin:settings"))
    plain.fill("[data-query]", "logo")
    plain.press("[data-query]", "Enter")
    assert plain.locator("[data-group] h2").all_inner_texts() == ["サイトの基本情報"]


def test_every_page_of_the_settings_is_accessible(new_page, administrator_user, faults):
    faults.forgive("preload assets")  # axe's own complaint about a style sheet that it cannot read
    make_category(parent=make_category())
    page = new_page(user=administrator_user, bypass_csp=True)
    addresses = [reverse("admin:settings_group", args=[group.slug]) for group in groups()]
    found = {}
    for address in [reverse("admin:settings"), *addresses]:
        page.goto(address)
        if violations := axe.violations(page):
            found[address] = violations
    page.goto(reverse("admin:settings_group", args=["appearance"]))
    page.fill("#id_accent_light", "#ffee00")
    page.press("#id_accent_light", "Enter")
    page.locator(".setting-offer").wait_for()
    page.locator(".looks").evaluate("(looks) => looks.remove()")  # it shows what cannot be read
    if violations := axe.violations(page):
        found["refused"] = violations
    assert found == {}
