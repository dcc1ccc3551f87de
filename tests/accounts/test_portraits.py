"""The picture of an account: what is taken, what becomes of it, and how it goes."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pixels

from accounts.forms.profile import UPLOADS
from accounts.models import Portrait, User
from audit.models import Event
from tests.accounts.test_admin import change, form_of
from tests.factories import make_image, make_portrait, make_user
from tests.html import select, tree
from tests.images import samples

pytestmark = pytest.mark.django_db

PAGE = "/account/profile/"


def send(client, data, file_name="face.png", **fields):
    file = SimpleUploadedFile(file_name, data, content_type="image/png")
    return client.post(PAGE, {"name": "むすび", "picture": file, **fields})


def shown(client):
    """The picture as anybody gets it."""
    return Pixels.open(BytesIO(client.get(Portrait.objects.get().url).content))


def near(pixel, colour):
    return all(abs(a - b) <= 40 for a, b in zip(pixel[:3], colour, strict=True))


# Choosing
def test_a_reader_chooses_a_picture_and_sees_it_on_the_page(reader_client, reader_user):
    assert send(reader_client, samples.png()).status_code == 302
    page = tree(reader_client.get(PAGE))
    [picture] = select(page, "img.portrait")
    assert picture.get("src") == reader_user.portrait.url
    [form] = [form for form in select(page, "form") if select(form, "#id_picture")]
    assert form.get("enctype") == "multipart/form-data"


def test_a_reader_without_a_picture_is_not_asked_whether_to_remove_one(reader_client):
    page = tree(reader_client.get(PAGE))
    assert not select(page, "img.portrait")
    assert "without" not in [field.get("name") for field in select(page, "input")]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_each_format_of_the_library_becomes_webp(reader_client, kind):
    assert send(reader_client, samples.encoded(samples.picture(), kind)).status_code == 302
    assert shown(reader_client).format == "WEBP"


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
    kept = shown(reader_client).convert("RGB")
    assert kept.size == (side, side)
    edges = ((0, 0), (side - 1, 0), (0, side - 1), (side - 1, side - 1))
    assert all(near(kept.getpixel(edge), samples.GREEN) for edge in edges)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_upright_and_tells_neither_place_nor_camera(reader_client, orientation):
    send(reader_client, samples.with_orientation(orientation), "IMG_0001.JPG")
    kept = shown(reader_client)
    corners = [kept.convert("RGB").getpixel(at) for at in ((4, 4), (43, 4), (4, 43))]
    assert all(map(near, corners, (samples.RED, samples.GREEN, samples.BLUE)))
    assert not kept.getexif()
    assert not {"exif", "icc_profile", "xmp"} & set(kept.info)
    assert b"MakerOfTheCamera" not in Portrait.objects.get().webp


def test_of_an_animation_the_first_picture_is_kept(reader_client):
    frames = [Pixels.new("RGB", (40, 40), colour) for colour in (samples.RED, samples.BLUE)]
    data = samples.encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert Pixels.open(BytesIO(data)).n_frames == 2
    send(reader_client, data)
    kept = shown(reader_client)
    assert getattr(kept, "n_frames", 1) == 1
    assert near(kept.convert("RGB").getpixel((20, 20)), samples.RED)


def test_what_a_browser_could_run_is_not_in_what_is_kept(reader_client):
    assert send(reader_client, samples.POLYGLOT).status_code == 302
    assert b"<script" not in Portrait.objects.get().webp


# Refusing
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
    make_portrait(reader_user)
    response = send(reader_client, data)
    page = tree(response)
    assert set(response.context["form"].errors) == {"picture"}
    assert len(select(page, ".errorlist")) == 1
    assert [field.get("value") for field in select(page, "#id_name")] == ["むすび"]
    assert select(page, "img.portrait")  # the present one, untouched
    reader_user.refresh_from_db()
    assert (reader_user.name, bytes(reader_user.portrait.webp)) == ("", b"RIFF")


def test_a_good_picture_under_a_bad_name_is_not_kept_either(reader_client):
    response = send(reader_client, samples.png(), name="長" * 81)
    assert set(response.context["form"].errors) == {"name"}
    assert not Portrait.objects.exists()


def test_nobody_lets_us_decode_without_end(reader_client):
    for _number in range(UPLOADS.limit):
        send(reader_client, samples.HTML)
    response = send(reader_client, samples.png())
    assert response.context["form"].has_error("picture", "flood")
    assert not Portrait.objects.exists()
    assert reader_client.post(PAGE, {"name": "むすび"}).status_code == 302


def test_a_stranger_is_asked_to_sign_in(stranger):
    assert send(stranger, samples.png()).status_code == 302
    assert not Portrait.objects.exists()


# The address
def test_the_address_tells_nothing_of_the_person_and_is_another_for_another_picture(
    reader_client, reader_user
):
    addresses = []
    for _number in range(2):
        send(reader_client, samples.png(), "reader-in-kyoto.png")
        addresses.append(Portrait.objects.get().url)
    assert addresses[0] != addresses[1]
    assert [reader_client.get(address).status_code for address in addresses] == [404, 200]
    assert not any(word in addresses[1] for word in ("reader", "kyoto", "むすび"))


def test_anybody_gets_the_picture_as_nothing_but_a_picture_for_as_long_as_they_like(
    reader_client, stranger
):
    send(reader_client, samples.png())
    response = stranger.get(Portrait.objects.get().url)
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


@pytest.mark.parametrize("name", ["0" * 20, "0" * 19, "%00", "../x", "A" * 20])
def test_no_other_address_leads_anywhere(stranger, name):
    assert stranger.get(f"/media/faces/{name}.webp").status_code == 404


# Going
def test_a_reader_takes_the_picture_back(reader_client, reader_user):
    address = make_portrait(reader_user).url
    reader_client.post(PAGE, {"name": "むすび", "without": "on"})
    assert reader_client.get(address).status_code == 404
    assert not Event.objects.filter(verb="picture_taken").exists()


def test_a_new_picture_counts_for_more_than_the_wish_for_none(reader_client, reader_user):
    make_portrait(reader_user)
    send(reader_client, samples.png(), without="on")
    assert shown(reader_client).format == "WEBP"


def test_nobody_changes_the_picture_of_another(reader_client):
    other = make_portrait(make_user())
    send(reader_client, samples.png())
    reader_client.post(PAGE, {"name": "", "without": "on"})
    assert Portrait.objects.get() == other


def test_an_administrator_takes_a_picture_away_and_the_log_tells(
    administrator_client, administrator_user, reader_user
):
    address = make_portrait(reader_user).url
    assert address in administrator_client.get(change(reader_user)).content.decode()
    administrator_client.post(change(reader_user), form_of(reader_user, portrait="on"))
    assert administrator_client.get(address).status_code == 404
    event = Event.objects.get(verb="picture_taken")
    assert (event.actor_id, event.target_pk) == (administrator_user.pk, str(reader_user.pk))


def test_an_administrator_is_not_offered_what_is_not_there(administrator_client, reader_user):
    page = tree(administrator_client.get(change(reader_user)))
    assert "portrait" not in [field.get("name") for field in select(page, "input")]


def test_the_picture_of_a_superuser_is_out_of_an_administrators_reach(administrator_client):
    root: User = make_user("root", is_staff=True, is_superuser=True)
    make_portrait(root)
    assert administrator_client.get(change(root)).status_code == 200
    administrator_client.post(change(root), form_of(root, portrait="on"))
    assert Portrait.objects.exists()


def test_who_signs_posts_is_told_that_the_picture_there_comes_first(author_client, author):
    assert not select(tree(author_client.get(PAGE)), "[data-author-picture]")
    author.avatar = make_image()
    author.save()
    assert select(tree(author_client.get(PAGE)), "[data-author-picture]")
