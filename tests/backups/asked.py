"""Answers questions about a site from inside it: `python -m tests.backups.asked QUESTION …`."""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 - apps are loaded first
from django.core.files.base import ContentFile  # noqa: E402
from django.core.files.storage import default_storage  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client, override_settings  # noqa: E402

from accounts import avatars  # noqa: E402
from accounts.models import Avatar, User  # noqa: E402
from blog import publishing  # noqa: E402
from blog.enums import Status  # noqa: E402
from blog.models import Page, Post  # noqa: E402
from comments.models import Comment  # noqa: E402
from images.models import Image, originals  # noqa: E402
from images.uploads import add_image  # noqa: E402
from tests.images import samples  # noqa: E402

PAGES = ("/", "/feed/", "/sitemap.xml", "/search/?q=糸")


def write() -> None:
    """Write two posts, one of them with pictures, and give a reader a picture."""
    avatars.set_avatar(User.objects.create_user("reader"), samples.png())
    for size in ((640, 400), (320, 200)):
        data = samples.encoded(samples.picture(*size), "PNG")
        image = add_image(file=ContentFile(data, name="picture.png"), by=None, alt="糸")
    for slug, body in (
        ("talk", "話しましょう。"),
        ("quiet", f"糸の絵です。\n\n![糸](image:{image.key})"),
    ):
        publishing.save(Post(title=f"{slug}の題", slug=slug, body=body, status=Status.PUBLISHED))


def comments() -> dict[str, str]:
    """Every comment, by its key."""
    return {str(row.pk): row.comment for row in Comment.objects.all()}


@override_settings(
    STORAGES={
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
)
def pages() -> dict[str, Any]:
    """Status and digest of every page and picture that a reader gets."""
    client = Client(SERVER_NAME="localhost", headers={"accept-encoding": "identity"})
    urls = [row.get_absolute_url() for row in Post.objects.published()]
    urls += [row.get_absolute_url() for row in Page.objects.published()]
    names = [size.name for image in Image.objects.all() for size in image.sizes]
    urls += [avatar.url for avatar in Avatar.objects.all()]
    urls += [default_storage.url(name) for name in names if default_storage.exists(name)]
    found = {}
    for url in (*PAGES, *urls):
        response = client.get(url)
        content = b"".join(response) if response.streaming else response.content
        found[url] = [response.status_code, hashlib.sha256(content).hexdigest()]
    return found


def problems() -> list[str]:
    """What is wrong with database and files."""
    found = []
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            found += [row[0] for row in cursor.fetchall() if row[0] != "ok"]
    connection.check_constraints()
    for image in Image.objects.all():
        names = [(originals(), image.original.name)]
        names += [(default_storage, size.name) for size in image.sizes]
        for storage, name in names:
            digest = hashlib.sha256(Path(storage.path(name)).read_bytes()).hexdigest()
            if not name.split("/")[1].startswith(digest[:16]):
                found.append(f"{name} has other bytes")
    for post in Post.objects.all():
        if post.comment_count != Comment.objects.for_entry(post).approved().count():
            found.append(f"{post.slug} counts {post.comment_count} comments")
    return found


def files() -> list[str]:
    """Every file of pictures, hidden ones too."""
    roots = (Path(settings.MEDIA_ROOT), Path(settings.ORIGINALS_ROOT))
    return sorted(
        f"{root.name}/{path.relative_to(root)}"
        for root in roots
        for path in root.rglob("*")
        if path.is_file()
    )


if __name__ == "__main__":
    print(json.dumps([globals()[question]() for question in sys.argv[1:]]))
