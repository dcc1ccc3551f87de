"""Redirect rules: for 404s only, one step, no open redirects: blog/redirects/rules.py."""

import pytest
from django.core.exceptions import ValidationError

from audit.models import Event
from blog import publishing, taxonomy
from blog.models import NotFoundPath, PreviousPath, Redirect
from blog.redirects import not_found_log, rules, slug_history
from tests.factories import (
    draft_post,
    make_category,
    make_user,
    published_page,
    published_post,
)

pytestmark = pytest.mark.django_db

ADD = "/admin/blog/redirect/add/"
LIST = "/admin/blog/redirect/"


def rule(path: str, target: str = "", kind: int = 0) -> Redirect:
    """A rule, made as the form makes it."""
    row = Redirect(
        path=rules.clean_path(path),
        target=rules.clean_target(target) if target else "",
        kind=kind or (301 if target else 410),
    )
    rules.validate_rule(row)
    row.save()
    return row


# Responses
@pytest.mark.parametrize("asked", ["/old-post/", "/old-post"])
def test_an_old_address_leads_to_the_new_one(asked, stranger):
    published_page(slug="about")
    rule("/old-post/", "/about/")
    answer = stranger.get(asked, follow=True)
    assert answer.redirect_chain[-1] == ("/about/", 301)
    assert answer.status_code == 200


def test_a_redirect_may_be_temporary_and_is_not_cached_indefinitely(stranger):
    rule("/old/", "https://elsewhere.example/x?a=1#b", 302)
    answer = stranger.get("/old/")
    assert (answer.status_code, answer["Location"]) == (302, "https://elsewhere.example/x?a=1#b")
    assert answer["Cache-Control"] == "max-age=3600"


def test_what_is_gone_is_said_to_be_gone(stranger):
    rule("/gone/")
    answer = stranger.get("/gone/", headers={"accept-language": "en"})
    assert answer.status_code == 410
    assert '<html lang="ja"' in answer.content.decode()


def test_a_rule_for_everything_below_takes_the_rest_along(stranger):
    published_post(slug="a")
    rule("/blog/*", "/posts/*")
    rule("/blog/special/*", "/search/")
    assert stranger.get("/blog/a/")["Location"] == "/posts/a/"
    assert stranger.get("/blog/2024/記事/")["Location"] == "/posts/2024/%E8%A8%98%E4%BA%8B/"
    assert stranger.get("/blog/special/x/")["Location"] == "/search/"
    assert stranger.get("/blogs/a/").status_code == 404


@pytest.mark.parametrize(
    "tail",
    ["/evil.example", "//evil.example", "\\evil.example", "%5Cevil.example", "@evil.example"],
)
def test_what_is_taken_along_never_leaves_the_site(tail, stranger):
    """Threat 7."""
    published_page(slug="x")
    rule("/old/*", "/*")
    answer = stranger.get(f"/old/{tail}")
    location = answer.get("Location", "/")
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))


def test_a_japanese_path_is_found_in_any_form(stranger):
    published_page(slug="about")
    rule("/%E3%82%AB%E3%82%99%E3%83%A9%E3%82%B1%E3%83%BC/", "/about/")
    assert Redirect.objects.get().path == "/ガラケー/"
    assert stranger.get("/ガラケー/")["Location"] == "/about/"


def test_a_target_that_moves_is_followed(stranger):
    post = published_post(slug="first")
    rule("/old/", "/posts/first/")
    post.slug = "second"
    publishing.save(post, fields=["slug"])
    assert stranger.get("/old/")["Location"] == "/posts/second/"
    category = make_category(slug="c")
    rule("/older/", "/categories/c/")
    category.slug = "d"
    slug_history.save_category(category)
    assert stranger.get("/older/")["Location"] == "/categories/d/"


