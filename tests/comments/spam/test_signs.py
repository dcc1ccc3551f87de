"""What the filter sees in a text and a name, without any database."""

import pytest

from comments.spam.findings import Code, Finding, of_rows, sentences
from comments.spam.judging import of_text
from comments.spam.reading import Reading


def codes(
    text: str, name: str = "読者", language: str = "ja", words: tuple[str, ...] = ()
) -> set[str]:
    return {finding.code.value for finding in of_text(Reading(text, name), language, list(words))}


def points(text: str, name: str = "読者", language: str = "ja") -> int:
    return sum(finding.points for finding in of_text(Reading(text, name), language, []))


@pytest.mark.parametrize(
    "text",
    [
        "ありがとうございます、助かりました！",
        "(´・ω・｀)ショボーン ヽ(`Д´)ﾉ ｷﾀ━━(ﾟ∀ﾟ)━━!!",
        "👨‍👩‍👧‍👦四人で行きました☕️",
        "ＰＤＦが文字化けします。Ｗｉｎｄｏｗｓ１１です。",
        "1.2.3.4.5.6 から 1.2.3.4.5.7 に上げたら μs 単位で速くなりました。",
        "出典は https://ja.wikipedia.org/wiki/三毛猫 です。",
        "`curl https://example.top/x` で試しました。",
        "ブランド力アップ、サイト口コミの話ですね。",
        "manage.py の functools.lru_cache を見てください。",
    ],
)
def test_ordinary_comments_show_no_sign_at_all(text: str) -> None:
    assert codes(text) == set()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("とても良い話でした。 https://example.jp/a", Code.LINKS),
        ("https://example.jp/a", Code.LINKS_ONLY),
        ("ここに <a href=https://example.jp>薬</a> があります", Code.LINK_MARKUP),
        ("続きは https://bit.ly/3abc に書きました", Code.SHORTENER),
        ("続きは https://example.top/ に書きました", Code.ODD_DOMAIN),
        ("続きは https://www.bonus-casino.com/ に", Code.ODD_DOMAIN),
        ("続きは https://xn--e1afmkfd.com/ に", Code.ODD_DOMAIN),
        ("続きは http://192.0.2.7/x に書きました", Code.ODD_DOMAIN),
        ("続きは https://example.jp/lp?aff=7 に", Code.REFERRAL),
        ("続きは example . top です", Code.ODD_DOMAIN),
        ("続きは example ドット com です", Code.SPACED),
        ("続きは ｈｔｔｐｓ：／／ｅｘａｍｐｌｅ．ｔｏｐ です", Code.ODD_DOMAIN),
        ("続きは ｈｔｔｐｓ：／／ｅｘａｍｐｌｅ．ｊｐ です", Code.FANCY),
        ("LINE ID: money777 まで", Code.CONTACT),
        ("Write to me on WhatsApp +44 7000 000000", Code.CONTACT),
        ("入金不要のカジノで一攫千金", Code.BAD_WORDS),
        ("今すぐ登録はこちら", Code.PITCH),
        ("初回2,980円でお試しいただけます", Code.PITCH),
        ("誰でも月収50万円を達成", Code.PROMISE),
        ("Rarely do I encounter a blog that’s equally educative", Code.STOCK),
        ("あなたのブログは素晴らしいです", Code.STOCK),
        ("{Hello|Hi} there, {nice|great} post", Code.STOCK),
        ("!!!!! BUY THIS NOW AND BE HAPPY FOREVER", Code.SHOUTING),
        ("激安タイヤ 通販 激安タイヤ 交換 激安タイヤ 東京 激安タイヤ 大阪", Code.STUFFED),
        ("Купить диплом о высшем образовании", Code.LANGUAGE),
        ("副\u200b業\u200bで\u200b稼ぐ", Code.HIDDEN),
        ("abc\u202edef", Code.HIDDEN),
        ("Вuy сheap luхury bаgs", Code.LOOKALIKES),
        ("オンラインボ一ナス", Code.LOOKALIKES),
        ("𝗘𝗮𝗿𝗻 money", Code.FANCY),
        ("稼 げ る 副 業 教 え ま す", Code.SPACED),
        ("a\u0301\u0301\u0301\u0301b\u0301\u0301\u0301\u0301c\u0301\u0301\u0301\u0301", Code.PILES),
    ],
)
def test_each_sign_is_seen(text: str, code: Code) -> None:
    assert code.value in codes(text)


