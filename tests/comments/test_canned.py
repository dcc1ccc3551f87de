"""Canned replies: placeholders are filled in, and unknown ones are reported."""

import pytest
from django.test import Client

from blog.models import Post
from comments import canned
from comments.models import CannedReply, Comment, CommentPolicy
from tests.comments.moderators import QUEUE, ask
from tests.factories import approved_comment

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "text", ["{name}さん", "{名前}さん", "{ name }さん", "{NAME}さん", "｛名前｝さん"]
)
@pytest.mark.parametrize("way", ["insert", "send"])
def test_no_placeholder_becomes_public(
    moderator_client: Client, post: Post, text: str, way: str
) -> None:
    comment = approved_comment(post, name="花<b>子{title}")
    if way == "insert":
        reply = CannedReply.objects.create(title="お礼", text=text)
        fields = {"canned": str(reply.pk), "insert": "1", "back": ""}
        html = ask(moderator_client, f"{comment.pk}/reply/", **fields)["cards"][str(comment.pk)]
        assert "花&lt;b&gt;子{title}さん</textarea>" in html
    else:
        ask(moderator_client, f"{comment.pk}/reply/", text=text, back="")
        assert Comment.objects.latest("pk").comment == "花<b>子{title}さん"


def test_every_placeholder_has_its_value(post: Post) -> None:
    comment = approved_comment(post, name="花子")
    values = canned.values_for(comment, title="題", me="わたし")
    text = "{name}/{名前}/{title}/{タイトル}/{題名}/{me}/{自分}/{site}/{サイト名}/{else}/{}/{a b}"
    assert canned.fill(text, values) == "花子/花子/題/題/題/わたし/わたし/綴/綴/{else}/{}/{a b}"
    assert canned.unknown_placeholders(text) == ["{else}"]


def test_one_who_saves_an_unknown_placeholder_is_warned(administrator_client: Client) -> None:
    address = "/admin/comments/cannedreply/add/"
    fields = {"title": "お礼", "text": "{nmae}さん、{name}さん", "order": "0"}
    page = administrator_client.post(address, fields, follow=True).content.decode()
    assert "{nmae}は置き換わりません" in page
    assert CannedReply.objects.exists()


def test_the_first_nine_are_numbered(moderator_client: Client, post: Post) -> None:
    approved_comment(post)
    for number in range(11):
        CannedReply.objects.create(title=f"返信{number}", text="文", order=number)
    page = moderator_client.get(f"{QUEUE}?state=approved").content.decode()
    assert ">1. 返信0<" in page
    assert ">9. 返信8<" in page
    assert ">返信9<" in page


def test_the_full_list_names_posts_by_their_titles_with_the_same_queries_for_any_number(
    moderator_client: Client, post: Post, open_policy: CommentPolicy, django_assert_max_num_queries
) -> None:
    for _number in range(12):
        approved_comment(post)
    with django_assert_max_num_queries(11):
        page = moderator_client.get("/admin/comments/comment/").content.decode()
    assert f'<a href="{post.get_absolute_url()}">{post.title}</a>' in page
    assert f"blog.post:{post.pk}" not in page
