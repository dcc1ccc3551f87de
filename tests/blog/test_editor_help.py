"""The help of the write screen: blog/editor_help."""

import re

import pytest
from django.urls import reverse

from blog.editor_help import examples
from blog.editor_help.entries import all_entries
from blog.forms import MarkdownEditor
from core import markdown
from core.markdown import Profile
from core.markdown.blocks import all_blocks, find
from core.markdown.parser import parser_for

#: Rules without a syntax of their own: steps of the parser, and the protection of emoticons.
INTERNAL = {
    *("normalize", "block", "inline", "text_join", "text", "balance_pairs", "fragments_join"),
    *("paragraph", "emoticon"),
}
LANGUAGES = ["ja", "en"]


def all_examples(language):
    return [one for _title, group in examples.sections(language, hard_breaks=True) for one in group]


# Completeness
def test_every_block_has_an_entry_in_each_language():
    for language in LANGUAGES:
        names = {
            name
            for entry in all_entries()
            for name in re.findall(r"^:{3,}([^\s:]+)", entry.example(language), re.MULTILINE)
        }
        assert {block.name for block in map(find, names)} == {block.name for block in all_blocks()}


def test_every_rule_of_the_parser_has_an_entry():
    active = {
        name for names in parser_for(Profile.POST).get_active_rules().values() for name in names
    }
    assert active - INTERNAL == {rule for entry in all_entries() for rule in entry.rules}


def test_an_example_shows_each_of_its_rules():
    md = parser_for(Profile.POST)
    for entry in all_entries():
        html = markdown.render(entry.source).html
        for rule in entry.rules:
            md.disable(rule)
            try:
                assert markdown.render(entry.source).html != html, f"{entry.key}: {rule}"
            finally:
                md.enable(rule)


@pytest.mark.django_db
def test_every_button_of_the_toolbar_has_an_entry_with_its_label():
    toolbar = MarkdownEditor().render("body", "", attrs={})
    labels = {
        key: re.sub(r"<small>.*|<b>.*</b>|<[^>]+>", "", label).strip()
        for key, label in re.findall(r'data-insert="(\w+)"[^>]*>(.*?)</button>', toolbar)
    }
    assert len(labels) > 30
    titles = {entry.key: str(entry.title) for entry in all_entries()}
    assert {key: titles.get(key) for key in labels} == labels


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_renders_without_a_notice(language):
    for entry in all_entries():
        notices = markdown.render(entry.example(language), language=language).notices
        assert [str(notice.message) for notice in notices] == [], entry.key


def test_keys_are_unique():
    keys = [entry.key for entry in all_entries()]
    assert len(keys) == len(set(keys))


# Rendering
def test_examples_need_no_rows_of_the_site_and_show_cards_ads_and_balloons():
    html = {one.entry.key: one.html for one in all_examples("ja")}
    assert "みなも" in html["balloon"]
    assert 'class="link-card"' in html["card"]
    assert 'class="ad"' in html["ad"]
    assert "<figcaption>うちの猫</figcaption>" in html["image"]
    assert html["toc"].count("<li") == 3
    assert not [key for key, text in html.items() if "<!--slot" in text]


def test_examples_are_rendered_once():
    assert examples.sections("ja", hard_breaks=True) is examples.sections("ja", hard_breaks=True)


# Search
@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("もくじ", "toc"),
        ("モクジ", "toc"),
        ("mokuji", "toc"),
        ("ｔａｂｌｅ", "table"),
        ("ふきだし", "balloon"),
        ("fukidashi", "balloon"),
        (":::折りたたみ", "details"),
        ("ruby ふりがな", "ruby"),
    ],
)
def test_the_search_finds_japanese_readings_and_latin_letters(query, key):
    found = examples.search(examples.sections("ja", hard_breaks=True), query)
    assert [one.entry.key for _title, group in found for one in group] == [key]


def test_a_search_without_result_has_no_groups():
    assert examples.search(examples.sections("ja", hard_breaks=True), "存在しない言葉") == []


# The page
@pytest.mark.django_db
def test_authors_read_and_search_the_page_without_javascript(
    author_client, django_assert_max_num_queries
):
    page = reverse("admin:editor_help")
    answer = author_client.get(page)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    text = answer.content.decode()
    assert text.count("data-help-entry") == len(list(all_entries()))
    with django_assert_max_num_queries(6):
        text = author_client.get(page, {"q": "もくじ"}).content.decode()
    assert text.count("data-help-entry") == 1
    assert "[TOC]" in text


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["reader_client", "moderator_client", "stranger"])
def test_only_people_who_write_open_the_page(who, request):
    assert request.getfixturevalue(who).get(reverse("admin:editor_help")).status_code in (302, 403)


@pytest.mark.django_db
def test_a_hostile_search_is_only_text(author_client):
    text = author_client.get(reverse("admin:editor_help"), {"q": '"><script>x</script>'}).content
    assert b"<script>x" not in text
