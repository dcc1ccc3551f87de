"""Two people change one text: it is merged, or both texts are kept (blog/body_merging_form.py)."""

import re
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from blog.models import Author, Post
from blog.revisions import pruning, store
from tests.blog.test_forms import Window, choices, errors, is_conflict
from tests.blog.test_store import history, save, without_revisions
from tests.factories import draft_page, draft_post

pytestmark = pytest.mark.django_db

BASE = "一\n\n二\n\n三"
MERGED = "ほかの人の変更と自動で合わせました。"


@pytest.fixture
def windows(author_client: Client, editor_client: Client, author: Author) -> tuple[Window, Window]:
    """The same post in a window of its author and in one of an editor."""
    post = draft_post(body=BASE, authors=[author])
    return Window(author_client, post), Window(editor_client, post)


def shown_messages(window: Window) -> str:
    return window.client.get(window.url).content.decode()


def test_changes_of_different_paragraphs_are_merged_with_a_message(
    windows: tuple[Window, Window],
) -> None:
    first, second = windows
    assert errors(first.save(body="一\n\n二\n\n三人目")) == {}
    assert MERGED not in shown_messages(first)
    assert errors(second.save(body="一人目\r\n\r\n二\r\n\r\n三", title="新しい題")) == {}
    assert MERGED in shown_messages(second)
    post = Post.objects.get()
    assert (post.body, post.title) == ("一人目\n\n二\n\n三人目", "新しい題")
    assert "一人目" in post.body_html
    assert history(post)[-1] == ("saved", post.body)


def test_pages_are_merged_too(editor_client: Client) -> None:
    page = draft_page(body=BASE)
    window = Window(editor_client, page)
    save(page, body="一\n\n三")
    assert errors(window.save(body="一\n\n二\n\n三\n\n四")) == {}
    page.refresh_from_db()
    assert page.body == "一\n\n三\n\n四"


def test_both_texts_of_a_conflict_are_kept_and_shown(
    windows: tuple[Window, Window], author_user: User, editor_user: User
) -> None:
    first, second = windows
    first.save(body="一甲\n\n二\n\n三")
    for _time in range(2):
        response = second.save(body="一乙\n\n二\n\n三")
        assert is_conflict(response, "body")
    post = Post.objects.get()
    assert post.body == "一甲\n\n二\n\n三"
    assert errors(second.save(**choices(response, "mine"))) == {}
    post.refresh_from_db()
    assert post.body == "一乙\n\n二\n\n三"
    assert history(post) == [
        ("saved", BASE),
        ("saved", "一甲\n\n二\n\n三"),
        ("conflict", "一乙\n\n二\n\n三"),
        ("saved", "一乙\n\n二\n\n三"),
    ]
    users = [row.user for row in reversed(store.of(post))]
    assert users == [None, author_user, editor_user, editor_user]


def test_a_merged_text_is_not_replaced_by_saving_again_from_the_same_page(
    windows: tuple[Window, Window],
) -> None:
    first, second = windows
    first.save(body="一\n\n二\n\n三人目")
    second.save(body="一人目\n\n二\n\n三")
    assert errors(second.save(body="一人目\n\n二と\n\n三")) == {}
    assert Post.objects.get().body == "一人目\n\n二と\n\n三人目"


def test_a_conflict_of_another_field_is_refused_and_the_text_merged_afterwards(
    windows: tuple[Window, Window],
) -> None:
    first, second = windows
    first.save(body="一\n\n二\n\n三人目", title="甲")
    response = second.save(body="一人目\n\n二\n\n三", title="乙")
    assert is_conflict(response, "title")
    second.data["based_on"] = response.context["adminform"].form["based_on"].value()
    assert errors(second.save()) == {}
    post = Post.objects.get()
    assert (post.title, post.body) == ("乙", "一人目\n\n二\n\n三人目")


def test_a_page_rendered_before_there_were_revisions_is_merged(editor_client: Client) -> None:
    post = draft_post(body=BASE)
    without_revisions(post)
    window = Window(editor_client, post)
    assert window.data.get("based_on", "") == ""
    save(post, body="一\n\n二\n\n三人目")
    assert errors(window.save(body="一人目\n\n二\n\n三")) == {}
    post.refresh_from_db()
    assert post.body == "一人目\n\n二\n\n三人目"


