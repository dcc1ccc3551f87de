"""Readers who write under a name of the blog's people: they wait, and the card says why."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from blog.models import Post
from comments import names
from comments.models import Comment, CommentPolicy
from core.models import SiteSettings
from tests.comments.moderators import card_of
from tests.factories import make_author, make_persona, make_user

pytestmark = pytest.mark.django_db

Write = Callable[..., HttpResponse]


@pytest.fixture
def cast(open_policy: CommentPolicy) -> None:
    """An author, a persona and an editor of a site where comments appear at once."""
    make_author(name="栞野いと", reading="しおりの いと")
    make_persona(name="ツヅリ猫")
    make_persona(name="ガーネット・スズキ")
    make_persona(name="カミロ")
    make_user("secret-login", role="editor", name="Anna Kyoto", is_staff=True)
    SiteSettings.objects.update_or_create(pk=1, defaults={"name": "つづり日記"})


@pytest.mark.parametrize(
    "name",
    [
        *(
            "栞野いと",
            "栞野 いと",
            "栞野\u3000いと",
            "栞\u200b野い\u2060と",
            "栞野ぃと",
            "栞野イト",
            "栞野ｲﾄ",
        ),
        *(
            "栞野・いと",
            "栞野いと（公式）",
            "【本人】栞野いと",
            "栞野いとさん",
            "しおりのいと",
            "シオリノイト",
        ),
        *(
            "つづり猫",
            "ツヅリ猫",
            "anna kyoto",
            "ＡＮＮＡ　ＫＹＯＴＯ",
            "AnnaKyoto",
            "Аnna Kyoto",
            "Anna_Ky0to",
        ),
        *(
            "つづり日記",
            "ツヅリ日記 編集部",
            "管理人",
            "管 理 人",
            "サイト管理者",
            "運営",
            "Admin",
            "ａｄｍｉｎ",
        ),
        *("公式スタッフ", "Site Administrator", "運営事務局です", "モデレーターさん"),
        *("ガーネットスズキ", "カ゛ーネット・スズキ", "カ\u3099ーネット スス\u3099キ", "ｶﾞｰﾈｯﾄ･ｽｽﾞｷ"),
        *(
            "力゛ーネット スズキ",
            "ガ-ネット・スズキ",
            "ガ—ネット スズキ",
            "ガ一ネット・スズキ",
            "ガ〜ネットスズキ",
        ),
        *(
            "ガーネッ卜・スズキ",
            "ガーネット・スヾキ",
            "がーねっとすゞき",
            "スズキ・ガーネット",
            "Kyoto Anna",
        ),
        *("力ミロ", "カミ口", "力ミ口", "カミㇿ"),
    ],
)
def test_a_guest_under_a_name_of_the_blog_waits(
    stranger: Client, post: Post, write: Write, cast: None, name: str
) -> None:
    assert write(stranger, post, name=name).status_code == 302
    comment = Comment.objects.get()
    assert (comment.state, comment.held_for) == ("held", "name")


@pytest.mark.parametrize(
    "name",
    [
        *(
            "読者",
            "いと",
            "栞野",
            "栞野いとこ",
            "小栞野いと子",
            "猫",
            "日記",
            "Anna",
            "Kyoto",
            "さん",
            "先生",
        ),
        *(
            "secret-login",
            "♪",
            "😀",
            "匿名希望",
            "よみ人しらず",
            "管理栄養士",
            "Adminah",
            "編みもの好き",
            "ガーネット",
            "スズキ",
            "ガネットスズキ",
            "カーネット・スズキ",
            "力三",
            "一二三",
            "カミ",
        ),
    ],
)
def test_other_names_appear_at_once(
    stranger: Client, post: Post, write: Write, cast: None, name: str
) -> None:
    write(stranger, post, name=name)
    assert Comment.objects.get().state == "approved"


def test_the_people_themselves_appear_at_once(
    client_of: Callable[[User], Client], post: Post, write: Write, cast: None
) -> None:
    write(client_of(User.objects.get(name="Anna Kyoto")), post)
    assert Comment.objects.get().state == "approved"


def test_a_member_without_a_role_waits_under_such_a_name_too(
    client_of: Callable[[User], Client], post: Post, write: Write, cast: None
) -> None:
    write(client_of(make_user(name="栞野イト")), post)
    assert Comment.objects.get().held_for == "name"


@pytest.mark.parametrize("admission", ["held", "first"])
def test_the_card_says_so_before_any_other_reason(
    stranger: Client, moderator_client: Client, post: Post, write: Write, cast: None, admission: str
) -> None:
    CommentPolicy.objects.update(admission=admission)
    write(stranger, post, name="栞野ぃと")
    reasons = card_of(moderator_client).split('class="queue-why"')[1]
    assert reasons.index("ブログの関係者か管理者を思わせる名前です") < reasons.index("</li>")


def test_a_name_is_compared_with_one_query(cast: None, django_assert_num_queries) -> None:
    SiteSettings.load()
    with django_assert_num_queries(2):  # the settings are read each time
        assert names.is_taken("栞野いと")