def test_the_url_of_a_target_that_is_no_longer_public_is_not_disclosed(stranger):
    post = published_post(slug="first")
    rule("/old/", "/posts/first/")
    publishing.unpublish(post) if hasattr(publishing, "unpublish") else publishing.trash(post)
    assert stranger.get("/old/").status_code == 404


def test_an_existing_page_wins_over_a_rule(stranger, django_assert_num_queries):
    rule("/about/", "/search/")
    published_page(slug="about")
    assert stranger.get("/about/").status_code == 200


def test_a_rule_wins_over_a_previous_path(stranger):
    post = published_post(slug="first")
    slug_history.record(post, "/old/", post.get_absolute_url())
    rule("/old/", "/search/")
    assert stranger.get("/old/")["Location"] == "/search/"


def test_only_reading_is_redirected(stranger):
    rule("/old/", "/search/")
    assert stranger.head("/old/").status_code == 301
    assert stranger.post("/old/").status_code != 301


# Validation
@pytest.mark.parametrize(
    "path",
    [
        *("", "old", "https://evil.example/old", "//evil.example/old", "/", "/*", "/a?b=1", "/a#b"),
        *(
            "/a//b/",
            "/a\\b",
            "/a\nb",
            "/a\u2028b",
            "/a*b/",
            "/admin/x/",
            "/account/*",
            "/static/x.css",
        ),
    ],
)
def test_paths_for_which_no_rule_is_allowed(path):
    with pytest.raises(ValidationError):
        rules.clean_path(path)


def test_no_rule_is_allowed_at_the_path_of_a_page():
    published_page(slug="about")
    published_post(slug="a")
    draft_post(slug="draft")
    for path in ("/about/", "/posts/a/", "/search/", "/feed/"):
        with pytest.raises(ValidationError):
            rules.clean_path(path)
    assert rules.clean_path("/posts/draft/") == "/posts/draft/"
    assert rules.clean_path("http://testserver/x/") == "/x/"


@pytest.mark.parametrize(
    "target",
    [
        *("javascript:alert(1)", "//evil.example/", "/\\evil.example", "ftp://a.example/", "old"),
        *(
            "https://user@evil.example/",
            "https://",
            "http://[",
            "/a\r\nSet-Cookie: x",
            "/a*b",
            "data:x",
        ),
    ],
)
def test_what_is_no_address_to_lead_to(target):
    with pytest.raises(ValidationError):
        rules.clean_target(target)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (None, ("/a/", "/a/")),
        (None, ("/a/", "/a")),
        (None, ("/a/*", "/a/b/")),
        (None, ("/a/*", "/a/b/*")),
        (("/b/", "/search/"), ("/a/", "/b/")),
        (("/b/*", "/search/"), ("/a/", "/b/c/")),
        (("/a/", "/b/"), ("/b/", "/search/")),
        (("/a/", "/b/c/"), ("/b/*", "/search/")),
        (("/b/",), ("/a/", "/b/")),
        (None, ("/a/", "/search/*")),
    ],
)
def test_no_circle_and_no_second_step(first, second):
    if first:
        rule(*first)
    with pytest.raises(ValidationError):
        rule(*second)


def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(editor_client):
    published_page(slug="about")
    data = {"path": "/about/", "kind": "301", "target": "/search/", "note": "メモ"}
    answer = editor_client.post(ADD, data)
    form = answer.context["adminform"].form
    assert set(form.errors) == {"path"}
    assert form["target"].value() == "/search/"
    answer = editor_client.post(ADD, {**data, "path": "/old/", "target": ""})
    assert set(answer.context["adminform"].form.errors) == {"target"}
    assert not Redirect.objects.exists()


