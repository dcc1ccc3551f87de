"""The index follows its objects, repairs itself, and does not check visibility."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from blog import publishing
from blog.models import Post, RevisionSnapshot
from comments import moderation
from search import index, queries
from search.enums import Kind
from search.index import IndexReconciler
from search.models import IndexEntry
from search.parsing import parse
from tests.factories import (
    approved_comment,
    draft_post,
    make_image,
    published_page,
    published_post,
    scheduled_post,
)
from tests.search.indexing import index_everything

pytestmark = pytest.mark.django_db


def found(query: str) -> set[str]:
    keys = queries.matching(parse(query))
    return set(Post.objects.filter(pk__in=keys).values_list("slug", flat=True))


# After commit
def test_what_is_written_is_found_after_the_worker_has_run(worker):
    with worker():
        post = published_post(slug="x", title="前の題", body="古い文")
        assert found("古い文") == set()
    assert found("前の題") == found("古い文") == {"x"}
    with worker():
        post.title, post.body = "後の題", "新しい文"
        publishing.save(post, fields=["title", "body"])
    assert found("後の題") == found("新しい文") == {"x"}
    assert found("前の題") == found("古い文") == set()


def test_what_is_deleted_leaves_nothing_behind(worker):
    with worker():
        post = published_post()
        approved_comment(post)
        published_page()
        make_image(alt="絵")
    assert set(IndexEntry.objects.values_list("kind", flat=True)) == set(Kind)
    with worker():
        post.delete()
    assert set(IndexEntry.objects.values_list("kind", flat=True)) == {Kind.PAGE, Kind.IMAGE}


def test_a_comment_that_is_edited_is_indexed_again(worker):
    with worker():
        comment = approved_comment(published_post(), text="誤字")
    with worker():
        moderation.rewrite(comment, text="正字")
    assert "正字" in IndexEntry.objects.get(kind=Kind.COMMENT).text


def test_an_upload_that_fails_to_commit_asks_for_nothing(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        published_post()
    assert callbacks
    assert not IndexEntry.objects.exists()


# Public by the clock alone
def test_a_scheduled_post_is_found_from_its_minute_on_without_any_worker():
    scheduled_post(slug="x", title="予約", go_live_at=timezone.now() + timedelta(minutes=5))
    index_everything()
    assert found("予約") == set()
    Post.objects.update(published_at=timezone.now() - timedelta(seconds=1))
    assert found("予約") == {"x"}
    Post.objects.update(expire_at=timezone.now() - timedelta(seconds=1))
    assert found("予約") == set()


# Repair
def repair() -> int:
    return IndexReconciler().run()


def test_missing_entries_are_written():
    published_post(slug="a", title="猫")
    draft_post(slug="b", title="猫")
    assert repair() == 2
    assert (found("猫"), repair()) == ({"a"}, 0)


def test_a_change_without_signals_is_repaired():
    post = published_post(slug="a", title="猫", body="犬")
    index_everything()
    Post.objects.filter(pk=post.pk).update(body_text="鳥")
    assert repair() == 1
    assert (found("鳥"), found("犬")) == ({"a"}, set())


def test_an_entry_with_a_wrong_digest_is_rewritten():
    published_post(slug="a", title="猫")
    index_everything()
    IndexEntry.objects.update(digest="")
    assert repair() == 1
    assert found("猫") == {"a"}


def test_an_entry_that_the_database_has_lost_is_rewritten():
    published_post(slug="a", title="猫")
    index_everything()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("UPDATE search_indexentry SET tokens = NULL")
        else:
            cursor.execute("INSERT INTO search_fts(search_fts) VALUES ('delete-all')")
    assert repair() == 1
    assert found("猫") == {"a"}


def test_orphaned_entries_are_removed():
    post = published_post(title="猫")
    index_everything()
    post.revisions.all().delete()
    RevisionSnapshot.objects.all().delete()
    Post.objects.filter(pk=post.pk)._raw_delete("default")
    assert repair() == 1
    assert not IndexEntry.objects.exists()


def test_the_reconciler_checks_a_batch_per_run(monkeypatch):
    monkeypatch.setattr(IndexReconciler, "BATCH_SIZE", 2)
    posts = [published_post(title="猫") for _ in range(5)]
    reconciler = IndexReconciler()
    reconciler.run()
    Post.objects.update(title="犬")
    repaired = [reconciler.run() for _ in range(4)]
    assert sum(repaired) >= len(posts)
    assert len(queries.matching(parse("犬"))) == 5


# Rebuilding
def test_rebuilding_rewrites_everything():
    published_post(slug="a", title="猫")
    index_everything()
    before = IndexEntry.objects.get()
    IndexEntry.objects.update(text="", digest="wrong")
    out = StringIO()
    call_command("rebuild_search", stdout=out, stderr=StringIO())
    assert IndexEntry.objects.get().text == before.text
    assert found("猫") == {"a"}
    assert "1" in out.getvalue()


def test_readers_find_everything_while_it_is_rebuilt_and_after_it_was_broken_off(monkeypatch):
    monkeypatch.setattr(index, "BATCH", 1)
    for number in range(3):
        published_post(slug=f"p{number}", title="猫")
    index_everything()
    everything = {"p0", "p1", "p2"}
    run = index.rebuild()
    for _step in range(2):
        next(run)
        assert found("猫") == everything
    run.close()
    assert found("猫") == everything
    index_everything()
    assert (found("猫"), IndexEntry.objects.count()) == (everything, 3)


def test_a_damaged_index_is_rebuilt_from_scratch():
    published_post(slug="a", title="猫")
    index_everything()
    call_command("rebuild_search", from_scratch=True, stdout=StringIO(), stderr=StringIO())
    assert found("猫") == {"a"}
    index.discard()
    assert found("猫") == set()
    assert repair() == 1
