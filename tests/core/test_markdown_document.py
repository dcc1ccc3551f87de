"""The document: headings, links, images, HTML, code, footnotes, text and excerpt."""

import html as htmllib
import json
import re
import threading

import pytest
from django.utils import translation

from core.markdown import MAX_SOURCE, Profile, TocEntry, render
from core.markdown.slots import slots_in


def english(source, **options):
    return render(source, language="en", **options)


def codes(source, **options):
    return [notice.code for notice in render(source, **options).notices]


def ids(source):
    return [entry.id for entry in render(source).toc]


def images(source, **options):
    return [slot.args for slot in slots_in(render(source, **options).html) if slot.kind == "image"]


class TestHeadings:
    def test_ids_are_readable_and_prefixed(self):
        assert ids("## DeepSeekショックとは?\n## Ｆｕｌｌ　Width!\n## ※！") == [
            "h-deepseekショックとは",
            "h-full-width",
            "h-section",
        ]

    def test_two_equal_headings_get_two_ids_and_the_first_keeps_its_own(self):
        assert ids("## 同じ\n## 同じ\n### 同じ") == ["h-同じ", "h-同じ-2", "h-同じ-3"]
        assert ids("## 前\n## 同じ\n## 間\n## 同じ")[1::2] == ["h-同じ", "h-同じ-2"]

    def test_a_number_in_a_heading_meets_no_counted_id(self):
        assert len(set(ids("## a\n## a\n## a 2\n## a-2\n## a"))) == 5

    def test_an_own_id_is_kept_and_given_first(self):
        assert ids("## intro\n## 別の見出し {#intro .x}") == ["h-intro-2", "h-intro"]

    def test_a_link_within_the_text_finds_the_prefixed_id(self):
        html = render("[上](#intro) [外](#comments)\n\n## 題 {#intro}").html
        assert '<a href="#h-intro">上</a> <a href="#comments">外</a>' in html

    def test_readings_are_no_part_of_an_id_or_entry(self):
        (entry,) = render("## {漢字|かんじ}の*話*").toc
        assert (entry.id, entry.text) == ("h-漢字の話", "漢字の話")

    def test_text_breaks_at_phrases_with_its_markup_kept(self):
        html = english("## DeepSeekショックとは?**本当なのか!?**って話題について").html
        assert "とは?<strong><wbr>本当なのか!?</strong>って<wbr>話題に<wbr>ついて<a" in html

    def test_an_entry_has_no_links_images_or_footnotes(self):
        (entry,) = render("## [話](https://a.example)の![絵](image:x)**続き**((注))").toc
        assert entry.html == "話の<strong><wbr>続き</strong>"

    def test_an_entry_goes_through_json(self):
        (entry,) = render("## 題").toc
        assert TocEntry.from_dict(json.loads(json.dumps(entry.as_dict()))) == entry

    def test_headings_in_quotations_and_boxes_are_not_listed_but_have_ids(self):
        document = render("> ## 引用\n\n:::note\n## 箱\n:::\n\n## 本文")
        assert [entry.text for entry in document.toc] == ["本文"]
        assert 'id="h-引用"' in document.html
        assert [s.args for s in slots_in(document.html) if s.kind == "h2"] == [{"n": 1}]

    def test_each_heading_can_be_linked(self):
        html = english("### 題").html
        assert (
            '<a class="heading-anchor" href="#h-題" aria-label="Link to this section"></a></h3>'
            in html
        )

    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ("# 一", ["h1_in_body"]),
            ("# 一\n# 二", ["h1_in_body", "two_h1"]),
            ("## 一\n#### 二", ["skipped_level"]),
            ("### 一", ["skipped_level"]),
            ("## 一\n### 二\n## 三\n### 四", []),
        ],
    )
    def test_odd_levels_are_told(self, source, expected):
        assert codes(source) == expected

    def test_level_one_is_the_pages_own(self):
        html = render("# 題").html
        assert "<h1" not in html
        assert '<h2 id="h-題">' in html


class TestLinks:
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
    def test_rel_and_schemes(self, source, expected):
        assert render(source, site_hosts=["blog.example"]).html == f"<p>{expected}</p>\n"

    def test_a_refused_link_is_told(self):
        assert codes("[x](ftp://a.example)") == ["link_refused"]

    def test_own_posts_that_are_linked_are_listed_once(self):
        document = render(
            "[a](/posts/%E6%97%A5/#x) [b](https://blog.example/posts/日) [c](https://a.example/posts/z/) [d](/x/)",
            site_hosts=["blog.example"],
        )
        assert document.links == ["/posts/日/"]

    def test_footnote_links_have_no_rel(self):
        assert "rel=" not in render("a[^1]\n\n[^1]: b").html


