"""A search finds every text that holds the word, and no other: compared with looking into each text.

The texts looked into are title and body (`body_text`, headings included), in NFKC and casefold, with one
character for dashes and one for wave dashes. A quoted
phrase finds exactly these. A plain word finds them and, besides, other spellings of the same word.
"""

import re
from itertools import islice
from random import Random
from unicodedata import normalize

import pytest
from django.test import Client
from lxml import html as lxml_html

from benchmarks import corpus
from blog.models import BlogSettings, Post
from search import index, normalise, queries
from search.parsing import Query, Word, parse
from tests.search.indexing import index_everything

pytestmark = pytest.mark.django_db

QUOTES = re.compile('[「」『』"“”＂｢｣]')


def plain(text: str) -> str:
    """What "the same characters" means, said without the product's code."""
    return re.sub("[‐-―−─]", "-", re.sub("[〜〰]", "~", normalize("NFKC", text).casefold()))


def texts() -> dict[int, str]:
    return {post.pk: f"{post.title}\n{post.body_text}" for post in Post.objects.published()}


def drawn_words(random: Random, sources: list[str], number: int) -> list[str]:
    """So many different words of one to four characters, as they are in the texts."""
    words: set[str] = set()
    while len(words) < number:
        source = random.choice(sources)
        start = random.randrange(len(source))
        word = source[start : start + random.randint(1, 4)]
        if word and not any(char.isspace() for char in word):
            words.add(word)
    return sorted(words)


def holding(word: str, compared: dict[int, str]) -> set[int]:
    return {key for key, text in compared.items() if plain(word) in text}


def exactly(word: str) -> set[int]:
    """What a quoted phrase finds (built by hand, so that the word itself may hold quotation marks)."""
    return queries.matching(Query(words=(Word(normalise.exact(word), is_phrase=True),)))


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.long)])
def test_words_of_one_to_four_characters_are_found_exactly_where_they_occur(seed: int) -> None:
    number, length = (2_000, 200) if seed == 1 else (200, 1_500)
    corpus.add_posts(islice(corpus.drafts(seed=seed, length=length), number))
    index_everything()
    compared = {key: plain(text) for key, text in texts().items()}
    random = Random(seed)
    words = drawn_words(random, [*texts().values(), *compared.values()], 300)
    wrong = {
        word: found ^ holding(word, compared)
        for word in words
        if (found := exactly(word)) ^ holding(word, compared)
    }
    assert wrong == {}
    sample = random.sample([word for word in words if not QUOTES.search(word)], 100)
    missed = {
        word for word in sample if not queries.matching(parse(word)) >= holding(word, compared)
    }
    assert missed == set()


def test_a_plain_word_finds_nothing_more_where_no_other_spelling_exists() -> None:
    corpus.add_posts(islice(corpus.drafts(seed=3), 300))
    index_everything()
    compared = {key: plain(text) for key, text in texts().items()}
    words = [
        "猫",
        "市場",
        "東京",
        "本",
        "ai",
        "deepseek",
        "eep",
        "c++",
        "c#",
        "100%",
        "1,980円",
        "-",
        "+",
        "gpt-4",
        "2025年",
        "😀",
        "𠮷",
        "𠮷野",
        "\\",
        "*",
        "&",
        "^",
        "3.14",
        "straße",
        "½",
    ]
    found = {word: queries.matching(parse(word)) for word in words}
    assert found == {word: holding(word, compared) for word in words}
    assert all(found.values())


def test_all_hits_are_reached_by_pagination(client: Client) -> None:
    BlogSettings(posts_per_page=30).save()
    corpus.add_posts(islice(corpus.drafts(seed=4, length=120), 150))
    index_everything()
    compared = {key: plain(text) for key, text in texts().items()}
    slugs = dict(Post.objects.values_list("pk", "slug"))
    for word in ("猫", "東京", "は"):
        for order in ("", "date"):
            met: list[str] = []
            address = f"/search/?q=%22{word}%22&order={order}"
            while address:
                tree = lxml_html.fromstring(client.get(address).content)
                met += tree.xpath("//main//article//h2/a/@href")
                address = next(iter(tree.xpath("//main//a[@rel='next']/@href")), "")
            assert len(met) == len(set(met))
            assert set(met) == {f"/posts/{slugs[key]}/" for key in holding(word, compared)}


TEXTS = {
    "the end of a line": ("東京\n都", ["東京", "都"], ["京都", "東京都"]),
    "the end of the title": ("", ["題名"], ["題名東", "名東"]),
    "a word beside Latin": ("AIは来た", ["AIは", "Iは", "ai"], ["AIが"]),
    "a part of a Latin word": ("DeepSeekです", ["eep", "kで"], ["deeps eek"]),
    "blanks": ("a b　c", ["a b", "b c"], ["ab", "a  b"]),
    "pairs that overlap": ("ははは", ["はは", "ははは"], ["はははは"]),
    "pairs of two words": ("東京と京都", ["東京", "京都"], ["東京都"]),
    "combining marks": ("か\u3099き", ["が", "がき"], ["か"]),
    "half-width kana": ("ｶﾞｷﾞ", ["ガ", "ガギ", "ｶﾞ"], ["カ"]),
    "beyond the first plane": ("𠮷野家と𠀋", ["𠮷", "𠮷野", "𠀋"], ["吉", "𠮷家"]),
    "emoji": ("👨‍👩‍👧と❤️", ["👨", "👩‍👧", "❤️", "❤"], ["👦"]),
    "signs": ("C++とC#、100%-5", ["c++", "+と", "#", "%-5", "++"], ["c+++", "c%"]),
    "marks of length and dots": ("ー・ー", ["ー・", "・ー", "ー"], ["・・"]),
    "operators of the databases": (
        'a AND (b) "c" * ^d\'',
        ["AND", "(b)", "*", "^d", "'"],
        ["OR", "b)("],
    ),
    "private characters": ("\U0010f02b\U0010fffd+", ["+"], ["++"]),
}


@pytest.mark.parametrize("case", TEXTS)
def test_strings_of_a_text_are_found_and_others_are_not(case: str) -> None:
    body, present, absent = TEXTS[case]
    post = Post.objects.create(
        slug="x", title="題名", body_text=body, status="published", published_at="2025-01-01T00:00Z"
    )
    index_everything()
    assert {word: exactly(word) for word in present} == {word: {post.pk} for word in present}
    assert {word: exactly(word) for word in absent} == {word: set() for word in absent}


def test_a_text_longer_than_a_database_counts_is_found_to_its_end() -> None:
    random = Random(5)
    body = "".join(chr(random.randrange(0x4E00, 0x9FA0)) for _ in range(399_000))
    post = Post.objects.create(
        slug="x",
        title="長",
        body_text=f"{body}末尾",
        status="published",
        published_at="2025-01-01T00:00Z",
    )
    index.update(index.Kind.POST, [post.pk])
    for word in (body[-3:], "末尾", body[200_000:200_004], body[:2]):
        assert exactly(word) == queries.matching(parse(word)) == {post.pk}
    assert exactly(body[100:102] + body[300:302]) == set()
