"""Theme of the site, style sheet and mails: blog/appearance_form.py."""

import pytest
from django.template.loader import render_to_string

from core.models import SiteSettings
from core.theme import GENERATION

pytestmark = pytest.mark.django_db

LOOK = "/admin/settings/appearance/"
TYPED = {
    "palette": "",
    "accent_light": "#a8305a",
    "accent_dark": "#f08fae",
    "heading_font": "sans",
    "text_size": "medium",
    "density": "comfortable",
    "corners": "soft",
    "layout": "single",
}


def sheet(client):
    """The style sheet of the owner's look that the home page links, or None."""
    links = [row for row in client.get("/").content.decode().split("\n") if "/appearance/" in row]
    return links[0].split('href="')[1].split('"')[0] if links else None


# Colours
def test_a_colour_reaches_readers_by_a_style_sheet_of_its_own(editor_client, stranger):
    before = stranger.get("/")
    assert sheet(stranger) is None
    editor_client.post(LOOK, TYPED)
    after = stranger.get("/", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    address = sheet(stranger)
    assert address == f"/appearance/{GENERATION}/a8305a-f08fae-comfortable-medium-soft.css"
    assert '<html lang="ja" data-heading="sans">' in after.content.decode()
    answer = stranger.get(address)
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in answer.headers["Cache-Control"]
    css = answer.content.decode()
    assert "--thread: light-dark(#a8305a, #f08fae);" in css
    assert ':root[data-theme="dark"] { --thread: #f08fae;' in css
    assert css.count("{") == css.count("}")
    assert not answer.cookies


def test_pages_kept_from_before_still_find_their_colours(editor_client, stranger):
    editor_client.post(LOOK, TYPED)
    kept = sheet(stranger)
    editor_client.post(LOOK, {**TYPED, "accent_light": "#4b6a2f"})
    assert sheet(stranger) != kept
    assert "#a8305a" in stranger.get(kept).content.decode()


@pytest.mark.parametrize("code", ["x", "a8305a-f08fae-wide-medium-soft", "a8305a-f08fae"])
def test_what_is_no_look_has_no_style_sheet(code, stranger):
    assert stranger.get(f"/appearance/{GENERATION}/{code}.css").status_code == 404


def test_a_colour_that_cannot_be_read_is_refused_and_the_nearest_one_offered(
    editor_client, stranger
):
    answer = editor_client.post(LOOK, {**TYPED, "accent_light": "#ffee00"})
    shown = answer.content.decode()
    assert "コントラスト比は1.1" in shown
    assert 'value="#ffee00"' in shown
    assert not SiteSettings.objects.filter(version__gt=0).exists()
    form = answer.context["parts"][0].form
    offer = form.fields["accent_light"].offer
    assert f'name="use-accent_light" value="{offer}"' in shown
    editor_client.post(LOOK, {**TYPED, "accent_light": "#ffee00", "use-accent_light": offer})
    assert SiteSettings.load().accent_light == offer
    assert offer[1:] in sheet(stranger)


def test_an_offer_is_checked_like_everything_typed(editor_client):
    answer = editor_client.post(LOOK, {**TYPED, "use-accent_light": "#ffffff"})
    assert answer.status_code == 200
    assert not SiteSettings.objects.filter(version__gt=0).exists()


def test_a_ready_made_pair_needs_one_choice(editor_client):
    untouched = {"accent_light": "#1d5f86", "accent_dark": "#7fb8d8"}
    editor_client.post(LOOK, {**TYPED, **untouched, "palette": "koke"})
    saved = SiteSettings.load()
    assert (saved.accent_light, saved.accent_dark) == ("#4b6a2f", "#a3c380")


def test_a_dark_colour_is_made_where_none_is_given(editor_client):
    editor_client.post(LOOK, {**TYPED, "accent_dark": ""})
    assert SiteSettings.load().accent_dark not in ("", "#a8305a", "#7fb8d8")


def test_density_size_and_corners_change_the_tokens(editor_client, stranger):
    editor_client.post(
        LOOK, {**TYPED, "density": "compact", "text_size": "large", "corners": "square"}
    )
    css = stranger.get(sheet(stranger)).content.decode()
    for token in ("--leading: 1.65;", "--text: 1.125rem;", "--text: 1.25rem;", "--radius: 0;"):
        assert token in css


def test_a_preview_shows_what_was_typed_and_saves_nothing(editor_client):
    answer = editor_client.post(LOOK, {**TYPED, "preview": "1"})
    code = "a8305a-f08fae-comfortable-medium-soft"
    assert f"/appearance/{GENERATION}/preview/{code}.css" in answer.content.decode()
    assert not SiteSettings.objects.exists()
    css = editor_client.get(f"/appearance/{GENERATION}/preview/{code}.css").content.decode()
    assert ":root" not in css
    assert ".look {" in css


def test_the_admin_and_mails_have_the_colours_and_nothing_else_of_the_look(editor_client):
    editor_client.post(LOOK, {**TYPED, "density": "compact"})
    admin = editor_client.get("/admin/").content.decode()
    assert "/a8305a-f08fae-comfortable-medium-soft.css" in admin
    mail = render_to_string("emails/base.html", {"site": SiteSettings.load()})
    assert "#a8305a" in mail
    assert "#f08fae" in mail
