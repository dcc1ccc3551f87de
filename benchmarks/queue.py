"""Cost of a growing moderation queue: `.venv/bin/python -m benchmarks.queue [--comments 50000]`.

Pages are measured without their templates, which take most of the time, a constant amount per card.
"""

import argparse
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from random import Random
from typing import Any
from unittest.mock import patch

from benchmarks.costs import analyse, cost_of, own_database

# isort: split
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts import roles
from accounts.models import User
from benchmarks import corpus, crowd
from blog.models import Author, Post, PostAuthor
from comments.enums import State
from comments.models import Comment, Report
from core.roles import Role

REPEATS = 31
FEW = 500
POSTS = 100
LENGTH = 80
QUEUE = "/admin/comments/queue/"
#: Of a hundred comments.
SHARES = {State.HELD: 4, State.SPAM: 60, State.APPROVED: 36}
SPAMMERS, WRITERS = 20, 5_000
OPEN_REPORTS = 50
NOWHERE = "ここにはない"


def main() -> None:
    """Measure at both sizes, then with all comments held, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--comments", type=int, default=50_000)
    options = parser.parse_args()
    with own_database():
        _report(options.comments)


def _report(many: int) -> None:
    site = Site()
    site.grow_to(FEW)
    few = _costs(site)
    site.grow_to(many)
    large = _costs(site)
    Comment.objects.update(state=State.HELD)
    analyse()
    held = _costs(site)
    print(f"{connection.vendor}, {LENGTH} characters a comment, least of {REPEATS} rounds")
    print(f"{'':36}{FEW:>10,}{many:>22,}{'where all of them wait':>24}")
    for name, base in few.items():
        grown = (f"{row[name]:9.1f} ms × {row[name] / base:5.2f}" for row in (large, held))
        print(f"{name:36}{base:7.1f} ms" + "".join(f"{cell:>22}" for cell in grown))


class Site:
    """A blog with comments of many commenters in every state, a moderator, and an author of a tenth of the posts."""

    def __init__(self) -> None:
        corpus.add_posts(islice(corpus.drafts(), POSTS))
        self.posts = list(Post.objects.order_by("pk"))
        self.moderator = _person("moderator", Role.MODERATOR)
        self.author = _person("author", Role.AUTHOR)
        signer = Author.objects.create(user=self.author, name="糸", slug="ito")
        PostAuthor.objects.bulk_create(
            PostAuthor(post=post, author=signer) for post in self.posts[::10]
        )
        self.random, self.drafts = Random(1), corpus.drafts(length=LENGTH)

    def grow_to(self, number: int) -> None:
        """Add comments up to `number`, evenly to all posts, with reports about one in a hundred."""
        more = number - Comment.objects.count()
        for state, share in SHARES.items():
            each = max(1, more * share // 100 // POSTS)
            for post in self.posts:
                crowd.write(post, self._written(state, each), state=state)
        unreported = Comment.objects.filter(reports=None).order_by("pk")
        Report.objects.bulk_create(
            Report(comment=comment, reader_key="r", reason="other", resolved_at=timezone.now())
            for comment in unreported[: more // 100]
        )
        last = Report.objects.order_by("-pk").values_list("pk", flat=True)[:OPEN_REPORTS]
        Report.objects.filter(pk__in=list(last)).update(resolved_at=None)
        analyse()

    def _written(self, state: State, number: int) -> Iterator[dict[str, Any]]:
        """Yield comments; one in ten as from an import, with an email address or name only."""
        for draft in islice(self.drafts, number):
            who = self.random.randrange(SPAMMERS if state == State.SPAM else WRITERS)
            columns = {"comment": draft.body, "user_name": f"読者{who}"}
            if draft.number % 10:
                columns["writer_key"] = f"{state} {who}"
            elif draft.number % 20:
                columns["user_email"] = f"{state}{who}@example.com"
            yield columns


def _costs(site: Site) -> dict[str, float]:
    """Return the milliseconds of every page, and of a decision as the script sends it."""
    waiting = list(Comment.objects.filter(state=State.HELD).order_by("pk").values_list("pk")[:100])
    [middle] = waiting[len(waiting) // 2]
    guests = Comment.objects.exclude(writer_key="")
    pages = {
        "what waits": "",
        "what waits, newest first": "order=newest",
        "the next page": f"after={waiting[30][0]}",
        "reported": "state=reported",
        "spam": "state=spam",
        "approved": "state=approved",
        "rejected (none)": "state=rejected",
        "one comment": f"comment={middle}",
        "frequent word": f"q={corpus.FREQUENT}",
        "occasional word": f"q={corpus.OCCASIONAL}",
        "word found nowhere": f"q={NOWHERE}",
        "guest with few comments": f"writer={_first(guests, writer_key__startswith='approved')}",
        "guest with very many": f"writer={_first(guests, writer_key__startswith='spam')}",
        "known by address": f"writer={_first(user_email__startswith='approved')}",
        "known by name": f"writer={_first(writer_key='', user_email='')}",
    }
    moderator, author = _client(site.moderator), _client(site.author)
    acts: dict[str, Callable[[], object]] = {
        name: partial(_get, moderator, query) for name, query in pages.items()
    }
    for name in ("what waits", "reported", "approved", "word found nowhere"):
        acts[f"an author's: {name}"] = partial(_get, author, pages[name])
    acts["a decision, and undone"] = partial(_decide_and_undo, moderator, middle)
    whole = cost_of(partial(_get, moderator, ""), REPEATS).least
    with patch("comments.admin.queue_page.render", lambda *_facts, **_more: HttpResponse()):
        found = {name: cost_of(act, REPEATS).least for name, act in acts.items()}
    return {**found, "what waits, with its template": whole}


def _first(comments: Any = Comment.objects, **facts: str) -> int:
    return int(comments.filter(**facts).earliest("pk").pk)


def _get(client: Client, query: str) -> None:
    assert client.get(f"{QUEUE}?{query}").status_code == 200, query


def _decide_and_undo(client: Client, pk: int) -> None:
    for action in ("approve", "undo"):
        fields = {"action": action, "chosen": [pk], "back": ""}
        answer = client.post(f"{QUEUE}decide/", fields, headers={"accept": "application/json"})
        assert answer.status_code == 200, action


def _person(name: str, role: Role) -> User:
    user = User.objects.create_user(name, email=f"{name}@example.com")
    roles.assign(user, role)
    return user


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


if __name__ == "__main__":
    main()
