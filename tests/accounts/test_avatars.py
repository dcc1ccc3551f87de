"""Avatars of accounts: upload, limits, URL, removal."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pixels

from accounts.forms.profile import UPLOADS
from accounts.models import Avatar, User
from audit.models import Event
from tests.accounts.test_people import change_url, form_data
from tests.factories import make_avatar, make_image, make_user
from tests.html import select, tree
from tests.images import samples

pytestmark = pytest.mark.django_db

PAGE = "/account/profile/"


def send(client, data, file_name="face.png", **fields):
    file = SimpleUploadedFile(file_name, data, content_type="image/png")
    return client.post(PAGE, {"name": "むすび", "picture": file, **fields})


def get_avatar_image(client):
    """Return the avatar as its public URL serves it."""
    return Pixels.open(BytesIO(client.get(Avatar.objects.get().url).content))


def is_similar_colour(pixel, colour):
    return all(abs(a - b) <= 40 for a, b in zip(pixel[:3], colour, strict=True))


# Upload
def test_a_reader_chooses_a_picture_and_sees_it_on_the_page(reader_client, reader_user):
    assert send(reader_client, samples.png()).status_code == 302
    page = tree(reader_client.get(PAGE))
    [picture] = select(page, "img.avatar")
    assert picture.get("src") == reader_user.avatar.url
    [form] = [form for form in select(page, "form") if select(form, "#id_picture")]
    assert form.get("enctype") == "multipart/form-data"


def test_a_reader_without_a_picture_is_not_asked_whether_to_remove_one(reader_client):
    page = tree(reader_client.get(PAGE))
    assert not select(page, "img.avatar")
    assert "without" not in [field.get("name") for field in select(page, "input")]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_each_format_of_the_library_becomes_webp(reader_client, kind):
    assert send(reader_client, samples.encoded(samples.picture(), kind)).status_code == 302
    assert get_avatar_image(reader_client).format == "WEBP"


@pytest.mark.parametrize(
    ("width", "height", "side"), [(900, 300, 128), (300, 900, 128), (64, 48, 48), (1, 1, 1)]
)
def test_the_middle_square_is_kept_and_never_blown_up(reader_client, width, height, side):
    picture = Pixels.new("RGB", (width, height), samples.RED)
    middle = ((width - height) // 2, 0) if width > height else (0, (height - width) // 2)
    picture.paste(
        samples.GREEN, (*middle, middle[0] + min(picture.size), middle[1] + min(picture.size))
    )
    send(reader_client, samples.encoded(picture))
    kept = get_avatar_image(reader_client).convert("RGB")
    assert kept.size == (side, side)
    edges = ((0, 0), (side - 1, 0), (0, side - 1), (side - 1, side - 1))
    assert all(is_similar_colour(kept.getpixel(edge), samples.GREEN) for edge in edges)


def test_a_photo_with_a_second_picture_inside_is_taken(reader_client):
    assert send(reader_client, samples.several(), "IMG_0002.JPG").status_code == 302
    assert is_similar_colour(
        get_avatar_image(reader_client).convert("RGB").getpixel((4, 4)), samples.RED
    )


@pytest.mark.parametrize(
    ("kind", "size", "status"),
    [("PNG", (4000, 4000), 302), ("PNG", (4001, 4000), 200), ("JPEG", (8064, 6048), 302)],
)
def test_a_reader_may_send_sixteen_million_pixels_and_larger_jpeg(
    reader_client, kind, size, status
):
    data = samples.encoded(Pixels.new("L", size, "white"), kind)
    assert send(reader_client, data).status_code == status
    assert Avatar.objects.exists() is (status == 302)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_upright_and_without_metadata(reader_client, orientation):
    send(reader_client, samples.with_orientation(orientation), "IMG_0001.JPG")
    kept = get_avatar_image(reader_client)
    corners = [kept.convert("RGB").getpixel(at) for at in ((4, 4), (43, 4), (4, 43))]
    assert all(map(is_similar_colour, corners, (samples.RED, samples.GREEN, samples.BLUE)))
    assert not kept.getexif()
    assert not {"exif", "icc_profile", "xmp"} & set(kept.info)
    assert b"MakerOfTheCamera" not in Avatar.objects.get().webp


def test_of_an_animation_the_first_picture_is_kept(reader_client):
    frames = [Pixels.new("RGB", (40, 40), colour) for colour in (samples.RED, samples.BLUE)]
    data = samples.encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert Pixels.open(BytesIO(data)).n_frames == 2
    send(reader_client, data)
    kept = get_avatar_image(reader_client)
    assert getattr(kept, "n_frames", 1) == 1
    assert is_similar_colour(kept.convert("RGB").getpixel((20, 20)), samples.RED)


def test_what_a_browser_could_run_is_not_in_what_is_kept(reader_client):
    assert send(reader_client, samples.POLYGLOT).status_code == 302
    assert b"<script" not in Avatar.objects.get().webp


# Refused uploads
@pytest.mark.parametrize(
    "data",
    [
        samples.HTML,
        samples.SVG,
        samples.png()[:60],
        samples.encoded(samples.picture(600, 400), "JPEG")[:700],
        samples.png_header_only(12_000, 12_000),
        samples.many_scans(),
        samples.encoded(samples.picture(), "BMP"),
        b"",
    ],
    ids=["html", "svg", "cut png", "cut jpeg", "bomb", "scans", "bmp", "empty"],
)
def test_what_is_no_picture_is_refused_in_words_and_nothing_typed_is_lost(
    reader_client, reader_user, data
):
    make_avatar(reader_user)
    response = send(reader_client, data)
    page = tree(response)
    assert set(response.context["form"].errors) == {"picture"}
    assert len(select(page, ".errorlist")) == 1
    assert [field.get("value") for field in select(page, "#id_name")] == ["むすび"]
    assert select(page, "img.avatar")  # the present one, untouched
    reader_user.refresh_from_db()
    assert (reader_user.name, bytes(reader_user.avatar.webp)) == ("", b"RIFF")


def test_a_good_picture_under_a_bad_name_is_not_kept_either(reader_client):
    response = send(reader_client, samples.png(), name="長" * 81)
    assert set(response.context["form"].errors) == {"name"}
    assert not Avatar.objects.exists()


def test_uploads_are_rate_limited(reader_client):
    for _number in range(UPLOADS.limit):
        send(reader_client, samples.HTML)
    response = send(reader_client, samples.png())
    assert response.context["form"].has_error("picture", "flood")
    assert not Avatar.objects.exists()
    assert reader_client.post(PAGE, {"name": "むすび"}).status_code == 302


def test_a_stranger_is_asked_to_sign_in(stranger):
    assert send(stranger, samples.png()).status_code == 302
    assert not Avatar.objects.exists()


# URL
def test_the_url_is_random_and_changes_with_the_upload(reader_client, reader_user):
    addresses = []
    for _number in range(2):
        send(reader_client, samples.png(), "reader-in-kyoto.png")
        addresses.append(Avatar.objects.get().url)
    assert addresses[0] != addresses[1]
    assert [reader_client.get(address).status_code for address in addresses] == [404, 200]
    assert not any(word in addresses[1] for word in ("reader", "kyoto", "むすび"))


def test_anybody_gets_the_picture_as_nothing_but_a_picture_for_as_long_as_they_like(
    reader_client, stranger
):
    send(reader_client, samples.png())
    response = stranger.get(Avatar.objects.get().url)
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


@pytest.mark.parametrize("name", ["0" * 20, "0" * 19, "%00", "../x", "A" * 20])
def test_no_other_address_leads_anywhere(stranger, name):
    assert stranger.get(f"/media/avatars/{name}.webp").status_code == 404


# Removal
def test_a_reader_takes_the_picture_back(reader_client, reader_user):
    address = make_avatar(reader_user).url
    reader_client.post(PAGE, {"name": "むすび", "without": "on"})
    assert reader_client.get(address).status_code == 404
    assert not Event.objects.filter(verb="avatar_removed").exists()


def test_an_upload_takes_precedence_over_removal(reader_client, reader_user):
    make_avatar(reader_user)
    send(reader_client, samples.png(), without="on")
    assert get_avatar_image(reader_client).format == "WEBP"


def test_users_cannot_change_the_avatar_of_others(reader_client):
    other = make_avatar(make_user())
    send(reader_client, samples.png())
    reader_client.post(PAGE, {"name": "", "without": "on"})
    assert Avatar.objects.get() == other


def test_an_administrator_removes_an_avatar_and_the_log_records_it(
    administrator_client, administrator_user, reader_user
):
    address = make_avatar(reader_user).url
    assert address in administrator_client.get(change_url(reader_user)).content.decode()
    administrator_client.post(change_url(reader_user), form_data(reader_user, avatar="on"))
    assert administrator_client.get(address).status_code == 404
    event = Event.objects.get(verb="avatar_removed")
    assert (event.actor_id, event.target_pk) == (administrator_user.pk, str(reader_user.pk))


def test_an_administrator_is_not_offered_what_is_not_there(administrator_client, reader_user):
    page = tree(administrator_client.get(change_url(reader_user)))
    assert "avatar" not in [field.get("name") for field in select(page, "input")]


def test_the_picture_of_a_superuser_is_out_of_an_administrators_reach(administrator_client):
    root: User = make_user("root", is_staff=True, is_superuser=True)
    make_avatar(root)
    assert administrator_client.get(change_url(root)).status_code == 200
    administrator_client.post(change_url(root), form_data(root, avatar="on"))
    assert Avatar.objects.exists()


def test_the_profile_says_that_the_authors_picture_takes_precedence(author_client, author):
    assert not select(tree(author_client.get(PAGE)), "[data-author-picture]")
    author.avatar = make_image()
    author.save()
    assert select(tree(author_client.get(PAGE)), "[data-author-picture]")
