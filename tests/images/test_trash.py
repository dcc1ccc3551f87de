"""Trash of images: nothing is lost, and texts show no broken image."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from audit.enums import Verb
from audit.models import Event
from blog.models import BlogSettings
from images import trash
from images.fields import ImageChoiceField
from images.models import Image
from images.uploads import add_image
from images.usage import uses_of
from tests.factories import draft_post, make_author, make_persona, published_page, published_post
from tests.images import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def image(editor_user):
    file = SimpleUploadedFile("hata.png", samples.png(300, 200))
    return add_image(file=file, by=editor_user, alt="旗")


def files():
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def test_a_picture_in_the_trash_is_served_as_before(image, stranger):
    post = published_post(slug="p", cover=image, body=f"![旗](image:{image.key})")
    before = stranger.get(post.get_absolute_url()).content
    assert trash.trash(image)
    assert not trash.trash(image)
    assert stranger.get(post.get_absolute_url()).content == before
    assert b"".join(stranger.get(image.url)).startswith(b"RIFF")


def test_it_is_no_longer_offered_to_authors(image, editor_client):
    trash.trash(image)
    assert editor_client.get("/admin/images/image/chooser/").json() == {"images": []}
    assert not editor_client.get("/admin/images/image/").context["cl"].result_count
    assert editor_client.get(f"/admin/images/image/{image.pk}/change/").status_code == 302


def test_a_form_that_holds_it_already_keeps_it(image):
    trash.trash(image)
    assert ImageChoiceField().clean(image.key) == image


def test_restoring_brings_it_back(image, editor_client):
    trash.trash(image)
    assert trash.restore(image)
    assert not trash.restore(image)
    assert len(editor_client.get("/admin/images/image/chooser/").json()["images"]) == 1
    verbs = Event.objects.about("images.image").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == [Verb.ADDED, Verb.TRASHED, Verb.RESTORED]


def test_the_same_picture_sent_again_comes_out_of_the_trash(image, editor_user):
    trash.trash(image)
    again = add_image(file=SimpleUploadedFile("x.png", samples.png(300, 200)), by=editor_user)
    assert again == image
    assert set(Image.objects.kept()) == {image}


def test_only_what_is_in_the_trash_is_deleted_with_its_files(
    image, django_capture_on_commit_callbacks
):
    assert not trash.delete(image)
    trash.trash(image)
    with django_capture_on_commit_callbacks(execute=True):
        assert trash.delete(image)
    assert files() == set()
    assert not Image.objects.exists()


def test_a_text_keeps_the_words_of_a_picture_that_is_gone(image, stranger):
    post = published_post(body=f"![旗](image:{image.key})", cover=image)
    trash.trash(image)
    trash.delete(image)
    body = stranger.get(post.get_absolute_url()).content.decode()
    assert '<span class="image-gone">旗</span>' in body
    post.refresh_from_db()
    assert post.cover is None


def test_the_worker_deletes_what_has_been_there_for_a_month(image, editor_user):
    young = add_image(file=SimpleUploadedFile("y.png", samples.png(10, 10)), by=editor_user)
    for row, days in ((image, 31), (young, 29)):
        trash.trash(row)
        Image.objects.filter(pk=row.pk).update(trashed_at=timezone.now() - timedelta(days=days))
    assert trash.empty_trash() == 1
    assert set(Image.objects.all()) == {young}


# Where it is used
def test_every_use_is_found(image):
    rows = {
        published_post(cover=image),
        draft_post(body=f"![x](image:{image.key})"),
        published_page(body=f"[![x](image:{image.key})](/)"),
        make_author(avatar=image),
        make_persona(avatar=image),
    }
    BlogSettings(logo=image).save()
    published_post(body=f"image:{image.key[:-1]}")  # another key
    found = uses_of(image)
    assert {use.row for use in found} == rows | {BlogSettings.load()}


def test_the_page_before_the_trash_names_every_use(image, editor_client):
    post = published_post(title="旗のある記事", cover=image)
    url = f"/admin/images/image/{image.pk}/delete/"
    body = editor_client.get(url).content.decode()
    assert f'href="/admin/blog/post/{post.pk}/change/">旗のある記事</a>' in body
    assert not Image.objects.get().trashed_at
    response = editor_client.post(url, {"post": "yes"}, follow=True)
    assert Image.objects.get().trashed_at
    assert "undo" in str(next(iter(response.context["messages"])))


def test_several_pictures_go_at_once(image, editor_client):
    data = {"action": "move_to_trash", "_selected_action": [image.pk]}
    assert "旗" in editor_client.post("/admin/images/image/", data).content.decode()
    assert not Image.objects.get().trashed_at
    editor_client.post("/admin/images/image/", {**data, "post": "yes"})
    assert Image.objects.get().trashed_at


def test_an_author_moves_no_picture_into_the_trash(image, author_client):
    response = author_client.post(f"/admin/images/image/{image.pk}/delete/", {"post": "yes"})
    assert response.status_code == 403
    assert not Image.objects.get().trashed_at
