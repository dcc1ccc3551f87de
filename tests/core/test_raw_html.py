"""An author's HTML: what passes, what is removed, and what it cannot close."""

import html5lib

from core.markdown import render


def english(source, **options):
    return render(source, language="en", **options)


def elements(html):
    tree = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    return [node for node in tree.iter() if isinstance(node.tag, str)]


def test_allowed_elements_pass_with_their_attributes():
    source = '<abbr title="x">a</abbr> <kbd>K</kbd> H<sub>2</sub> <time datetime="2025-01-27">1/27</time>'
    assert render(source).html == f"<p>{source}</p>\n"


def test_what_is_dropped_is_named():
    document = english("前\n\n<iframe src=x></iframe><p onclick=x style=y class=z>段</p>")
    assert document.html.strip().endswith("<p>段</p>")
    messages = " ".join(str(notice.message) for notice in document.notices)
    assert all(name in messages for name in ("<iframe>", "onclick=", "style="))
    assert {notice.line for notice in document.notices} == {3}


def test_markdown_inside_html_works():
    html = render("<details><summary>題</summary>\n\n**中**\n\n</details>\n\n後").html
    assert (
        html
        == "<details><summary>題</summary>\n<p><strong>中</strong></p>\n</details>\n<p>後</p>\n"
    )


def test_affiliate_html_is_reduced_to_its_text_and_link():
    source = (
        '<a href="https://px.a8.net/svt/x" rel="nofollow">'
        '<img src="https://www.a8.net/b.gif" alt="本の広告" width="300"></a>'
        '<img border="0" width="1" height="1" src="https://www.a8.net/0.gif" alt="">'
    )
    document = render(source)
    assert (
        '<a href="https://px.a8.net/svt/x" rel="sponsored nofollow noopener">本の広告</a>'
        in document.html
    )
    assert "a8.net/0.gif" not in document.html
    assert {n.code for n in document.notices} == {"external_image", "tracking_pixel"}


def test_an_affiliate_link_without_text_shows_its_host():
    html = render(
        '<a href="https://x.example/" rel="sponsored"><img src="https://x.example/a.gif"></a>'
    ).html
    assert 'rel="sponsored nofollow noopener">x.example</a>' in html


def test_html_of_an_author_cannot_close_or_imitate_a_block():
    html = render(
        ":::point\n</div></div>\n\n<div class='ai-section' id='main'>x\n\n:::\n\nafter"
    ).html
    (box,) = (node for node in elements(html) if node.get("class") == "box box-point")
    assert "after" not in "".join(box.itertext())
    assert "ai-section" not in html
    assert 'id="main"' not in html


def test_unclosed_html_does_not_swallow_the_rest():
    for tag in ("<script>", "<textarea>", "<title>", "<style>", "<xmp>", "<div", "<b a='", "<!--"):
        assert "<p>after</p>" in render(f"before\n\n<p>{tag}\n\nafter").html or (
            "after" in render(f"before\n\n<p>{tag}\n\nafter").text
        ), tag
