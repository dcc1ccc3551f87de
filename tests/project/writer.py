"""A process to be killed: checks what an earlier run acknowledged, then writes until it dies.

Run as `python -m tests.project.writer SEED STATEMENTS ACKNOWLEDGED.json`. The first line printed is a
JSON list of what is wrong with the database and the files; every other line is one JSON list, printed
after a write has returned. After so many SQL statements it kills itself; 0 leaves that to others. See
test_kill.py.
"""

import json
import os
import random
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.files.base import ContentFile  # noqa: E402 - apps are loaded first
from django.core.files.storage import default_storage  # noqa: E402
from django.db import connection  # noqa: E402
from PIL import Image as Reader  # noqa: E402

from accounts.models import User  # noqa: E402
from blog import publishing  # noqa: E402
from blog.enums import Status  # noqa: E402
from blog.models import BlogSettings, Post, PreviousPath  # noqa: E402
from blog.rendering import DERIVED_FIELDS, derive  # noqa: E402
from comments import moderation, submission  # noqa: E402
from comments.models import Comment, segment  # noqa: E402
from comments.rendering import render  # noqa: E402
from images.models import Image  # noqa: E402
from images.uploads import add_image  # noqa: E402
from tests.images import samples  # noqa: E402

PLACES = 3  # slugs that a post changes through; it returns to an old one


def main(seed: str, statements: str, acknowledged: str) -> None:
    """Report, then write until killed."""
    say(list(problems(json.loads(Path(acknowledged).read_text()))))
    rng = random.Random(seed)
    with connection.execute_wrapper(Fuse(int(statements))):
        while True:
            say(rng.choices([write_post, add_picture, comment], weights=[4, 1, 4])[0](rng))


class Fuse:
    """Passes that many statements and dies before the next one."""

    def __init__(self, statements: int) -> None:
        self.left = statements or -1

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1
        return execute(*arguments)


def say(fact: list[Any]) -> None:
    """Print and flush one line: printed facts have been committed."""
    print(json.dumps(fact), flush=True)


# Writing
def write_post(rng: random.Random) -> list[Any]:
    """Publish a new post, or edit and move an existing one."""
    numbers = list(Post.objects.values_list("pk", flat=True))
    if not numbers or rng.random() < 0.2:
        post, revision = Post(), 0
        number = len(numbers)
    else:
        post = Post.objects.get(pk=rng.choice(numbers))
        number, revision = number_of(post), revision_of(post) + 1
    post.title = f"{number}・{revision}"
    post.body = body(number, revision)
    post.slug = slug(number, revision)
    post.status = Status.PUBLISHED
    publishing.save(post, fields=["title", "body", "slug", "status"])
    return ["post", number, revision]


def add_picture(rng: random.Random) -> list[Any]:
    """Upload an image of random format and size."""
    size = (rng.randrange(100, 800), rng.randrange(100, 400))
    data = samples.encoded(samples.picture(*size), rng.choice(["PNG", "JPEG", "WEBP"]))
    return ["image", add_image(file=ContentFile(data, name="picture"), by=None).key]


def comment(rng: random.Random) -> list[Any]:
    """Comment on a post, sometimes as a reply; every third is marked as spam afterwards."""
    post = Post.objects.order_by("?").first()
    if post is None:
        return write_post(rng)
    roots = list(Comment.objects.for_entry(post).approved().filter(level=0)[:5])
    reply_to = rng.choice(roots).pk if roots and rng.random() < 0.5 else None
    text = f"**感想{rng.random()}**です。"
    written = submission.submit(entry=post, text=text, name="読者", reply_to=reply_to)
    if rng.random() < 1 / 3:
        moderation.mark_spam(written, by=User.objects.get_or_create(username="decider")[0])
    return ["comment", written.pk, text]


def body(number: int, revision: int) -> str:
    """The text of a post in one revision: long enough that rows fill pages of the database."""
    return f"## {number}・{revision}\n\n" + f"**「{revision}」**版の{{漢字|かんじ}}です。\n\n" * 40


