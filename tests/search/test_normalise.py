"""What a word finds besides itself: other spellings, readings, and the owner's synonyms."""

import pytest

from blog.models import Post
from search import queries
from search.models import Synonyms
from search.parsing import parse
from tests.factories import published_post
from tests.search.indexing import index_everything

pytestmark = pytest.mark.django_db


def found(query: str) -> set[str]:
    keys = queries.matching(parse(query))
    return set(Post.objects.filter(pk__in=keys).values_list("title", flat=True))


SAME_WORD = {
    "width and case": ("ＡＩとｶﾞﾗｹｰ", ["AI", "ai", "ａｉ", "ガラケー", "がらけー"]),
    "hiragana for katakana": ("コーヒーとねこ", ["こーひー", "ネコ", "ねコ"]),
    "old kanji in the text": ("國語學と髙橋と渡邊", ["国語学", "高橋", "渡辺"]),
    "new kanji in the text": ("国語学と吉野家", ["國語學", "𠮷野家"]),
    "a long-vowel mark left off": (
        "サーバとユーザの話",
        ["サーバー", "ユーザー", "ｻｰﾊﾞｰ", "サーバーとユーザー"],
    ),
    "a long-vowel mark set": ("サーバーとユーザーの話", ["サーバ", "ユーザ", "サーバとユーザー"]),
    "variation selectors": ("葛\U000e0100城と❤️", ["葛城", "葛\ufe00城", "❤"]),
    "dashes": (
        "10〜18時、3千円～5千円、B−C、03‐1234‐5678、A—B、2–3",
        ["10～18", "10~18", "10〜18", "3千円〜5千円", "B-C", "B－C", "B–C", "03-1234-5678"],
    ),
    "more dashes": (
        "03‐1234‐5678、A—B、2–3",
        ["０３－１２３４－５６７８", "03−1234−5678", "A―B", "A─B", "2-3"],
    ),
    "dashes in phrases": ("10〜18時、B−C", ['"10～18時"', "「B－C」"]),
    "radicals of PDF files": (
        "⻘い⺠宿の⾨と⻑い⻲",
        ["青い", "民宿", "門", "長い亀", "⻘い", "「青い民宿」"],
    ),
    "radicals in the query": ("青い民宿", ["⻘い", "⺠宿"]),
    "invisible characters": ("soft\u00adhyphen と ゼロ\u200b幅", ["softhyphen", "ゼロ幅"]),
}


@pytest.mark.parametrize("case", SAME_WORD)
def test_one_word_is_found_in_all_its_spellings(case):
    body, words = SAME_WORD[case]
    Post.objects.create(
        slug="x", title="題", body_text=body, status="published", published_at="2025-01-01T00:00Z"
    )
    index_everything()
    assert {word: found(word) for word in words} == {word: {"題"} for word in words}


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("サーバント", "サーバー"),  # another word: the mark is left off at the end only
        ("コピペ", "コピー"),  # too short to lose its mark
        ("市場", "イチバ"),  # a reading without ruby
        ("は", "ば"),
        ("ハハ", "パパ"),
    ],
)
def test_another_word_is_not_found(body, word):
    Post.objects.create(
        slug="x", title="題", body_text=body, status="published", published_at="2025-01-01T00:00Z"
    )
    index_everything()
    assert found(word) == set()


def test_a_quoted_word_is_found_as_it_is_written():
    published_post(title="か", body="カメラとサーバと國")
    published_post(title="ひ", body="かめらとサーバーと国")
    index_everything()
    assert found("カメラ") == found("かめら") == {"か", "ひ"}
    assert found("「カメラ」") == found('"カメラ"') == found("“ｶﾒﾗ”") == {"か"}
    assert found("『かめら』") == {"ひ"}
    assert found("「サーバー」") == {"ひ"}
    assert found("「国」") == {"ひ"}


def test_a_reading_finds_the_word_below_it_but_is_no_part_of_the_text():
    published_post(
        title="題", body="{東京|とう|きょう}の《《強調》》と、渡邊《わたなべ》さん。**太**字"
    )
    index_everything()
    assert found("とうきょう") == found("トウキョウ") == found("わたなべ") == {"題"}
    assert found("「とうきょう」") == set()
    assert found("「東京の強調」") == found("太字") == {"題"}


def test_the_owner_says_which_words_mean_the_same():
    for title, body in (
        ("甲", "生成AIの話"),
        ("乙", "GenAIの話"),
        ("丙", "ジェネレーティブ ＡＩ"),
        ("丁", "人工知能"),
    ):
        published_post(title=title, body=body)
    index_everything()
    assert found("genai") == {"乙"}
    Synonyms(
        groups="# 覚え書き\n生成AI = GenAI、ジェネレーティブ AI\n\nひとりぼっち\nパソコン,PC"
    ).save()
    assert found("genai") == found("生成ＡＩ") == {"甲", "乙", "丙"}
    assert found("GenAI -生成AI") == {"乙", "丙"}
    assert found("「GenAI」") == {"乙"}
    assert found("ひとりぼっち") == found("覚え書き") == set()


def test_readings_of_html_ruby_find_the_word_as_well():
    published_post(
        title="題",
        body='<ruby lang="ja">東<rt>とう</rt></ruby><ruby>京<rt title="x">**きょう**</rt></ruby>駅前',
    )
    index_everything()
    assert found("とうきょう") == found("東京駅前") == {"題"}
    assert found("「東とう」") == set()
