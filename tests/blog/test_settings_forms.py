"""Forms of the settings: icons, lists of choices, tags without ads, robots.txt: blog/settings_forms.py."""

import json
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pixels

from blog.models import BlogSettings
from blog.settings_forms import AdExclusionsForm, RobotsForm, VerificationForm, robots_preview
from images.uploads import add_image, remove_image
from tests.factories import make_category, make_image
from tests.images import samples
from tests.settings_pages import change, errors_of, form_data, page

pytestmark = pytest.mark.django_db


FACE = "/admin/settings/identity/"


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


def test_a_picture_is_chosen_and_readers_see_it(administrator_client, stranger):
    logo = make_image(alt="印")
    data = form_data(administrator_client, "identity")
    administrator_client.post(page("identity"), {**data, "logo": logo.key})
    assert BlogSettings.load().logo == logo
    assert logo.url in stranger.get("/").content.decode()


def test_an_unknown_share_button_is_refused(editor_client):
    answer = editor_client.post(page("sharing"), {"share_targets": ["nowhere"]})
    assert {name for part in answer.context["parts"] if part.form for name in part.form.errors} == {
        "share_targets"
    }


def test_share_buttons_keep_their_order(editor_client):
    editor_client.post(page("sharing"), {"share_targets": ["line", "", "x", "line"]})
    assert BlogSettings.load().share_targets == ["line", "x"]


def test_a_tag_that_is_not_there_is_refused(administrator_client):
    answer = change(administrator_client, "ads", ads_excluded_tags="ない")
    assert set(errors_of(answer)) == {"ads_excluded_tags"}


def test_an_unknown_kind_is_refused(administrator_client):
    answer = change(administrator_client, "seo", unindexed=["everything"])
    assert set(errors_of(answer)) == {"unindexed"}


def test_categories_are_indented_by_their_depth():
    top = make_category(name="暮らし", slug="a")
    make_category(name="道具", slug="b", parent=top)
    choices = AdExclusionsForm().fields["ads_excluded_categories"].choices
    assert [label for _key, label in choices] == ["暮らし", "　道具"]


def test_stored_verification_tags_are_shown_as_lines_and_bad_lines_as_typed():
    row = BlogSettings(verification=[["msvalidate.01", "0123"], ["google-site-verification", "x"]])
    form = VerificationForm(row=row)
    assert form["verification"].value() == "msvalidate.01 0123\ngoogle-site-verification x"
    form = VerificationForm({"verification": "refresh 0"}, row=row)
    assert set(form.errors) == {"verification"}
    assert form["verification"].value() == "refresh 0"


def test_the_preview_of_robots_txt_has_what_was_typed_only_if_it_is_valid():
    BlogSettings(robots_additions="User-agent: Stored\nDisallow: /").save()
    for additions, shown, hidden in [
        ("User-agent: Typed\nDisallow: /<b>", "Typed", "Stored"),
        ("nonsense", "Stored", "nonsense"),
    ]:
        html = robots_preview(RobotsForm({"robots_additions": additions}))
        assert shown in html
        assert hidden not in html
        assert "<b>" not in html
    assert BlogSettings.load().robots_additions.startswith("User-agent: Stored")
