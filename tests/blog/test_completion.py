"""Endpoints that complete links and tags on the write screen: blog/views/completion.py."""

import pytest

from blog.link_targets import link_targets
from blog.tag_suggestions import tag_suggestions
from tests.factories import (
    draft_page,
    draft_post,
    expired_post,
    make_author,
    make_tag,
    private_post,
    published_page,
    published_post,
    trashed_post,
)

pytestmark = pytest.mark.django_db

LINKS = "/admin/write/links/"
TAGS = "/admin/write/tags/"


def found(client, text):
    return {target["title"] for target in client.get(LINKS, {"q": text}).json()["targets"]}


@pytest.mark.parametrize(
    ("visitor", "status"),
    [
        ("stranger", 403),
        ("reader_client", 403),
        ("moderator_client", 403),
        ("author_client", 200),
        ("editor_client", 200),
    ],
)
def test_who_may_search_for_links(visitor, status, request):
    response = request.getfixturevalue(visitor).get(LINKS, {"q": ""})
    assert response.status_code == status
    assert response["Content-Type"] == "application/json"


def test_an_author_finds_public_entries_and_own_drafts(author_client, editor_client, author):
    other = make_author()
    published_post(title="公開の旅", authors=[other])
    published_page(title="旅の案内")
    draft_post(title="自分の旅", authors=[author])
    draft_post(title="人の旅", authors=[other])
    draft_page(title="旅の下書き")
    private_post(title="秘密の旅", authors=[other])
    expired_post(title="終わった旅", authors=[other])
    trashed_post(title="捨てた旅", authors=[author])
    published_post(title="別の話")
    assert found(author_client, "旅") == {"公開の旅", "旅の案内", "自分の旅"}
    assert found(editor_client, "旅") == {
        *("公開の旅", "旅の案内", "自分の旅", "人の旅", "旅の下書き", "秘密の旅", "終わった旅")
    }


def test_a_link_target_says_what_it_is_and_whether_readers_see_it(author_client, author):
    published_post(title="公開", slug="京都")
    draft_post(title="下書き", slug="draft", authors=[author])
    published_page(title="案内", slug="about")
    assert author_client.get(LINKS).json()["targets"] == [
        {"title": "案内", "path": "/about/", "kind": "固定ページ", "state": ""},
        {"title": "下書き", "path": "/posts/draft/", "kind": "記事", "state": "下書き"},
        {"title": "公開", "path": "/posts/京都/", "kind": "記事", "state": ""},
    ]


def test_every_word_must_be_in_the_title_or_slug_in_any_width(author_client):
    published_post(title="AIと京都の旅", slug="kyoto-trip")
    published_post(title="京都の話")
    assert found(author_client, "ＡＩ　京都") == {"AIと京都の旅"}
    assert found(author_client, "kyoto") == {"AIと京都の旅"}
    assert found(author_client, "ai 大阪") == set()


def test_a_search_for_links_costs_two_queries_however_much_there_is(
    author_user, author, django_assert_num_queries
):
    assert author_user.has_perm("blog.change_post")  # loads the permissions
    for _round in range(3):
        with django_assert_num_queries(2):
            targets = link_targets(author_user, "題")
        published_post(title="題")
        for _number in range(14):
            draft_post(title="題", authors=[author])
    assert [target["title"] for target in targets] == ["題"] * 12


# Tags
def tags(client, text=""):
    return {tag["name"]: tag["count"] for tag in client.get(TAGS, {"q": text}).json()["tags"]}


@pytest.mark.parametrize(
    ("visitor", "status"),
    [("stranger", 403), ("reader_client", 403), ("moderator_client", 403), ("author_client", 200)],
)
def test_who_may_complete_tags(visitor, status, request):
    assert request.getfixturevalue(visitor).get(TAGS).status_code == status


def test_tags_are_counted_by_public_posts_the_most_used_first(author_client):
    seldom, often = make_tag(name="京都"), make_tag(name="旅")
    make_tag(name="未使用")
    published_post(tags=[often, seldom])
    published_post(tags=[often])
    draft_post(tags=[seldom])
    assert list(tags(author_client).items()) == [("旅", 2), ("京都", 1), ("未使用", 0)]


def test_tags_match_in_any_width_and_case_and_those_that_begin_so_come_first(author_client):
    for name in ["生成AI", "ＡＩ", "ａｉ倫理", "旅"]:
        make_tag(name=name)
    assert list(tags(author_client, "ai")) == ["ＡＩ", "ａｉ倫理", "生成AI"]
    assert tags(author_client, "ない") == {}


def test_the_suggestions_cost_one_query(django_assert_num_queries):
    for _round in range(2):
        with django_assert_num_queries(1):
            tag_suggestions("タグ")
        for _number in range(12):
            published_post(tags=[make_tag()])
    assert len(tag_suggestions("タグ")) == 10
