"""What an owner says about the site's looks, as readers see it: style sheet, icons, manifest, mails."""

import json
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from PIL import Image as Pixels

from blog.models import BlogSettings
from core.appearance import GENERATION
from core.models import SiteSettings
from images.uploads import add_image, remove_image
from tests.factories import make_image
from tests.images import samples

pytestmark = pytest.mark.django_db

LOOK = "/admin/settings/appearance/"
FACE = "/admin/settings/identity/"
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
    assert "--thread: light-dark(#a8305a, #f08fae);" in answer.content.decode()
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
    assert "コントラスト比は 1.1" in shown
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


# Icons
@pytest.fixture
def picture():
    data = samples.png(600, 400)
    return add_image(file=SimpleUploadedFile("a.png", data), by=None, alt="印")


def choose_icon(client, picture):
    data = {"name": "綴", "language": "ja", "icon": picture.key}
    return client.post(FACE, data)


def test_one_picture_becomes_every_icon(administrator_client, stranger, picture):
    choose_icon(administrator_client, picture)
    made = {(row["purpose"], row["size"]): row["name"] for row in BlogSettings.load().icons}
    assert set(made) == {
        *(("any", size) for size in (32, 192, 512)),
        ("maskable", 512),
        ("touch", 180),
        ("ico", 48),
    }
    page = stranger.get("/").content.decode()
    for purpose, size in [("any", 32), ("any", 192), ("touch", 180)]:
        assert f'href="/media/{made[purpose, size]}"' in page
        answer = stranger.get(f"/media/{made[purpose, size]}")
        assert answer.headers["Content-Type"] == "image/png"
        with Pixels.open(BytesIO(b"".join(answer.streaming_content))) as icon:
            assert icon.size == (size, size)
    assert "img/favicon" not in page
    manifest = json.loads(stranger.get("/manifest.webmanifest").content)
    assert [(icon["src"], icon["sizes"], icon["purpose"]) for icon in manifest["icons"]] == [
        (f"/media/{made['any', 32]}", "32x32", "any"),
        (f"/media/{made['any', 192]}", "192x192", "any"),
        (f"/media/{made['any', 512]}", "512x512", "any"),
        (f"/media/{made['maskable', 512]}", "512x512", "maskable"),
    ]


def test_browsers_that_ask_without_reading_a_page_get_the_icon_too(
    administrator_client, stranger, picture
):
    assert "favicon" in stranger.get("/favicon.ico")["Location"]
    choose_icon(administrator_client, picture)
    answer = stranger.get("/favicon.ico")
    with Pixels.open(BytesIO(answer.content)) as icon:
        assert (icon.format, icon.info["sizes"]) == ("ICO", {(16, 16), (32, 32), (48, 48)})


def test_nothing_of_a_wide_picture_is_cut_off_and_a_maskable_icon_keeps_its_edge(
    administrator_client, picture
):
    choose_icon(administrator_client, picture)
    files = {(row["purpose"], row["size"]): row["name"] for row in BlogSettings.load().icons}
    with default_storage.open(files["any", 512]) as file, Pixels.open(file) as icon:
        assert icon.mode == "RGBA"
        assert icon.getpixel((256, 2))[3] == 0
        assert icon.getpixel((2, 256))[3] == 255
    with default_storage.open(files["maskable", 512]) as file, Pixels.open(file) as icon:
        assert icon.getpixel((30, 256)) == (251, 249, 244)
        assert icon.getpixel((70, 256)) != (251, 249, 244)


def test_a_picture_that_is_too_small_is_refused(administrator_client):
    data = samples.png(100, 400)
    small = add_image(file=SimpleUploadedFile("a.png", data), by=None)
    answer = choose_icon(administrator_client, small)
    assert "192" in answer.content.decode()
    assert not BlogSettings.objects.exists()


def test_a_picture_without_its_original_is_refused(administrator_client):
    answer = choose_icon(administrator_client, make_image())
    assert answer.status_code == 200
    assert not BlogSettings.objects.exists()


def test_icons_go_with_their_picture(administrator_client, stranger, picture):
    choose_icon(administrator_client, picture)
    remove_image(picture)
    assert "img/favicon.svg" in stranger.get("/").content.decode()
    assert stranger.get("/favicon.ico").status_code == 302


def test_choosing_the_same_picture_again_writes_no_new_files(administrator_client, picture):
    choose_icon(administrator_client, picture)
    before = BlogSettings.load().icons
    administrator_client.post(FACE, {"name": "綴", "language": "ja", "icon": ""})
    choose_icon(administrator_client, picture)
    assert BlogSettings.load().icons == before
