"""Generator of Japanese posts, deterministic by seed.

The words follow Zipf's law, and all scripts of Japanese texts occur: kanji (also beyond
the first 65,536 characters), kana of both widths, combining marks, Latin, digits, symbols, emoji.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate, cycle, islice
from random import Random

from django.utils import timezone
from django.utils.html import escape

from blog.enums import Status
from blog.models import Category, Post

PARTICLES = "は が を に で と も の から まで より へ や など".split()
ENDINGS = (
    "です。 ます。 でした。 ません。 だろうか。 という。 と思います！ のです？ …… した。".split()
)
WORDS = (
    "人 日 年 市場 東京 生成AI 本 時代 言葉 記事 猫 仕事 世界 会社 問題 手帳 朝 話 水 道具 サーバー データ カメラ "
    "AI DeepSeek ｶﾞﾗｹｰ コーヒー 京都市 𠮷野家 髙橋 C++ C# GPT-4 2025年 第3回 100% 1,980円 ＡＩ ～ 『吾輩は猫である』 "
    "「強調」 プログラミング ユーザー メモリー ウェブサイト ノート ペン インク 紙 活版 印刷 製本 糸 綴じ 図書館 学校 先生 "
    "学び 検索 索引 日本語 漢字 ひらがな カタカナ 縦書き 句読点 読点 改行 禁則 ルビ 傍点 葛󠄀城 ば あ゚ が e\u0301cole "
    "naïve Straße İstanbul ½ ㍿ ㈱ ① Ⅳ 😀 👍🏽 ❤️ 👨‍👩‍👧 🇯🇵 ー ・ 〜 — ※ 々 〆 〇 ゝ ヶ月 ヴァイオリン "
    "ヱビス ゐる 한국어 español café {x} a/b \\n 'quoted' \"double\" <tag> & * ^ | ~ $5 #tag @name 3.14 v2.0 "
    "見失う 大切 本当 暮らし 珈琲 喫茶店 散歩 雨上がり 本棚 万年筆 便箋 封筒 切手 手紙 返事 土曜 日曜 午後 夕方 夜更け"
).split()
_WEIGHTS = list(accumulate(1 / rank for rank in range(1, len(WORDS) + 1)))
#: In about every second text; in about one of a hundred; in one only.
FREQUENT, OCCASIONAL, ONCE = "猫", "夜更け", "唯一無二"


@dataclass(frozen=True)
class Draft:
    """A generated text."""

    number: int
    title: str
    body: str
    published_at: datetime


def drafts(*, seed: int = 1, length: int = 400, newest: datetime | None = None) -> Iterator[Draft]:
    """Yield an endless stream of drafts of about `length` characters, each an hour older than the previous one."""
    random, newest = Random(seed), newest or timezone.now() - timedelta(minutes=1)
    number = 0
    while True:
        title = f"{_sentence(random)[:40]} {number}"
        yield Draft(number, title, _text(random, length), newest - timedelta(hours=number))
        number += 1


def add_posts(drafts: Iterable[Draft], categories: Sequence[Category] = ()) -> None:
    """Write the drafts as public posts, distributed over `categories`, without the edit screen and its renderer."""
    turns = cycle(categories or [None])
    made = (_post(draft, category) for draft, category in zip(drafts, turns, strict=False))
    while some := list(islice(made, 500)):
        Post.objects.bulk_create(some)


def _post(draft: Draft, category: Category | None) -> Post:
    return Post(
        slug=f"made-{draft.number}",
        title=draft.title,
        title_html=escape(draft.title),
        body=draft.body,
        body_text=draft.body,
        body_html=f"<p>{escape(draft.body)}</p>",
        derived_excerpt=draft.body[:100],
        characters=len(draft.body),
        category=category,
        status=Status.PUBLISHED,
        published_at=draft.published_at,
        first_published_at=draft.published_at,
    )


def _text(random: Random, length: int) -> str:
    parts: list[str] = []
    while sum(map(len, parts)) < length:
        parts.append(_sentence(random))
        if random.random() < 0.2:
            parts.append("\n")
    return "".join(parts).strip()


def _sentence(random: Random) -> str:
    words = random.choices(WORDS, cum_weights=_WEIGHTS, k=random.randint(2, 6))
    return "".join(f"{word}{random.choice(PARTICLES)}" for word in words) + random.choice(ENDINGS)