def test_an_editor_makes_a_rule_from_the_report(editor_client, stranger):
    not_found_log.COUNTERS.next_at = float("inf")
    stranger.get("/old/")
    not_found_log.flush()
    page = editor_client.get("/admin/blog/notfoundpath/").content.decode()
    assert f'href="{ADD}?path=%2Fold%2F"' in page
    assert 'value="/old/"' in editor_client.get(f"{ADD}?path=%2Fold%2F").content.decode()
    editor_client.post(ADD, {"path": "/old/", "kind": "301", "target": "/search/"})
    assert stranger.get("/old/")["Location"] == "/search/"
    assert not NotFoundPath.objects.exists()
    not_found_log.flush()
    assert Redirect.objects.get().hits == 1
    assert Event.objects.filter(verb="added", target_title="/old/").exists()


def test_many_rules_are_pasted_at_once(editor_client, stranger):
    lines = (
        "/a/ /search/\n/b/,https://new.example/b\n\n/c/\t\n/d/ javascript:alert(1)\n/a/ /search/"
    )
    answer = editor_client.post(f"{LIST}paste/", {"lines": lines})
    assert set(Redirect.objects.values_list("path", "kind", "target")) == {
        ("/a/", 301, "/search/"),
        ("/b/", 301, "https://new.example/b"),
        ("/c/", 410, ""),
    }
    left = answer.context["form"].initial["lines"].splitlines()
    assert left == ["/d/ javascript:alert(1)", "/a/ /search/"]
    assert len(answer.context["problems"]) == 2


@pytest.mark.parametrize("role", ["author", "moderator"])
def test_other_roles_have_no_part_in_it(role, client_of):
    client = client_of(make_user(role=role))
    for address in (LIST, ADD, f"{LIST}paste/", "/admin/blog/notfoundpath/"):
        assert client.get(address).status_code == 403
    assert client.post(f"{LIST}paste/", {"lines": "/a/ /search/"}).status_code == 403
    assert not Redirect.objects.exists()


def test_nothing_of_it_is_kept_when_nothing_was_found(stranger):
    assert not PreviousPath.objects.exists()
    assert stranger.get("/nothing/").status_code == 404


# Query string
def test_a_redirect_takes_the_query_along(stranger):
    category = make_category(slug="old")
    with slug_history.recording_old_path(category):
        category.slug = category.path = "new"
        category.save()
    assert stranger.get("/categories/old/?page=2")["Location"] == "/categories/new/?page=2"
    assert stranger.get("/categories/old/")["Location"] == "/categories/new/"
    feed = stranger.get("/categories/old/feed/?format=x")
    assert feed["Location"] == "/categories/new/feed/?format=x"


@pytest.mark.parametrize(
    ("target", "asked", "location"),
    [
        ("/about/", "utm_source=rss", "/about/?utm_source=rss"),
        ("/about/", "", "/about/"),
        ("/about/#team", "a=1&b=%E7%8C%AB", "/about/?a=1&b=%E7%8C%AB#team"),
        ("/search/?q=猫", "utm_source=rss", "/search/?q=%E7%8C%AB"),
        ("https://else.example/x", "a=1", "https://else.example/x?a=1"),
        ("https://else.example/x?b=2#c", "a=1", "https://else.example/x?b=2#c"),
        ("/about/", "next=//evil.example", "/about/?next=//evil.example"),
    ],
)
def test_a_rule_takes_the_query_along_where_its_target_has_none(stranger, target, asked, location):
    published_page(slug="about")
    rule("/archives/123.html", target)
    assert stranger.get(f"/archives/123.html?{asked}")["Location"] == location


def test_a_rule_for_everything_below_takes_the_query_along(stranger):
    published_post(slug="a")
    rule("/blog/*", "/posts/*")
    assert stranger.get("/blog/a/?page=2")["Location"] == "/posts/a/?page=2"


def test_the_successor_of_a_term_in_the_trash_gets_the_query(stranger):
    old, new = make_category(slug="old"), make_category(slug="new")
    taxonomy.trash(old, to=new)
    assert stranger.get("/categories/old/?page=2")["Location"] == "/categories/new/?page=2"
    assert stranger.get("/categories/old/feed/?a=1")["Location"] == "/categories/new/feed/?a=1"
