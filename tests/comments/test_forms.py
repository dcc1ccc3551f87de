"""Forms of readers and of the queue: fields, limits, placeholders."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from blog.models import Post
from comments.admin.forms import ReplyForm, RuleForm
from comments.forms import CommentForm, validate_links
from comments.models import CannedReply, Comment, CommentPolicy
from tests.factories import held_comment, make_user

pytestmark = pytest.mark.django_db


# Readers
def test_the_fields_depend_on_what_is_known_of_the_user(post: Post) -> None:
    def fields(user: User | None) -> set[str]:
        return {"name", "email", "comment", "answers"} & set(CommentForm(post, user=user).fields)

    assert fields(None) == {"name", "email", "comment", "answers"}
    assert fields(make_user("unnamed", name="", email="")) == {"name", "comment"}
    named = make_user("named", name="花子", email="hanako@example.com")
    assert fields(named) == {"comment", "answers"}


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("リンクなし", 0),
        ("http://a.example", 1),
        ("www.a.example ftp://b.example", 2),
        ("awww.", 0),
    ],
)
def test_links_are_counted_up_to_the_limit_of_the_policy(text: str, links: int) -> None:
    assert validate_links(text, CommentPolicy(max_links=links)) == text
    if links:
        with pytest.raises(ValidationError) as error:
            validate_links(text, CommentPolicy(max_links=links - 1))
        assert error.value.code == "links"


# Queue
def test_a_canned_reply_is_inserted_with_its_placeholders_filled_in() -> None:
    canned = CannedReply.objects.create(title="お礼", text="{name}さん、ありがとう。")
    data = {"text": "先日は。 ", "canned": str(canned.pk)}
    form = ReplyForm(data, canned=[canned], values={"name": "花子"})
    assert form.with_canned_text()["text"] == "先日は。\n\n花子さん、ありがとう。"


def test_the_placeholders_of_the_sent_text_are_filled_in() -> None:
    form = ReplyForm({"text": "{name}さん"}, canned=[], values={"name": "花子"})
    assert form.is_valid()
    assert form.cleaned_data["text"] == "花子さん"


def test_a_ban_is_offered_for_what_is_known_of_the_writer(post: Post) -> None:
    comment = held_comment(post, text="http://www.spam.example/x を見て")

    def kinds() -> list[str]:
        form = RuleForm(comment=Comment.objects.get())
        assert form.fields["value"].initial == "spam.example"
        return [kind for kind, _label in form.fields["kind"].choices]

    assert kinds() == ["word", "domain"]
    Comment.objects.filter(pk=comment.pk).update(writer_key="w", network_key="n")
    assert kinds() == ["writer", "network", "word", "domain"]


def test_the_value_of_a_ban_is_the_key_of_the_writer_or_the_normalized_domain(post: Post) -> None:
    held_comment(post)
    Comment.objects.update(writer_key="w")
    comment = Comment.objects.get()
    data = {"effect": "hold", "lasting": "day", "value": "https://WWW.Spam.Example/x"}
    values = {}
    for kind in ("writer", "domain"):
        form = RuleForm({**data, "kind": kind}, comment=comment)
        assert form.is_valid(), form.errors
        values[kind] = form.cleaned_data["value"]
    assert values == {"writer": "w", "domain": "spam.example"}
