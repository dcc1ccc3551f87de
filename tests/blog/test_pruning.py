"""Old revisions are deleted by the rule, unseen texts are not: blog/revisions/pruning.py."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from blog.enums import RevisionKind
from blog.models import BlogSettings, Entry, Post, Revision, RevisionSnapshot
from blog.revisions import pruning, store
from tests.blog.test_deltas import long_text
from tests.blog.test_store import save
from tests.factories import draft_page, draft_post, make_settings

pytestmark = pytest.mark.django_db

KEPT = BlogSettings().revisions_kept


def texts(entry: Entry) -> list[str]:
    """The texts of the revisions, newest first."""
    return [store.content_of(row)["body"] for row in store.of(entry)]


def make_revisions(post: Post, ages: list[timedelta]) -> None:
    """Make saved revisions of these ages, the oldest first, with the numbers 0, 1 … as text."""
    store.of(post).delete()
    now = timezone.now()
    for number, age in enumerate(sorted(ages, reverse=True)):
        row = store._add(post, store.current_content(post) | {"body": str(number)}, "saved", None)
        Revision.objects.filter(pk=row.pk).update(updated_at=now - age)


def test_the_newest_fifty_are_kept_and_of_the_rest_the_last_of_each_day() -> None:
    post = draft_post()
    noon = timezone.localtime().replace(hour=12) - timezone.now()
    days = [timedelta(days=day, hours=hour) - noon for day in (40, 41) for hour in (0, 1, 2)]
    make_revisions(post, [*days, *(timedelta(minutes=n) for n in range(KEPT))])
    assert pruning.prune() == 4
    # Numbers 0 to 2 are of one day, 3 to 5 of the next.
    assert texts(post) == [str(number) for number in [*range(KEPT + 5, 5, -1), 5, 2]]
    assert pruning.prune() == 0


def test_the_number_of_kept_revisions_is_a_setting_and_fifty_by_default() -> None:
    assert KEPT == 50
    make_settings(revisions_kept=7)
    post = draft_post(body="一")
    for number in range(20):
        save(post, body=str(number))
    assert texts(post) == [str(number) for number in range(19, 12, -1)] + ["12"]


def test_saving_prunes_without_the_worker() -> None:
    post = draft_post(body="一")
    for number in range(KEPT + 5):
        save(post, body=str(number))
    assert texts(post) == [str(number) for number in range(KEPT + 4, 3, -1)]


def test_named_revisions_are_kept_and_do_not_count() -> None:
    page = draft_page(body="初稿")
    store.record(page, kind=RevisionKind.SAVED, user=None, name="初稿")
    for number in range(KEPT + 5):
        save(page, body=str(number))
    assert texts(page)[-1] == "初稿"
    assert len(texts(page)) == KEPT + 2  # and the last of this day


def test_unseen_texts_are_kept_for_a_month(author_user: User) -> None:
    post = draft_post(body="一")
    conflict = store.keep_conflict(post, user=author_user, content={"body": "私の文"})
    pending = store.autosave(post, user=author_user, content={"body": "未保存"})
    for number in range(KEPT + 1):
        save(post, body=str(number))
    assert texts(post)[-2:] == ["未保存", "私の文"]
    old = timezone.now() - timedelta(days=31)
    Revision.objects.filter(pk__in=[conflict.pk, pending.pk]).update(updated_at=old)
    pruning.prune()
    assert texts(post)[-1] == "未保存"  # the last of its day
    [offered] = store.pending_autosaves(post, author_user)
    assert store.content_of(offered)["body"] == "未保存"


def test_the_newest_saved_text_is_always_kept(author_user: User, editor_user: User) -> None:
    post = draft_post(body="保存した文")
    content = store.current_content(post)
    for number in range(KEPT + 5):
        kind = RevisionKind.CONFLICT
        store._add(post, content | {"body": str(number)}, kind, author_user.pk)
    pruning.prune()
    saved = store.latest_saved(post)
    assert saved is not None
    assert store.content_of(saved)["body"] == "保存した文"


def test_snapshots_without_a_revision_are_deleted(author_user: User) -> None:
    post = draft_post(body="一")
    store.autosave(post, user=author_user, content={"body": long_text(1)})
    store.autosave(post, user=author_user, content={"body": long_text(2)})
    assert RevisionSnapshot.objects.count() == 3
    pruning.prune()
    assert RevisionSnapshot.objects.count() == 2
    assert texts(post) == [long_text(2), "一"]
