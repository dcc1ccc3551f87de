"""Every saved text is in a revision, stored small: blog/revisions/store.py, blog/publishing.py."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from audit import log
from blog import publishing
from blog.enums import RevisionKind, Status
from blog.models import BlogSettings, Entry, Post, Revision, RevisionSnapshot
from blog.revisions import pruning, store
from tests.blog.test_deltas import long_text
from tests.comments.test_parallel import at_once
from tests.factories import draft_page, draft_post, make_tag, make_user, published_post

pytestmark = pytest.mark.django_db


def save(entry: Entry, *, by: User | None = None, **values: str) -> None:
    """Save the fields as `by` does."""
    for name, value in values.items():
        setattr(entry, name, value)
    with log.as_actor(log.user_actor(by) if by else log.SYSTEM):
        publishing.save(entry, fields=values)


def history(entry: Entry, field: str = "body") -> list[tuple[str, str]]:
    """The kind and the text of each revision, oldest first."""
    return [(row.kind, store.content_of(row)[field]) for row in reversed(store.of(entry))]


def without_revisions(entry: Entry) -> None:
    """Make the entry as old as those from before there were revisions."""
    Revision.objects.of(entry).delete()
    RevisionSnapshot.objects.of(entry).delete()


# Saving
@pytest.mark.parametrize("make", [draft_post, draft_page])
def test_each_saved_text_is_a_revision_of_the_person_who_saved(
    make: Any, author_user: User
) -> None:
    entry = make(body="一")
    save(entry, by=author_user, body="二")
    save(entry, body="三")
    assert history(entry) == [("saved", "一"), ("saved", "二"), ("saved", "三")]
    users = [row.user for row in reversed(store.of(entry))]
    assert users == [None, author_user, None]


def test_a_revision_has_all_texts_and_the_tags() -> None:
    tags = [make_tag(name="糸"), make_tag(name="布")]
    post = draft_post(title="題", slug="dai", body="本文", excerpt="抜粋", tags=tags)
    save(post, meta_description="説明")
    assert store.content_of(store.of(post)[0]) == {
        "title": "題",
        "slug": "dai",
        "body": "本文",
        "excerpt": "抜粋",
        "meta_description": "説明",
        "tags": "布、糸",
    }


def test_what_changes_no_text_is_no_revision() -> None:
    post = draft_post(body="一")
    save(post, body="一")
    publishing.publish(post)
    publishing.trash(post)
    publishing.restore(post)
    publishing.rebuild(post)
    assert history(post) == [("saved", "一")]
    assert store.record(post, kind=RevisionKind.SAVED, user=None) is None


def test_an_old_entry_gets_the_text_from_before_its_first_change(author_user: User) -> None:
    post = published_post(body="昔の文")
    without_revisions(post)
    moment = timezone.now() - timedelta(days=400)
    Post.objects.filter(pk=post.pk).update(updated_at=moment)
    save(post, by=author_user, body="新しい文")
    assert history(post) == [("saved", "昔の文"), ("saved", "新しい文")]
    newest, oldest = store.of(post)
    assert (oldest.user, oldest.created_at) == (None, moment)
    assert newest.user == author_user


def test_a_change_past_the_functions_of_publishing_is_recorded_before_it_is_replaced() -> None:
    post = draft_post(body="一")
    Post.objects.filter(pk=post.pk).update(body="横から")
    save(post, body="二")
    assert [text for _kind, text in history(post)] == ["一", "横から", "二"]


def test_a_failed_save_leaves_no_revision() -> None:
    draft_post(slug="taken")
    post = draft_post(body="一")
    with pytest.raises(IntegrityError), transaction.atomic():
        save(post, slug="taken", body="二")
    assert history(post) == [("saved", "一")]


def test_saving_a_text_costs_five_more_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    post = published_post()

    def queries(body: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            save(post, by=writer, body=body)
        return len(captured)

    writer = make_user()
    save(
        post, by=writer, body="一"
    )  # what is read once for the process, and the first row of the log
    recorded = queries("二")
    monkeypatch.setattr(store, "record_change", lambda *args, **kwargs: None)
    # The newest revision, the tags, the autosave, the new row, the number of revisions.
    assert recorded - queries("三") == 5


# Restoring
def test_restoring_writes_the_texts_alone_and_is_a_revision_itself(author_user: User) -> None:
    post = draft_post(title="題", slug="mae", body="一", excerpt="抜粋", meta_description="説明")
    first = store.of(post)[0]
    save(post, title="別", slug="ato", body="二", excerpt="", meta_description="")
    publishing.publish(post)
    with log.as_actor(log.user_actor(author_user)):
        publishing.restore_revision(post, first)
    post.refresh_from_db()
    texts = (post.title, post.body, post.excerpt, post.meta_description)
    assert texts == ("題", "一", "抜粋", "説明")
    assert (post.slug, post.status) == ("ato", Status.PUBLISHED)
    assert "<p>一" in post.body_html
    newest = store.of(post)[0]
    assert (newest.kind, newest.user) == (RevisionKind.RESTORED, author_user)
    assert store.latest_saved(post) == newest


# Tags
def test_tags_belong_to_the_revision_of_the_same_save() -> None:
    post = draft_post(body="一")
    save(post, body="二")
    post.tags.set([make_tag(name="糸")])
    publishing.record_tags(post)
    assert history(post, "tags") == [("saved", ""), ("saved", "糸")]
    Revision.objects.update(updated_at=timezone.now() - timedelta(minutes=1))
    post.tags.set([make_tag(name="布")])
    publishing.record_tags(post)
    assert history(post, "tags") == [("saved", ""), ("saved", "糸"), ("saved", "布")]
    publishing.record_tags(post)
    assert len(history(post)) == 3


# Autosaves
def test_autosaves_are_one_revision_of_each_user_until_they_save(
    author_user: User, editor_user: User
) -> None:
    post = draft_post(body="一")
    for text in ("一と", "一と二"):
        store.autosave(post, user=author_user, content={"body": text})
    store.autosave(post, user=editor_user, content={"title": "別の題"})
    assert history(post) == [("saved", "一"), ("autosaved", "一と二"), ("autosaved", "一")]
    save(post, by=author_user, body="三")
    store.finish_autosaves(store.pending_autosaves(post, author_user))
    assert not store.pending_autosaves(post, author_user).exists()
    store.autosave(post, user=author_user, content={"body": "三と"})
    assert [text for _kind, text in history(post)] == ["一", "一と二", "一", "三", "三と"]
    [mine], [theirs] = (store.pending_autosaves(post, user) for user in (author_user, editor_user))
    assert store.content_of(mine)["body"] == "三と"
    assert store.content_of(theirs)["title"] == "別の題"


def test_an_autosave_never_touches_the_entry(author_user: User) -> None:
    post = published_post(body="一")
    before = Post.objects.values().get(pk=post.pk)
    store.autosave(post, user=author_user, content={"body": "二", "title": "別", "slug": "x"})
    assert Post.objects.values().get(pk=post.pk) == before


def test_an_autosave_keeps_fields_that_a_later_one_lacks(author_user: User) -> None:
    post = draft_post(body="一")
    store.autosave(post, user=author_user, content={"title": "新しい題"})
    row = store.autosave(post, user=author_user, content={"body": "二\r\n三", "status": "x"})
    content = store.content_of(row)
    assert (content["title"], content["body"]) == ("新しい題", "二\n三")
    assert set(content) == set(store.FIELDS)


def test_an_autosave_without_a_change_stores_nothing(author_user: User) -> None:
    post = draft_post(body="一")
    assert store.autosave(post, user=author_user, content={"body": "一"}) == store.of(post)[0]
    assert history(post) == [("saved", "一")]


def test_an_autosave_that_was_saved_as_it_is_disappears(author_user: User) -> None:
    post = draft_post(body="一")
    store.autosave(post, user=author_user, content={"body": "二"})
    save(post, by=author_user, body="二")
    assert history(post) == [("saved", "一"), ("saved", "二")]


def test_a_named_autosave_is_not_overwritten(author_user: User) -> None:
    post = draft_post(body="一")
    row = store.autosave(post, user=author_user, content={"body": "二"})
    Revision.objects.filter(pk=row.pk).update(name="案")
    store.autosave(post, user=author_user, content={"body": "三"})
    assert history(post) == [("saved", "一"), ("autosaved", "二"), ("autosaved", "三")]


# Named and conflicting texts
def test_a_name_is_given_to_the_current_text() -> None:
    post = draft_post(body="一")
    named = store.record(post, kind=RevisionKind.SAVED, user=None, name="初稿")
    assert named is not None
    assert [(row.pk, row.name) for row in store.of(post)] == [(named.pk, "初稿")]


def test_both_texts_of_a_conflict_are_kept(author_user: User) -> None:
    post = draft_post(body="一")
    Post.objects.filter(pk=post.pk).update(body="別の人の文")
    for _time in range(2):
        store.keep_conflict(post, user=author_user, content={"body": "私の文"})
    assert history(post) == [("saved", "一"), ("saved", "別の人の文"), ("conflict", "私の文")]


# Storage
def size(entry: Entry) -> int:
    rows = [*Revision.objects.of(entry), *RevisionSnapshot.objects.of(entry)]
    return sum(len(bytes(row.data)) for row in rows)


def test_a_changed_sentence_of_a_long_text_adds_less_than_four_kilobytes(author_user: User) -> None:
    body = long_text()
    post = draft_post(body=body)
    sizes = [size(post)]
    for number in range(20):
        sentences = body.split("。")
        sentences[90 * number + 5] = f"{number}番目の文を書き直しました"
        body = "。".join(sentences)
        save(post, by=author_user, body=body)
        sizes.append(size(post))
        assert sizes[-1] - sizes[-2] < 4000
    store.autosave(post, user=author_user, content={"body": body.replace("番目", "個め")})
    assert size(post) - sizes[-1] < 4000
    assert [text for _kind, text in history(post)][-2] == body


def test_a_text_written_again_gets_a_snapshot_of_its_own() -> None:
    post = draft_post(body=long_text())
    save(post, body=long_text(2))
    save(post, body=long_text(2) + "追伸。")
    assert RevisionSnapshot.objects.of(post).count() == 2
    assert [text for _kind, text in history(post)][1:] == [long_text(2), long_text(2) + "追伸。"]


# Other writes
def test_rebuilding_the_html_of_all_entries_is_no_revision() -> None:
    post = draft_post(body="一")
    Post.objects.update(renderer_version="old")
    call_command("rebuild_html", verbosity=0)
    assert history(post) == [("saved", "一")]


# Several requests at once
@pytest.mark.django_db(transaction=True)
def test_autosaves_at_once_are_one_revision() -> None:
    writer, post = make_user(), draft_post(body="一")
    texts = [f"文{number}" for number in range(6)]

    def autosave(text: str) -> Callable[[], object]:
        own = Post.objects.get(pk=post.pk)
        return lambda: store.autosave(own, user=writer, content={"body": text})

    at_once([autosave(text) for text in texts])
    (kind, _text), (last_kind, last_text) = history(post)
    assert (kind, last_kind) == ("saved", "autosaved")
    assert last_text in texts


@pytest.mark.django_db(transaction=True)
def test_each_of_the_texts_saved_at_once_is_a_revision() -> None:
    post, writers = draft_post(body="一"), [make_user() for _ in range(6)]

    def write(number: int) -> Callable[[], object]:
        own = Post.objects.get(pk=post.pk)
        return lambda: save(own, by=writers[number], body=f"文{number}")

    at_once([write(number) for number in range(6)])
    rows = store.of(post)
    assert {store.content_of(row)["body"]: row.user for row in rows} == {
        "一": None,
        **{f"文{number}": writer for number, writer in enumerate(writers)},
    }
    assert len(rows) == 7
    post.refresh_from_db()
    assert store.content_of(rows[0])["body"] == post.body


@pytest.mark.django_db(transaction=True)
def test_pruning_while_people_save_deletes_no_snapshot_in_use() -> None:
    post = draft_post(body=long_text(0))
    for number in range(BlogSettings().revisions_kept):
        save(post, body=f"{long_text(number % 3)}{number}")

    def write(number: int) -> Callable[[], object]:
        own = Post.objects.get(pk=post.pk)
        return lambda: save(own, body=f"{long_text(number)}、終わり")

    at_once([pruning.prune, write(3), pruning.prune, write(4), pruning.prune, write(5)])
    texts = {text for _kind, text in history(post)}
    assert {f"{long_text(number)}、終わり" for number in (3, 4, 5)} <= texts
    assert not RevisionSnapshot.objects.filter(revisions=None).exists()