@pytest.mark.parametrize(
    "name", ["https://example.shop", "www.muryou.example.com", "格安SIM比較.com"]
)
def test_a_name_that_is_an_address_is_seen(name: str) -> None:
    assert Code.NAME_LINK in codes("面白かったです", name)


@pytest.mark.parametrize(
    "name", ["cheap nike shoes", "激安コピー専門店", "Best Roofing Company", "探偵 浮気 福岡"]
)
def test_a_name_that_is_an_advertisement_is_seen(name: str) -> None:
    assert Code.NAME_AD in codes("面白かったです", name)


@pytest.mark.parametrize(
    "name",
    ["名無し", "774", "みかん", "元ディーラー", "Ann", "α版", "M.K.", "山田 太郎", "Mary Ann Lee"],
)
def test_names_of_people_are_no_sign(name: str) -> None:
    assert codes("面白かったです", name) == set()


def test_praise_counts_only_with_an_interest_of_its_own() -> None:
    assert Code.FLATTERY not in codes("素晴らしい記事です。勉強になりました！")
    assert Code.FLATTERY in codes("素晴らしい記事です。 https://example.jp/shop")
    assert Code.FLATTERY in codes("Nice post!", "weight loss pills")


def test_words_weigh_more_where_they_lead_somewhere() -> None:
    text = "カジノのスロットで一攫千金"
    alone, contact = (
        next(f.points for f in of_text(Reading(t, "名"), "ja", []) if f.code == Code.BAD_WORDS)
        for t in (text, f"{text} https://example.jp/")
    )
    assert alone < contact


def test_disguised_words_are_read_through() -> None:
    assert Code.BAD_WORDS in codes("V1agra and C1alis")
    assert Code.BAD_WORDS in codes("カ\u200bジ\u200bノ")
    assert Code.BAD_WORDS in codes("ｶｼﾞﾉ")
    assert Code.BAD_WORDS in codes("сasinо")  # two letters are Cyrillic


def test_the_owners_words_are_found_however_they_are_written() -> None:
    assert Code.OWN_WORDS in codes("これはＳＰＡＭです", words=("spam",))
    assert Code.OWN_WORDS not in codes("spammer", words=("spam",))


def test_english_is_read_on_a_japanese_blog() -> None:
    assert points("I don't read Japanese well, but the photos are lovely.") < 10


def test_links_in_code_and_to_the_site_itself_do_not_count(settings) -> None:
    assert codes(f"前にも {settings.BASE_URL}/posts/1/ で読みました") == set()
    assert codes("```\nhttps://example.top/\n```\nこれで動きました") == set()


# Sentences
def test_every_finding_is_told_in_words() -> None:
    params = {"number": 2, "quote": "カジノ", "percent": 93}
    said = [Finding(code, 10, params).sentence for code in Code]
    assert len(set(said)) == len(Code)
    assert all(said)


def test_findings_are_kept_as_facts_and_told_the_heaviest_first() -> None:
    rows = [Finding(Code.LINKS, 8, {"number": 1}).row, Finding(Code.MEMBER, -25).row]
    assert [finding.code for finding in of_rows(rows)] == [Code.MEMBER, Code.LINKS]
    assert len(sentences(rows)) == 2


@pytest.mark.parametrize(
    "rows",
    [
        None,
        [],
        ["x"],
        [{}],
        [{"code": "new", "points": 1, "params": {}}],
        [{"code": "pitch", "points": 1, "params": {}}],
    ],
)
def test_rows_that_this_version_does_not_know_are_left_out(rows: object) -> None:
    assert sentences(rows) == []