def slug(number: int, revision: int) -> str:
    """The slug of a post in one revision."""
    return f"p{number}-{revision % PLACES}"


def number_of(post: Post) -> int:
    """The number in a post's title."""
    return int(post.title.split("・")[0])


def revision_of(post: Post) -> int:
    """The revision in a post's title."""
    return int(post.title.split("・")[1])


# Checking
def problems(acknowledged: list[list[Any]]) -> Iterator[str]:
    """Yield inconsistencies between the database, the files and the acknowledged facts."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        yield from (f"integrity: {row[0]}" for row in cursor.fetchall() if row[0] != "ok")
        cursor.execute("PRAGMA foreign_key_check")
        yield from (f"foreign key: {row}" for row in cursor.fetchall())
    checks: list[Callable[[list[list[Any]]], Iterator[str]]] = [
        posts,
        old_paths,
        pictures,
        comments,
    ]
    for check in checks:
        yield from check(acknowledged)


def posts(acknowledged: list[list[Any]]) -> Iterator[str]:
    """Each is in its last acknowledged revision or a later one, whole, and counts its comments."""
    stored = {number_of(post): post for post in Post.objects.all()}
    for kind, number, *rest in acknowledged:
        if kind == "post" and (number not in stored or revision_of(stored[number]) < rest[0]):
            yield f"post {number}: revision {rest[0]} is lost"
    for number, post in stored.items():
        revision = revision_of(post)
        if (post.body, post.slug) != (body(number, revision), slug(number, revision)):
            yield f"post {number}: text or slug is not of revision {revision}"
        if not is_derived(post, BlogSettings.load()):
            yield f"post {number}: the stored HTML is not that of its text"
        if post.comment_count != Comment.objects.for_entry(post).approved().count():
            yield f"post {number}: counts {post.comment_count} comments"


def is_derived(post: Post, blog_settings: BlogSettings) -> bool:
    """Whether the derived fields of `post` are those of its source."""
    before = [getattr(post, field) for field in DERIVED_FIELDS]
    derive(post, blog_settings=blog_settings)
    return before == [getattr(post, field) for field in DERIVED_FIELDS]


def old_paths(_acknowledged: list[list[Any]]) -> Iterator[str]:
    """Exactly the old URLs of every post redirect to it."""
    wanted = {
        (f"/posts/{slug(number_of(post), revision)}/", post.pk)
        for post in Post.objects.all()
        for revision in range(revision_of(post))
        if slug(number_of(post), revision) != post.slug
    }
    found = set(PreviousPath.objects.values_list("path", "object_id"))
    yield from (f"old path {pair}" for pair in sorted(wanted ^ found))


def pictures(acknowledged: list[list[Any]]) -> Iterator[str]:
    """Each row has its original and its renditions, and they can be read."""
    stored = {image.key: image for image in Image.objects.all()}
    for kind, key, *_rest in acknowledged:
        if kind == "image" and key not in stored:
            yield f"image {key} is lost"
    for image in stored.values():
        files = [(image.original.storage, image.original.name, (image.width, image.height))]
        files += [(default_storage, size.name, (size.width, size.height)) for size in image.sizes]
        for storage, name, size in files:
            with storage.open(name) as file, Reader.open(file) as picture:
                picture.load()
                if picture.size != size:
                    yield f"image {image.key}: {name} is {picture.size}"


def comments(acknowledged: list[list[Any]]) -> Iterator[str]:
    """Each has its text, the HTML of its text, and its place in a thread."""
    stored = {row.pk: row for row in Comment.objects.all()}
    for kind, pk, *rest in acknowledged:
        if kind == "comment" and (pk not in stored or stored[pk].comment != rest[0]):
            yield f"comment {pk} is lost"
    for row in stored.values():
        if row.body_html != render(row.comment):
            yield f"comment {row.pk}: the stored HTML is not that of its text"
        parent = stored[row.answers].path if row.answers else ""
        if row.path != parent + segment(row.pk):
            yield f"comment {row.pk}: has the path {row.path}"


if __name__ == "__main__":
    main(*sys.argv[1:])
