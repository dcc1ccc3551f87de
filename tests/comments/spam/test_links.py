"""Link rules: URLs in texts and names."""

import pytest

from comments.spam.rule_hits import Code
from tests.comments.spam.drafts import codes


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
    ],
)
def test_each_link_rule_matches(text: str, code: Code) -> None:
    assert code.value in codes(text)


@pytest.mark.parametrize(
    "name", ["https://example.shop", "www.muryou.example.com", "格安SIM比較.com"]
)
def test_a_name_that_is_an_address_is_seen(name: str) -> None:
    assert Code.NAME_LINK in codes("面白かったです", name)


def test_links_in_code_and_to_the_site_itself_do_not_count(settings) -> None:
    assert codes(f"前にも {settings.BASE_URL}/posts/1/ で読みました") == set()
    assert codes("```\nhttps://example.top/\n```\nこれで動きました") == set()
