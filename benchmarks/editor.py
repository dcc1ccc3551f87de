"""Cost of the write screen: `.venv/bin/python -m benchmarks.editor`.

An autosave of a post of 50 KB (at most 50 ms of CPU, and 4 KB stored for a changed sentence) and a preview of
20 KB (at most 150 ms). Through the whole stack of middleware, views and database; CPU time of this process.
"""

import time
from collections.abc import Callable

from benchmarks.costs import own_database

from django.db.models import Sum  # isort: skip
from django.db.models.functions import Length  # isort: skip
from django.test import Client  # isort: skip
from django.urls import reverse  # isort: skip

from accounts.models import User  # isort: skip
from blog import publishing  # isort: skip
from blog.models import Post, RevisionSnapshot  # isort: skip
from blog.revisions import store  # isort: skip

ROUNDS = 21
PARAGRAPH = (
    "糸をとじる前に、紙の目を確かめます。{number}枚目は**縦目**で、*水*に弱いものでした。\n\n"
)
LIMITS = {"autosave of 50 KB": 50.0, "preview of 20 KB": 150.0}


def main() -> None:
    """Measure and print each cost with its limit."""
    with own_database():
        client, post = Client(), Post(title="長い記事", slug="long", body=text_of(50_000))
        client.force_login(User.objects.create_superuser("writer"))
        publishing.save(post)
        url = reverse("admin:blog_post_autosave", args=[post.pk])
        counter = iter(range(1_000_000))

        def autosave() -> None:
            body = f"{post.body}書き足した文です。{next(counter)}回目。"
            assert client.post(url, {"title": post.title, "body": body}).status_code == 200

        before = stored_bytes(post)
        autosave()
        grown = stored_bytes(post) - before
        preview_url, content = reverse("admin:markdownx_preview"), text_of(20_000)

        def preview() -> None:
            assert client.post(preview_url, {"content": content}).status_code == 200

        for name, act in (("autosave of 50 KB", autosave), ("preview of 20 KB", preview)):
            print(f"{name}: {cpu_of(act):6.1f} ms of CPU (at most {LIMITS[name]:.0f})")
        print(f"stored for a changed sentence: {grown} bytes (at most 4096)")


def text_of(size: int) -> str:
    """Return Markdown of at least `size` bytes."""
    text, number = "", 0
    while len(text.encode()) < size:
        text += PARAGRAPH.format(number=number)
        number += 1
    return text


def stored_bytes(post: Post) -> int:
    """Return the bytes of the revisions of `post`, with their snapshots."""
    total = Sum(Length("data"))
    rows = store.of(post).aggregate(total=total)["total"]
    snapshots = RevisionSnapshot.objects.filter(post=post).aggregate(total=total)["total"]
    return int(rows + snapshots)


def cpu_of(act: Callable[[], object]) -> float:
    """Return the minimum milliseconds of CPU of many rounds, after two warm-up rounds."""
    act(), act()
    rounds = []
    for _round in range(ROUNDS):
        began = time.process_time()
        act()
        rounds.append((time.process_time() - began) * 1_000)
    return min(rounds)


if __name__ == "__main__":
    main()
