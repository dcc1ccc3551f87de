"""Cost of a growing thread: `.venv/bin/python -m benchmarks.comments [--comments 10000]`."""

import argparse
from collections.abc import Callable

from benchmarks.costs import REPEATS, analyse, cost_of, own_database

# isort: split
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.crowd import comment_on
from blog import publishing
from blog.models import Post
from comments import submission, threads
from comments.enums import Admission
from comments.identity import Identity
from comments.models import Comment, CommentPolicy
from comments.spam import Facts

FEW, SOME = 10, 200
TEXT = "とても面白いお話でした。糸で綴じた本は、開いたままでも閉じないのがよいですね。続きを楽しみにしています。"


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--comments", type=int, default=10_000)
    options = parser.parse_args()
    with own_database():
        CommentPolicy(admission=Admission.OPEN).save()
        _report(options.comments)


def _report(many: int) -> None:
    few, some = _talk("few", FEW), _talk("some", SOME)
    crowd, long = _talk("crowd", many), _talk("long", many, under_one_root=True)
    analyse()
    print(f"{connection.vendor}, {len(TEXT)} characters a comment, {REPEATS} rounds")
    print(f"\n{SOME} comments on one page, under one root")
    _report_thread(_talk("answers", SOME, under_one_root=True))
    print("\nthe page of a post, at the default number of comments a page")
    floor = cost_of(_page(_talk("none", 0)))
    print(f"{'no comments (floor)':34} {floor}")
    base = cost_of(_page(some))
    for name, post in [(f"{SOME}", some), (f"{many:,}", crowd), (f"{many:,} under one root", long)]:
        cost, size = cost_of(_page(post)), len(_page(post)())
        print(f"{name:34} {cost}   × {cost.least / base.least:4.2f}   {size / 1024:6.1f} KB")
    print("\nposting one")
    base = cost_of(_posting(few))
    for name, post in [(f"{FEW}", few), (f"{many:,}", crowd), (f"{many:,} under one root", long)]:
        cost = cost_of(_posting(post))
        print(f"{name:34} {cost}   × {cost.least / base.least:4.2f}")


def _report_thread(post: Post) -> None:
    """Time and number of queries to read and write a thread."""
    policy = CommentPolicy(admission=Admission.OPEN, page_size=500)
    entry = Post.objects.published().for_page().get(pk=post.pk)
    with CaptureQueriesContext(connection) as queries:
        page = threads.get_entry_page(entry, policy)
    facts = {"entry": entry, "page": page, "policy": policy, "is_open": True, "later": ""}
    print(
        f"{'reading':34} {cost_of(lambda: threads.get_entry_page(entry, policy))}   {len(queries)} query"
    )
    print(f"{'rendering':34} {cost_of(lambda: render_to_string('comments/_thread.html', facts))}")


def _talk(slug: str, number: int, *, under_one_root: bool = False) -> Post:
    """Create a public post with that many comments: as separate threads, or all under one."""
    post = Post(slug=slug, title="糸の話", body="本文です。", status="published")
    post.published_at = timezone.now()
    publishing.save(post)
    if under_one_root:
        comment_on(post, 1, text=TEXT)
        comment_on(post, number - 1, under=Comment.objects.for_entry(post).get(), text=TEXT)
    else:
        comment_on(post, number, text=TEXT)
    return post


def _page(post: Post) -> Callable[[], bytes]:
    client = Client()
    return lambda: client.get(post.get_absolute_url()).content


def _posting(post: Post) -> Callable[[], object]:
    """Reply to the first comment as a guest, each time with another text, through the spam filter."""
    root = Comment.objects.for_entry(post).earliest("pk")
    number = iter(range(1_000_000))
    return lambda: submission.submit(
        entry=post,
        text=f"{TEXT}{next(number)}",
        name="読者",
        reply_to=root.pk,
        writer=Identity(f"guest {next(number)}"),
        facts=Facts(seconds=30),
    )


if __name__ == "__main__":
    main()
