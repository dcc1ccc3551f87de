"""robots.txt, ads.txt, site verification and noindex: blog/seo/robots.py."""

import re

import pytest
from django.core.exceptions import ValidationError

from blog.models import BlogSettings
from blog.seo.robots import OWN_RULES, clean_ads_txt, clean_robots, clean_verification, robots
from core.models import SiteSettings
from tests.factories import make_category, make_series, make_tag, published_page, published_post
from tests.settings_pages import change, errors_of

pytestmark = pytest.mark.django_db


# robots.txt
def test_additions_reach_crawlers_below_the_own_rules(administrator_client, stranger):
    change(administrator_client, "seo", robots_additions="User-agent: GPTBot\nDisallow: /")
    lines = stranger.get("/robots.txt").content.decode().split("\n")
    assert lines[:5] == ["User-agent: *", *(f"Disallow: {path}" for path in OWN_RULES)]
    assert lines[6:12] == [
        "User-agent: GPTBot",
        *(f"Disallow: {path}" for path in OWN_RULES),
        "Disallow: /",
    ]


@pytest.mark.parametrize(
    "additions",
    [
        "User-agent: Googlebot\nAllow: /",
        "User-agent: a\nUser-agent: b\n\nAllow: /posts/\nUser-agent: c",
        "User-agent: x",
    ],
)
def test_a_crawler_that_is_named_keeps_the_own_rules(additions):
    text = robots(BlogSettings(site=SiteSettings(), robots_additions=clean_robots(additions)))
    groups = re.split(r"(?m)(?:^User-agent: .*\n+)+", text)[1:]
    for group in groups:
        assert [f"Disallow: {path}" for path in OWN_RULES] == group.split("\n")[: len(OWN_RULES)]


@pytest.mark.parametrize(
    "rule",
    [
        "Allow: /admin/",
        "Allow: /admin/settings/",
        "Allow: /%61dmin/",
        "Allow: /a*min/",
        "Allow: *admin/",
        "allow:/search/?q=",
        "Noindex: /x",
        "Disallow: posts",
        "Disallow: /a b",
        "Crawl-delay: soon",
        "Sitemap: javascript:alert(1)",
        "User-agent: <b>",
        "<script>",
        "Allow",
    ],
)
def test_what_is_no_rule_or_opens_what_is_closed_is_refused_by_its_line(rule):
    with pytest.raises(ValidationError, match="3"):
        clean_robots(f"# mine\nUser-agent: *\n{rule}")


def test_a_rule_needs_a_user_agent():
    with pytest.raises(ValidationError):
        clean_robots("Disallow: /x")


@pytest.mark.parametrize("additions", ["x\x00y", "x\u2028y", "a" * 501, "#\n" * 501])
def test_nothing_strange_gets_into_a_file(additions):
    for clean in (clean_robots, clean_ads_txt, clean_verification):
        with pytest.raises(ValidationError):
            clean(additions)


def test_errors_keep_what_was_typed(administrator_client):
    answer = change(administrator_client, "seo", robots_additions="Noindex: /x")
    assert set(errors_of(answer)) == {"robots_additions"}
    assert "Noindex: /x" in answer.content.decode()


def test_a_preview_shows_the_file_and_saves_nothing(administrator_client, stranger):
    rules = "User-agent: GPTBot\nDisallow: /"
    answer = change(administrator_client, "seo", robots_additions=rules, preview="1")
    assert "User-agent: GPTBot\nDisallow: /admin/" in answer.content.decode()
    assert "GPTBot" not in stranger.get("/robots.txt").content.decode()


# ads.txt
ADS = (
    "# sellers\ngoogle.com, pub-0000000000000000, DIRECT, f08c47fec0942fa0\ncontact=ads@example.jp"
)