def revision_of_other(post: Post) -> str:
    return str(store.latest_pk(draft_post(body=post.body)))


def later_revision(post: Post) -> str:
    return str(store.latest_pk(post))


@pytest.mark.parametrize(
    "based_on", [revision_of_other, later_revision, *("x", "9" * 30, "-1", "１", "0")]
)
def test_a_base_that_the_page_did_not_show_is_a_conflict(
    based_on: Any, windows: tuple[Window, Window]
) -> None:
    first, second = windows
    first.save(body="一\n\n二\n\n三人目")
    post = Post.objects.get()
    save(post, body="一\n\n二\n\n三人目と")
    second.data["based_on"] = based_on(post) if callable(based_on) else based_on
    # The oldest revision is used only where the page had none.
    response = second.save(body="一人目\n\n二\n\n三")
    is_oldest = based_on in ("x", "9" * 30, "-1", "１")
    assert errors(response) == {} if is_oldest else is_conflict(response, "body")


# Random work of two people
class Writer:
    """A person with a window, in which paragraphs are added, changed and removed."""

    def __init__(self, client: Client, user: User, post: Post, rng: Random) -> None:
        self.client, self.user, self.post, self.rng = client, user, post, rng
        #: Sentences that were sent by saving, and those of the newest autosave.
        self.saved: set[str] = set()
        self.autosaved: set[str] = set()
        self.reload()

    def reload(self) -> None:
        self.window = Window(self.client, self.post)

    def write(self) -> str:
        paragraphs = str(self.window.data["body"]).replace("\r\n", "\n").split("\n\n")
        at = self.rng.randrange(len(paragraphs))
        sentence = f"{self.user.username}{self.rng.randrange(10**9)}。"
        change = self.rng.random()
        if change < 0.4:
            paragraphs[at] += sentence
        elif change < 0.8:
            paragraphs.insert(at, sentence)
        elif len(paragraphs) > 2:
            del paragraphs[at]
        return "\n\n".join(paragraphs)

    def save(self) -> None:
        body = self.write()
        self.saved |= sentences(body)
        response = self.window.save(body=body)
        if errors(response) and self.rng.random() < 0.5:
            sides = self.rng.choices(["mine", "theirs", "both"], k=3)
            assert errors(self.window.save(**choices(response, *sides))) == {}
        if self.rng.random() < 0.6:
            self.reload()

    def autosave(self) -> None:
        body = self.write()
        self.window.data["body"] = body
        store.autosave(self.post, user=self.user, content={"body": body})
        self.autosaved = sentences(body)

    def restore(self) -> None:
        row = self.rng.choice(list(store.of(self.post)))
        name = "admin:blog_post_revision_restore"
        assert self.client.post(reverse(name, args=[self.post.pk, row.pk])).status_code == 302

    def change_status(self) -> None:
        action = self.rng.choice(["publish", "unpublish"])
        data = {"action": action, "_selected_action": [self.post.pk]}
        self.client.post(reverse("admin:blog_post_changelist"), data)


def sentences(text: str) -> set[str]:
    return set(re.findall("[^。\\s]+", text))


@pytest.mark.parametrize("seeds", [range(4), pytest.param(range(4, 500), marks=pytest.mark.long)])
def test_no_sentence_of_two_people_is_lost(
    seeds: range,
    author_client: Client,
    author_user: User,
    editor_client: Client,
    editor_user: User,
    author: Author,
) -> None:
    for seed in seeds:
        rng = Random(seed)
        post = draft_post(body="はじめ。\n\nなか。\n\nおわり。", authors=[author])
        people = [
            Writer(author_client, author_user, post, rng),
            Writer(editor_client, editor_user, post, rng),
        ]
        for _turn in range(18):
            one = rng.choice(people)
            acts = [one.save, one.save, one.autosave, one.restore, one.change_status, pruning.prune]
            rng.choice(acts)()
        post.refresh_from_db()
        known = sentences(post.body)
        for row in store.of(post):
            known |= sentences(store.content_of(row)["body"])
        for one in people:
            assert one.saved | one.autosaved <= known, seed
