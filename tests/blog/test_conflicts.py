"""The author decides a conflict paragraph by paragraph: blog/revisions/conflicts.py, blog/admin/conflicts.py."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from blog.models import Author, Post, Revision, TextConflict
from blog.revisions import conflicts, pruning, store
from tests.blog.test_forms import Window, choices, errors, is_conflict
from tests.blog.test_store import save
from tests.factories import draft_post
from tests.html import select, texts, tree

pytestmark = pytest.mark.django_db

BASE = "一つ目の段落。\n\n二つ目の段落。\n\n三つ目の段落。"
THEIRS = BASE.replace("一つ目の", "ひとつめの").replace("三つ目の", "みっつめの")
MINE = (
    BASE.replace("一つ目の", "第一の").replace("二つ目の", "第二の").replace("三つ目の", "第三の")
)


@pytest.fixture
def post(author: Author) -> Post:
    return draft_post(body=BASE, authors=[author])


@pytest.fixture
def window(author_client: Client, post: Post, editor_user: User) -> Window:
    """The author's window, opened before the editor changed the first and the third paragraph."""
    window = Window(author_client, post)
    save(post, by=editor_user, body=THEIRS)
    return window


def body() -> str:
    return Post.objects.get().body


# The page
def test_each_paragraph_is_shown_side_by_side_with_its_differences(
    window: Window, editor_user: User
) -> None:
    response = window.save(body=MINE)
    assert is_conflict(response, "body")
    page = tree(response)
    sides = texts(page, ".conflict-text")
    assert sides == ["第一の段落。", "ひとつめの段落。", "第三の段落。", "みっつめの段落。"]
    assert texts(page, ".conflict-text ins") == ["第一の", "第三の"]
    assert texts(page, ".conflict-text del") == ["ひとつめの", "みっつめの"]
    assert str(editor_user) in texts(page, "section#write-conflict")[0]


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        (("mine", "mine"), ("第一の段落。", "第三の段落。")),
        (("theirs", "theirs"), ("ひとつめの段落。", "みっつめの段落。")),
        (("both", "theirs"), ("第一の段落。\n\nひとつめの段落。", "みっつめの段落。")),
        (("own", "mine"), ("どちらでもない。", "第三の段落。")),
    ],
)
def test_the_choices_are_saved_with_the_rest_of_the_text(
    window: Window, sides: tuple[str, str], expected: tuple[str, str]
) -> None:
    response = window.save(body=MINE, title="新しい題")
    chosen = choices(response, *sides) | {"_own-0": "どちらでもない。"}
    assert errors(window.save(**chosen)) == {}
    first, third = expected
    assert body() == f"{first}\n\n第二の段落。\n\n{third}"
    post = Post.objects.get()
    assert post.title == "新しい題"
    kept = {store.content_of(row)["body"] for row in store.of(post)}
    assert {BASE, MINE, THEIRS} <= kept
    assert not conflicts.undecided(post, window_user(window)).exists()


def window_user(window: Window) -> User:
    return User.objects.get(pk=window.client.session["_auth_user_id"])


def test_without_a_choice_for_each_paragraph_nothing_is_saved(window: Window) -> None:
    response = window.save(body=MINE)
    given = choices(response, "mine", "")
    response = window.save(**given)
    assert errors(response) == {"body": ["それぞれの段落について、残す文を選んでください。"]}
    assert body() == THEIRS
    checked = [one.get("value") for one in select(tree(response), "input[checked]")]
    assert "mine" in checked  # the other choice is not asked again
    assert errors(window.save(**choices(response, "mine", "theirs"))) == {}


def test_what_is_typed_while_deciding_is_merged(window: Window) -> None:
    response = window.save(body=MINE)
    typed = MINE.replace("第二の段落。", "第二の段落。続き。")
    assert errors(window.save(**choices(response, "theirs"), body=typed)) == {}
    assert body() == THEIRS.replace("二つ目の段落。", "第二の段落。続き。")


def test_typing_over_a_decided_paragraph_asks_again(window: Window) -> None:
    response = window.save(body=MINE)
    typed = MINE.replace("第一の", "いちばんの")
    response = window.save(**choices(response, "theirs"), body=typed)
    assert is_conflict(response, "body")
    assert body() == THEIRS
    assert texts(tree(response), ".conflict-text")[0] == "いちばんの段落。"
    assert errors(window.save(**choices(response, "mine"))) == {}
    assert body() == typed
    assert not TextConflict.objects.filter(decided_at=None).exists()


