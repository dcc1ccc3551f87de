"""Rules on text and name of a comment, without a database."""

import pytest

from tests.comments.spam.drafts import codes


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
    "name",
    ["名無し", "774", "みかん", "元ディーラー", "Ann", "α版", "M.K.", "山田 太郎", "Mary Ann Lee"],
)
def test_names_of_people_are_no_sign(name: str) -> None:
    assert codes("面白かったです", name) == set()
