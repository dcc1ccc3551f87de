"""Links and images: schemes, rel, linked posts, and images of the library."""

import pytest

from core.markdown import Profile, render
from core.markdown.slots import slots_in


def codes(source, **options):
    return [notice.code for notice in render(source, **options).notices]


def images(source, **options):
    return [slot.args for slot in slots_in(render(source, **options).html) if slot.kind == "image"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[x](https://a.example/)", '<a href="https://a.example/" rel="noopener">x</a>'),
        ("[x](//a.example/)", '<a href="//a.example/" rel="noopener">x</a>'),
        ("[x](https://blog.example/a)", '<a href="https://blog.example/a">x</a>'),
        ("[x](/posts/a/)", '<a href="/posts/a/">x</a>'),
        ("[x](mailto:a@b.example)", '<a href="mailto:a@b.example">x</a>'),
        (
            "<https://a.example/>",
            '<a href="https://a.example/" rel="noopener">https://a.example/</a>',
        ),
        ("[x](ftp://a.example)", "x"),
        (
            "[x](https://px.a8.net/1)",
            '<a href="https://px.a8.net/1" rel="sponsored nofollow noopener">x</a>',
        ),
    ],
)
def test_rel_and_schemes(source, expected):
    assert render(source, site_hosts=["blog.example"]).html == f"<p>{expected}</p>\n"


def test_a_refused_link_is_told():
    assert codes("[x](ftp://a.example)") == ["link_refused"]


def test_own_posts_that_are_linked_are_listed_once():
    document = render(
        "[a](/posts/%E6%97%A5/#x) [b](https://blog.example/posts/日) [c](https://a.example/posts/z/) [d](/x/)",
        site_hosts=["blog.example"],
    )
    assert document.links == ["/posts/日/"]


def test_footnote_links_have_no_rel():
    assert "rel=" not in render("a[^1]\n\n[^1]: b").html


@pytest.mark.parametrize(
    ("source", "args"),
    [
        ("文![猫](image:k-1)", {"key": "k-1", "alt": "猫", "title": ""}),
        ("![猫](image:k1 '題')", {"key": "k1", "alt": "猫", "title": "題", "figure": True}),
        ("![**猫**](/media/a/b.webp)", {"src": "/media/a/b.webp", "alt": "猫", "title": ""}),
        (
            "![猫](https://blog.example/media/b.webp)",
            {"src": "/media/b.webp", "alt": "猫", "title": ""},
        ),
        ('<img src="image:k1" alt="猫">', {"key": "k1", "alt": "猫", "title": ""}),
    ],
)
def test_images_of_ours_are_slots(source, args):
    assert images(source, site_hosts=["blog.example"]) == [args]


@pytest.mark.parametrize("profile", [Profile.COMMENT, Profile.BIO])
@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("![猫](https://a.example/x.png)", "画像：猫"),
        ("![**猫**](https://a.example/x.png '題')", "画像：猫"),
        ("![](https://a.example/x.png)", "画像：a.example"),
        ("見て![猫][r]\n\n[r]: https://a.example/x.png", "見て画像：猫"),
        ("[![猫](https://a.example/x.png)](https://a.example/)", "画像：猫"),
        ("![猫](image:k1)", "画像：猫"),
        ("![猫](/media/a/b.webp)", "画像：猫"),
        ("すごい！[猫](https://a.example/)", "すごい！猫"),
        ("\\![猫](https://a.example/)", "!猫"),
        ("すごい! 猫", "すごい! 猫"),
    ],
)
def test_comments_and_bios_name_an_image_in_words(profile, source, text):
    document = render(source, profile=profile)
    assert document.text.strip() == text
    assert "slot" not in document.html
    assert "<img" not in document.html
    assert document.html.count("<a ") == ("a.example" in source or "/media" in source)
    assert document.image_keys == []


def test_an_english_comment_names_an_image_in_english():
    source = "![A cat](https://a.example/x.png)"
    html = render(source, profile=Profile.COMMENT, language="en").html
    assert "nofollow ugc" in html
    assert ">Image: A cat</a>" in html


def test_an_image_from_elsewhere_becomes_a_link_and_is_told():
    document = render("![猫](https://a.example/x.png)")
    assert document.html == '<p><a href="https://a.example/x.png" rel="noopener">猫</a></p>\n'
    assert [notice.code for notice in document.notices] == ["external_image"]


def test_inside_a_link_only_its_text_stays():
    html = render("[![猫](https://a.example/x.png)](https://b.example)").html
    assert html == '<p><a href="https://b.example" rel="noopener">猫</a></p>\n'


def test_a_missing_alternative_text_is_told_with_its_line():
    notices = render("前\n\n![](image:k1)").notices
    assert [(notice.code, notice.line) for notice in notices] == [("missing_alt", 3)]


def test_keys_are_listed():
    assert render("![a](image:k2) ![b](image:k1) ![a](image:k2)").image_keys == ["k2", "k1"]


@pytest.mark.parametrize(
    "source", ["/media/../admin/", "/media/%2e%2e/admin/", "/static/x.png", "image:a/b"]
)
def test_nothing_but_the_library_is_an_image(source):
    assert images(f"![x]({source})") == []
