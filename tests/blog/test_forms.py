"""Concurrent saves of an entry lose no change: blog/forms.py, core/merging_forms.py."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from blog import publishing
from blog.enums import HomePlace, Status
from blog.models import Author, Entry, Page, Post
from comments import moderation
from tests.blog.test_entries import form_data
from tests.factories import (
    draft_page,
    draft_post,
    held_comment,
    make_author,
    make_category,
    make_series,
    make_tag,
    published_post,
    scheduled_post,
)
from tests.html import select, texts, tree

pytestmark = pytest.mark.django_db


class Window:
    """A change form, opened once: its data is as old as that response."""

    def __init__(self, client: Client, entry: Entry) -> None:
        self.client = client
        self.url = reverse(f"admin:blog_{entry._meta.model_name}_change", args=[entry.pk])
        self.data = form_data(client.get(self.url))

    def save(self, button: str = "_continue", **changes: Any) -> Any:
        """Submit changed fields with a button; after an error, continue with the `seen` field shown."""
        self.data |= changes
        sent = {name: value for name, value in self.data.items() if value is not None}
        response = self.client.post(self.url, sent | {button: "1"})
        if response.status_code == 200:
            form = response.context["adminform"].form
            self.data["seen"] = form["seen"].value()
        return response


@pytest.fixture
def windows(author_client: Client, editor_client: Client) -> Callable[[Entry], list[Window]]:
    """Open an entry in a window of an author (pages: an editor) and in one of an editor."""

    def open_windows(entry: Entry) -> list[Window]:
        first = editor_client if isinstance(entry, Page) else author_client
        return [Window(first, entry), Window(editor_client, entry)]

    return open_windows


def choices(response: Any, *sides: str) -> dict[str, str]:
    """Return the fields that decide the conflict on the page; the last side is for all others."""
    paragraphs = response.context["conflict_paragraphs"]
    given = [*sides, *[sides[-1]] * len(paragraphs)]
    conflict = response.context["conflict"]
    return {
        "_conflict": f"{conflict.pk}-{conflict.theirs_id}",
        **{one["choice_field"]: side for one, side in zip(paragraphs, given, strict=False)},
    }


def errors(response: Any) -> dict[str, list[str]]:
    """Return the errors of the form; empty if it was saved."""
    if response.status_code == 302:
        return {}
    return dict(response.context["adminform"].form.errors)


def is_conflict(response: Any, *names: str) -> bool:
    """Whether exactly these fields are refused because another person changed them."""
    data = response.context["adminform"].form.errors.as_data() if response.context else {}
    return set(data) == {*names} and all(e.code == "conflict" for es in data.values() for e in es)


# Changed in one window
@pytest.mark.parametrize("make", [draft_post, draft_page])
def test_a_new_text_and_a_new_title_from_two_windows_are_both_kept(
    make: Any, windows: Any, author: Author
) -> None:
    entry = make(title="前の題", body="前の本文", authors=[author])
    first, second = windows(entry)
    first.save(body="新しい本文", excerpt="抜き書き")
    assert errors(second.save(title="新しい題")) == {}
    entry.refresh_from_db()
    assert (entry.title, entry.body, entry.excerpt) == ("新しい題", "新しい本文", "抜き書き")
    assert "新しい本文" in entry.body_html
    assert "新しい" in entry.title_html


def test_a_tag_from_an_old_window_leaves_text_and_status_alone(
    author_client: Client, author: Author
) -> None:
    post = draft_post(body="前の本文", authors=[author])
    first, second = Window(author_client, post), Window(author_client, post)
    first.save("_publish", body="新しい本文")
    assert errors(second.save(tags="製本")) == {}
    post.refresh_from_db()
    assert (post.body, post.status, post.is_published) == ("新しい本文", Status.PUBLISHED, True)
    assert [tag.name for tag in post.tags.all()] == ["製本"]


@pytest.mark.parametrize("make", [draft_post, draft_page])
def test_an_old_window_takes_nothing_down_that_was_published_elsewhere(
    make: Any, editor_client: Client
) -> None:
    entry = make()
    window = Window(editor_client, entry)
    publishing.publish(entry)
    published_at = entry.published_at
    assert errors(window.save(body="後から")) == {}
    entry.refresh_from_db()
    assert (entry.status, entry.published_at, entry.body) == (
        Status.PUBLISHED,
        published_at,
        "後から",
    )


def test_an_old_window_takes_nothing_out_of_the_trash(editor_client: Client) -> None:
    post = published_post()
    window = Window(editor_client, post)
    publishing.trash(post)
    window.save(body="後から")
    post.refresh_from_db()
    assert (post.status, post.body) == (Status.TRASHED, "後から")


def test_what_the_worker_published_stays_published(editor_client: Client) -> None:
    post, due = scheduled_post(), timezone.now() - timedelta(minutes=1)
    Post.objects.filter(pk=post.pk).update(published_at=due, go_live_at=due)
    window = Window(editor_client, post)
    assert publishing.publish_due() == 1
    window.save(body="後から")
    post.refresh_from_db()
    assert (post.status, post.body) == (Status.PUBLISHED, "後から")


def test_what_was_scheduled_elsewhere_stays_scheduled(editor_client: Client) -> None:
    post, moment = draft_post(), timezone.now() + timedelta(days=1)
    window = Window(editor_client, post)
    publishing.schedule(post, at=moment)
    window.save(body="後から")
    post.refresh_from_db()
    assert (post.status, post.go_live_at, post.published_at) == (Status.SCHEDULED, moment, moment)


def test_the_count_of_comments_and_the_place_on_the_home_page_are_not_of_the_form(
    author_client: Client, author: Author, moderator_user: Any
) -> None:
    post = published_post(authors=[author])
    comment = held_comment(post)
    window = Window(author_client, post)
    moderation.approve(comment, by=moderator_user)
    publishing.place_on_home(Post.objects.get(pk=post.pk), HomePlace.PINNED)
    window.save(body="後から")
    post.refresh_from_db()
    assert (post.comment_count, post.home_place, post.body) == (1, HomePlace.PINNED, "後から")


def test_tags_authors_and_places_are_written_only_where_they_were_changed(
    windows: Any, author: Author
) -> None:
    post = draft_post(authors=[author])
    second_author = make_author()
    category, series = make_category(), make_series()
    first, second = windows(post)
    second.save(
        tags="紙、糸",
        signers=[second_author.pk, author.pk],
        category=category.pk,
        series=series.pk,
        series_position="2",
        home_place=HomePlace.PICKED,
    )
    assert errors(first.save(title="題だけ")) == {}
    post.refresh_from_db()
    assert {tag.name for tag in post.tags.all()} == {"紙", "糸"}
    assert [row.author for row in post.authorships.order_by("order")] == [second_author, author]
    assert (post.category, post.series, post.series_position) == (category, series, 2)
    assert (post.home_place, post.title) == (HomePlace.PICKED, "題だけ")


# Changed in both windows
@pytest.mark.parametrize("make", [draft_post, draft_page])
def test_a_text_that_both_changed_is_refused_once_and_both_are_shown(
    make: Any, windows: Any, author: Author
) -> None:
    entry = make(body="前の本文", authors=[author])
    first, second = windows(entry)
    first.save(body="一人目の本文\n" * 40)
    response = second.save(body="二人目の本文", title="二人目の題", tags="糸")
    assert is_conflict(response, "body")
    entry.refresh_from_db()
    assert entry.body.startswith("一人目の本文")
    page = tree(response)
    assert select(page, "textarea#id_body")[0].text.strip() == "二人目の本文"
    assert texts(page, ".conflict-texts")[0].count("一人目の本文") == 40
    assert is_conflict(second.save(), "body")  # without a choice
    assert errors(second.save(**choices(response, "mine"))) == {}
    entry.refresh_from_db()
    assert (entry.body, entry.title) == ("二人目の本文", "二人目の題")


def test_replacing_is_refused_again_after_a_third_change(windows: Any, author: Author) -> None:
    post = draft_post(body="前", authors=[author])
    first, second = windows(post)
    first.save(body="一")
    assert is_conflict(second.save(body="二"), "body")
    first.save(body="三")
    assert is_conflict(second.save(), "body")
    post.refresh_from_db()
    assert post.body == "三"


def stored_values(post: Post) -> dict[str, Any]:
    """Everything that is stored of a post but its timestamp of change."""
    row = Post.objects.filter(pk=post.pk).values().get()
    row |= {"tags": [*post.tags.values_list("name", flat=True)]}
    row |= {"signers": [*post.authorships.order_by("order").values_list("author", flat=True)]}
    return {name: value for name, value in row.items() if name != "updated_at"}


def datetime_text(days: int) -> str:
    return f"{timezone.localtime() + timedelta(days=days):%Y-%m-%dT%H:%M}"


BOTH: dict[str, Callable[[], tuple[Any, Any]]] = {
    "title": lambda: ("甲の題", "乙の題"),
    "slug": lambda: ("slug-a", "slug-b"),
    "excerpt": lambda: ("甲", "乙"),
    "tags": lambda: ("甲", "乙"),
    "status": lambda: (Status.IN_REVIEW, Status.PRIVATE),
    "published_at": lambda: (datetime_text(-2), datetime_text(-3)),
    "expire_at": lambda: (datetime_text(2), datetime_text(3)),
    "category": lambda: (make_category().pk, make_category().pk),
    "series": lambda: (make_series().pk, make_series().pk),
    "signers": lambda: tuple([make_author().pk, make_author().pk] for _ in range(2)),
    "hard_breaks": lambda: ("True", "False"),
    "comment_mode": lambda: ("open", "closed"),
    "language": lambda: ("en", "fr"),
}


@pytest.mark.parametrize("name", BOTH)
def test_every_field_that_both_changed_is_refused_until_saved_again(
    name: str, editor_client: Client
) -> None:
    post = draft_post()
    one, other = BOTH[name]()
    first, second = Window(editor_client, post), Window(editor_client, post)
    assert errors(first.save(**{name: one})) == {}
    stored = stored_values(post)
    assert is_conflict(second.save(**{name: other}), name)
    assert stored_values(post) == stored
    assert errors(second.save()) == {}
    assert stored_values(post) != stored


def test_a_box_that_both_ticked_is_no_conflict(editor_client: Client) -> None:
    post = draft_post()
    for window in [Window(editor_client, post), Window(editor_client, post)]:
        assert errors(window.save(noindex="on")) == {}
    assert stored_values(post)["noindex"] is True


def test_confirming_to_publish_a_post_scheduled_meanwhile_publishes_it(
    editor_client: Client,
) -> None:
    post = draft_post()
    window = Window(editor_client, post)
    publishing.schedule(post, at=timezone.now() + timedelta(days=1))
    assert is_conflict(window.save("_publish"), "status")
    assert errors(window.save("_publish")) == {}
    post.refresh_from_db()
    assert (post.status, post.go_live_at, post.is_published) == (Status.PUBLISHED, None, True)


# One user
def test_the_same_form_sent_twice_is_no_conflict(author_client: Client, author: Author) -> None:
    post = draft_post(authors=[author])
    window = Window(author_client, post)
    stranger_to_it = make_author()
    typed = {"title": "題", "body": "本文", "tags": "PAPER、糸", "slug": ""}
    for _time in range(2):
        assert errors(window.save("_publish", signers=[stranger_to_it.pk], **typed)) == {}
    post.refresh_from_db()
    assert (post.body, post.status) == ("本文", Status.PUBLISHED)


def test_saving_again_from_the_same_page_before_it_was_loaded_again_is_no_conflict(
    author_client: Client, author: Author
) -> None:
    post = draft_post(authors=[author])
    window = Window(author_client, post)
    for number in range(3):
        assert (
            errors(window.save(body="本文" * number, title=f"題{number}", tags=f"糸{number}")) == {}
        )
    post.refresh_from_db()
    assert (post.body, post.title) == ("本文本文", "題2")
    assert [tag.name for tag in post.tags.all()] == ["糸2"]


def test_two_windows_of_one_person_are_two(author_client: Client, author: Author) -> None:
    post = draft_post(authors=[author])
    first, second = Window(author_client, post), Window(author_client, post)
    first.save(body="一")
    assert is_conflict(second.save(body="二"), "body")


def test_line_ends_of_the_browser_are_no_change(editor_client: Client) -> None:
    post = draft_post(body="一行目\n二行目\n", excerpt="一\n二")
    window = Window(editor_client, post)
    Post.objects.filter(pk=post.pk).update(body="別の本文", excerpt="別")
    assert errors(window.save(body="一行目\r\n二行目\r\n", excerpt="一\r\n二")) == {}
    post.refresh_from_db()
    assert (post.body, post.excerpt) == ("別の本文", "別")


@pytest.mark.parametrize("seen", ["", "x", "page: :: body", "page:" + "あ" * 500, "body:0"])
def test_a_form_without_the_seen_field_is_no_error(seen: str, editor_client: Client) -> None:
    post = draft_post(title="前の題")
    response = Window(editor_client, post).save(seen=seen, title="題")
    assert response.status_code == 302
    assert Post.objects.get().title == "題"


def test_a_deleted_tag_of_an_old_window_is_not_made_again(editor_client: Client) -> None:
    tag = make_tag(name="紙")
    post = draft_post(tags=[tag])
    window = Window(editor_client, post)
    tag.delete()
    window.save(title="題")
    assert not post.tags.exists()


def test_values_of_other_people_are_shown_as_text(windows: Any, author: Author) -> None:
    page: Page = draft_page(authors=[author])
    first, second = windows(page)
    second.save("_publish", expire_at=datetime_text(3))
    response = first.save(status=Status.PRIVATE, expire_at=datetime_text(5))
    assert is_conflict(response, "status", "expire_at")
    assert "公開済み" in str(errors(response)["status"])
    assert "年" in str(errors(response)["expire_at"])