class TestImages:
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
    def test_images_of_ours_are_slots(self, source, args):
        assert images(source, site_hosts=["blog.example"]) == [args]

    def test_a_captioned_image_alone_is_not_in_a_paragraph(self):
        assert "<p>" not in render("![猫](image:k1 '題')").html
        assert "<p>" in render("文![猫](image:k1 '題')").html

    def test_an_image_from_elsewhere_becomes_a_link_and_is_told(self):
        document = render("![猫](https://a.example/x.png)")
        assert document.html == '<p><a href="https://a.example/x.png" rel="noopener">猫</a></p>\n'
        assert [notice.code for notice in document.notices] == ["external_image"]

    def test_inside_a_link_only_its_text_stays(self):
        html = render("[![猫](https://a.example/x.png)](https://b.example)").html
        assert html == '<p><a href="https://b.example" rel="noopener">猫</a></p>\n'

    def test_a_missing_alternative_text_is_told_with_its_line(self):
        notices = render("前\n\n![](image:k1)").notices
        assert [(notice.code, notice.line) for notice in notices] == [("missing_alt", 3)]

    def test_keys_are_listed(self):
        assert render("![a](image:k2) ![b](image:k1) ![a](image:k2)").image_keys == ["k2", "k1"]

    @pytest.mark.parametrize(
        "source", ["/media/../admin/", "/media/%2e%2e/admin/", "/static/x.png", "image:a/b"]
    )
    def test_nothing_but_the_library_is_an_image(self, source):
        assert images(f"![x]({source})") == []


class TestHtml:
    def test_allowed_elements_pass_with_their_attributes(self):
        source = '<abbr title="x">a</abbr> <kbd>K</kbd> H<sub>2</sub> <time datetime="2025-01-27">1/27</time>'
        assert render(source).html == f"<p>{source}</p>\n"

    def test_what_is_dropped_is_named(self):
        document = english("前\n\n<iframe src=x></iframe><p onclick=x style=y class=z>段</p>")
        assert document.html.strip().endswith("<p>段</p>")
        messages = " ".join(str(notice.message) for notice in document.notices)
        assert all(name in messages for name in ("<iframe>", "onclick=", "style="))
        assert {notice.line for notice in document.notices} == {3}

    def test_markdown_inside_html_works(self):
        html = render("<details><summary>題</summary>\n\n**中**\n\n</details>\n\n後").html
        assert (
            html
            == "<details><summary>題</summary>\n<p><strong>中</strong></p>\n</details>\n<p>後</p>\n"
        )

    def test_affiliate_html_is_reduced_to_its_text_and_link(self):
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

    def test_an_affiliate_link_without_text_shows_its_host(self):
        html = render(
            '<a href="https://x.example/" rel="sponsored"><img src="https://x.example/a.gif"></a>'
        ).html
        assert 'rel="sponsored nofollow noopener">x.example</a>' in html


class TestCode:
    def test_a_file_name_and_marked_lines(self):
        html = render("```python:app.py {1,3-4}\na = 1\nb = 2\nc = 3\nd = 4\n```").html
        assert '<figcaption class="code-name">app.py</figcaption>' in html
        assert '<code class="language-python">' in html
        assert html.count('<span class="line-marked">') == 3

    def test_a_title_names_the_file_too(self):
        assert (
            '<figcaption class="code-name">my file.py</figcaption>'
            in render('```py title="my file.py"\nx\n```').html
        )

    def test_a_diff_marks_its_lines_and_colours_the_rest(self):
        html = render("```diff-python\n+x = 1\n-y = 2\n z = 3\n```").html
        assert '<span class="diff-add">+<span class="n">x</span>' in html
        assert '<span class="diff-del">-<span class="n">y</span>' in html
        assert '<code class="language-python">' in html
        assert "diff-add" in render("```diff\n+x\n```").html

    def test_unknown_languages_and_large_blocks_are_plain(self):
        assert "<span" not in render("```nosuch\nx = 1\n```").html
        assert "<span" not in render("```python\n" + "x = 1\n" * 4000 + "```").html

    def test_colours_are_classes(self):
        html = render("```html\n<p style='x'>\n```").html
        assert " style=" not in html.replace("&#x27;", "").split("<code")[0]
        assert '<span class="p">' in html

    def test_nothing_is_lost_or_doubled(self):
        source = "def f():\n\n    return '''a\nb'''\n"
        html = render(f"```python\n{source}```").html
        code = html.partition("<code")[2].partition(">")[2].partition("</code>")[0]
        assert htmllib.unescape(re.sub("<[^>]*>", "", code)) == source