def test_ads_txt_is_there_once_it_says_something(administrator_client, stranger):
    assert stranger.get("/ads.txt").status_code == 404
    change(administrator_client, "ads", ads_txt=ADS)
    answer = stranger.get("/ads.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode() == f"{ADS}\n"


@pytest.mark.parametrize(
    "line",
    [
        "google.com, pub-1",
        "google.com, pub-1, SOMETIMES",
        "google, pub-1, DIRECT",
        "google.com; pub-1; DIRECT",
        "<script>alert(1)</script>",
        "OWNERDOMAIN=not a domain",
    ],
)
def test_a_line_that_is_no_record_is_refused(line):
    with pytest.raises(ValidationError, match="2"):
        clean_ads_txt(f"#\n{line}")


def test_records_and_variables_of_the_standard_pass():
    for line in (
        "example.com, 1234, RESELLER",
        "placeholder.example.com, placeholder, DIRECT, placeholder",
        "subdomain=divisionone.example.com",
        "MANAGERDOMAIN=example.com, JP",
        "example.com,1,direct # note",
        "",
    ):
        assert clean_ads_txt(line) == line


# Site verification
def test_verification_tags_are_on_the_home_page_only_and_are_escaped(
    administrator_client, stranger
):
    post = published_post()
    pasted = (
        '<meta name="google-site-verification" content="abc_DEF-123" />\n'
        "msvalidate.01 0123456789ABCDEF\n"
        "google-site-verification another-owner-1"
    )
    change(administrator_client, "seo", verification=pasted)
    tags = re.findall(
        r'<meta name="((?:google|msv)[^"]+)" content="([^"]+)">', stranger.get("/").content.decode()
    )
    assert tags == [
        ("google-site-verification", "abc_DEF-123"),
        ("msvalidate.01", "0123456789ABCDEF"),
        ("google-site-verification", "another-owner-1"),
    ]
    assert "site-verification" not in stranger.get(post.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "line",
    [
        "refresh 0;url=https://evil.example",
        '<meta http-equiv="refresh" content="0;url=https://evil.example">',
        '<meta name="google-site-verification" content="x" onload="alert(1)">',
        '<meta name="google-site-verification" content="&quot;><script>">',
        "google-site-verification",
        "<script>alert(1)</script>",
        "viewport width=1",
    ],
)
def test_no_other_tag_gets_in(line):
    with pytest.raises(ValidationError):
        clean_verification(line)


# Kinds of pages with noindex
@pytest.fixture
def addresses(author):
    """One page of each kind that an owner can keep out, by kind."""
    category, tag, series = make_category(slug="c"), make_tag(slug="t"), make_series(slug="s")
    post = published_post(category=category, tags=[tag], series=series, authors=[author])
    month = post.published_at.astimezone()
    return {
        "posts": post.get_absolute_url(),
        "pages": published_page(slug="about").get_absolute_url(),
        "categories": category.get_absolute_url(),
        "tags": tag.get_absolute_url(),
        "series": series.get_absolute_url(),
        "authors": author.get_absolute_url(),
        "archives": f"/archive/{month:%Y}/{month.month}/",
    }


def indexed(client, addresses):
    noindex = '<meta name="robots" content="noindex">'
    return {k for k, path in addresses.items() if noindex not in client.get(path).content.decode()}


def listed(client, addresses):
    sitemap = client.get("/sitemap.xml").content.decode()
    return {kind for kind, path in addresses.items() if f"{path}</loc>" in sitemap}


def test_a_kind_that_is_kept_out_says_so_on_its_pages_and_leaves_the_sitemap(
    administrator_client, stranger, addresses
):
    assert indexed(stranger, addresses) == set(addresses)
    assert listed(stranger, addresses) == set(addresses) - {"archives"}
    for kind in addresses:
        change(administrator_client, "seo", unindexed=[kind])
        assert indexed(stranger, addresses) == set(addresses) - {kind}
        assert listed(stranger, addresses) == set(addresses) - {kind, "archives"}
    assert stranger.get("/sitemap-authors-1.xml").status_code == 200
    change(administrator_client, "seo", unindexed=["authors"])
    assert stranger.get("/sitemap-authors-1.xml").status_code == 404


def test_the_home_page_has_a_description_of_its_own_for_search_engines(
    administrator_client, stranger
):
    change(administrator_client, "seo", meta_description="検索結果のための説明")
    assert 'content="検索結果のための説明"' in stranger.get("/").content.decode()