def test_what_others_save_while_the_author_decides_is_merged_or_asked(
    window: Window, post: Post, editor_user: User
) -> None:
    response = window.save(body=MINE)
    save(post, by=editor_user, body=THEIRS + "\n\n四つ目の段落。")
    assert errors(window.save(**choices(response, "mine"))) == {}
    assert body() == MINE + "\n\n四つ目の段落。"


def test_a_new_conflict_while_the_author_decides_keeps_the_choices(
    window: Window, post: Post, editor_user: User
) -> None:
    response = window.save(body=MINE)
    save(post, by=editor_user, body=THEIRS.replace("ひとつめの", "はじめの"))
    response = window.save(**choices(response, "mine", "theirs"))
    assert is_conflict(response, "body")
    page = tree(response)
    assert texts(page, ".conflict-text") == ["第一の段落。", "はじめの段落。"]
    window.data["body"] = response.context["adminform"].form["body"].value()
    assert errors(window.save(**choices(response, "mine"))) == {}
    assert body() == "第一の段落。\n\n第二の段落。\n\nみっつめの段落。"


def test_the_same_decision_sent_twice_changes_nothing(window: Window) -> None:
    response = window.save(body=MINE)
    given = choices(response, "both")
    for _time in range(2):
        assert errors(window.save(**given)) == {}
    assert body().count("第一の段落。") == 1


def test_a_text_without_a_known_base_is_compared_with_the_saved_one(window: Window) -> None:
    window.data["based_on"] = "0"
    response = window.save(body=MINE)
    assert len(response.context["conflict_paragraphs"]) == 3
    assert errors(window.save(**choices(response, "mine", "mine", "theirs"))) == {}
    assert body() == MINE.replace("第三の", "みっつめの")


# Later
def test_a_conflict_that_was_left_is_decided_later(window: Window, post: Post) -> None:
    window.save(body=MINE)
    page = tree(window.client.get(window.url))
    [link] = [a.get("href") for a in select(page, "p.recovery a")]
    response = window.client.get(window.url + link)
    assert response.context["adminform"].form["body"].value() == MINE
    later = Window(window.client, post)
    later.data["body"] = MINE
    assert errors(later.save(**choices(response, "theirs", "mine"))) == {}
    assert body() == MINE.replace("第一の", "ひとつめの")
    assert not window.client.get(window.url).context["undecided_conflicts"]


@pytest.mark.parametrize("key", ["x", "１", "9" * 30, ""])
def test_an_unknown_conflict_is_not_shown(window: Window, key: str) -> None:
    response = window.client.get(f"{window.url}?conflict={key}")
    assert "conflict" not in response.context
    window.save(body=MINE, _conflict=key)
    assert body() == THEIRS


def test_a_conflict_is_shown_to_its_author_and_decided_by_no_one_else(
    window: Window, post: Post, editor_client: Client, editor_user: User
) -> None:
    response = window.save(body=MINE)
    pk = response.context["conflict"].pk
    other = Window(editor_client, post)
    shown = editor_client.get(f"{other.url}?conflict={pk}")
    assert "第一の段落。" not in shown.content.decode()
    assert errors(other.save(**choices(response, "mine"))) == {}
    assert body() == THEIRS
    assert TextConflict.objects.get().decided_at is None


def test_who_may_not_change_the_post_sees_no_conflict(
    window: Window, post: Post, author: Author
) -> None:
    response = window.save(body=MINE)
    post.authorships.all().delete()  # type: ignore[attr-defined]
    url = f"{window.url}?conflict={response.context['conflict'].pk}"
    assert window.client.get(url).status_code != 200


# Pruning
def test_the_texts_of_a_conflict_are_kept_until_it_is_decided(
    window: Window, post: Post, editor_user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    response = window.save(body=MINE)
    row = TextConflict.objects.get()
    old: Any = store.of(post).last().updated_at.replace(year=2020)
    store.of(post).update(updated_at=old)
    for number in range(55):
        save(post, by=editor_user, body=f"{THEIRS}\n\n{number}")
    store.of(post).update(updated_at=old)
    pruning.prune()
    kept = {row.base_id, row.mine_id, row.theirs_id}
    assert kept <= {*store.of(post).values_list("pk", flat=True)}
    assert errors(window.save(**choices(response, "mine"))) == {}
    assert body() == f"{MINE}\n\n54"
    store.of(post).update(updated_at=old)
    pruning.prune()
    assert not Revision.objects.filter(pk__in=kept).exists()