class TestExtensions:
    def test_tables_are_framed_and_aligned_by_class(self):
        html = english("|a|b|c|\n|:-|:-:|-:|\n|1|2|3|").html
        assert html.startswith(
            '<div class="table-wrap" role="group" aria-label="Table" tabindex="0"><table>'
        )
        assert '<th class="align-left" scope="col">a</th>' in html
        assert '<td class="align-right">3</td>' in html

    def test_task_lists_have_named_checkboxes(self):
        assert english("- [ ] a\n- [x] b").html == (
            '<ul class="task-list">\n'
            '<li class="task-list-item"><input type="checkbox" disabled="" aria-label="To do"> a</li>\n'
            '<li class="task-list-item"><input type="checkbox" disabled="" checked="" aria-label="Done"> b</li>\n'
            "</ul>\n"
        )

    def test_definition_lists(self):
        assert render("語\n: 意味").html == "<dl>\n<dt>語</dt>\n<dd>意味</dd>\n</dl>\n"

    def test_footnotes_both_ways(self):
        html = english("一[^a]と二((**中**で))と一[^a]。\n\n[^a]: 注").html
        assert (
            '<a href="#fn-1" id="fnref-1" role="doc-noteref" aria-label="Footnote 1">1</a>' in html
        )
        assert 'id="fnref-1-2"' in html
        assert (
            '<li id="fn-2" class="footnote-item"><p><strong>中</strong>で <a href="#fnref-2"'
            in html
        )
        assert '<section class="footnotes" role="doc-endnotes" aria-label="Footnotes">' in html

    @pytest.mark.parametrize("source", ["\\((a))", "`((a))`", "((a", "(a)(b)", "(( ))"])
    def test_what_is_no_footnote(self, source):
        assert "footnotes" not in render(source).html

    def test_parentheses_inside_a_footnote(self):
        assert "<p>関数 f(x) <a" in render("a((関数 f(x)))").html


class TestText:
    def test_text_has_no_markup_and_no_readings(self):
        source = "## 題\n\n**強**い{漢字|かんじ}の[話](https://a.example)。\n続き\n\n- 項\n\n```\nx = 1\n```\n\n<p>段</p>"
        assert render(source).text == "題\n強い漢字の話。続き\n項\nx = 1\n段"

    def test_marks_are_no_text(self):
        assert render("[TOC]\n\n<!--more-->\n\n:::ad x\n\n文").text == "文"

    def test_characters_are_the_visible_ones(self):
        assert render("{漢字|かんじ} と a").characters == 4

    def test_an_excerpt_is_the_first_prose_cut_at_a_phrase(self):
        long = "これはとても長い文章の始まりであり、" * 20
        excerpt = render(f"## 題\n\n> 引用\n\n- 項\n\n{long}").excerpt
        assert excerpt.startswith("これはとても長い")
        assert excerpt.endswith("…")
        assert len(excerpt) <= 120
        assert render("## 題\n\n短い文。\n\n次の文。").excerpt == "短い文。次の文。"

    def test_an_excerpt_ends_at_the_more_mark(self):
        assert render("前。\n\n<!--more-->\n\n後。").excerpt == "前。"
        assert render("前。\n\n:::more\n\n後。").excerpt == "前。"

    def test_a_text_without_prose_has_an_excerpt_too(self):
        assert render("- 項一\n- 項二").excerpt == "項一 項二"


class TestRobustness:
    @pytest.mark.parametrize(
        "source", ["", " ", "\n", "\x00", "\ud800", "\x0b\x1b[31m", "\ufeff# a", "a\r\nb\rc"]
    )
    @pytest.mark.parametrize("profile", list(Profile))
    def test_odd_input_raises_nothing_and_is_storable(self, source, profile):
        document = render(source, profile=profile)
        document.html.encode()
        document.text.encode()
        assert "\x00" not in document.html

    def test_a_text_that_is_too_long_is_cut_and_told(self):
        document = render("あ" * (MAX_SOURCE + 1))
        assert [notice.code for notice in document.notices] == ["too_long"]
        assert len(document.text) == MAX_SOURCE

    def test_too_much_markup_is_shown_as_it_is(self):
        document = render("<b>*" * 20_000)
        assert [notice.code for notice in document.notices] == ["too_much_markup"]
        assert document.html.startswith("<p>&lt;b&gt;*")

    def test_notices_are_translated_when_shown(self):
        (notice,) = render("![](image:k)").notices
        with translation.override("en"):
            assert str(notice.message) == "An image has no alternative text."

    def test_threads_do_not_disturb_one_another(self):
        source = "## 題\n\n文((注))と[^1]\n\n:::point\na：b\n:::\n\n[^1]: 注"
        expected, wrong = render(source).html, []

        def work():
            wrong.extend(1 for _ in range(30) if render(source).html != expected)

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert wrong == []
