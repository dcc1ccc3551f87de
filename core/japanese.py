"""Japanese text: line break positions, excerpts, character count and reading time.

BudouX splits a sentence into phrases. It was trained on prose and splits units that must stay
whole (``202|5年``), so its result is corrected here. Breaks are only removed, never added, so
phrases of BudouX are never split.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import budoux
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Characters of East Asian width W, F or H that are not emoji by default, and all of Hangul
#: (Unicode 16, East Asian Width and emoji data).
CJK_RANGES: Final = (
    "\u1100-\u11ff\u20a9\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\u303e\u3041-\u3247"
    "\u3250-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe10-\ufe1f\ufe30-\ufe6f"
    "\uff01-\uffbe\uffc2-\uffdc\uffe0-\uffe6\uffe8-\uffee"
    "\U00016fe0-\U00018dff\U0001aff0-\U0001b2ff\U0001d300-\U0001d376"
    "\U0001f200\U0001f202\U0001f210-\U0001f219\U0001f21b-\U0001f22e\U0001f230\U0001f231"
    "\U0001f237\U0001f23b\U0001f240-\U0001f248\U0001f260-\U0001f265\U00020000-\U0003fffd"
)
HANGUL_RANGES: Final = (
    "\u1100-\u11ff\u302e\u302f\u3131-\u318e\u3200-\u321e\u3260-\u327e"
    "\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc"
)
KANJI_RANGES: Final = (
    "\u2e80-\u2fd5々〆〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
)

#: Reading speed of Japanese prose in characters per minute (400 to 800 in studies).
CHARACTERS_PER_MINUTE: Final = 550
EXCERPT_LIMIT: Final = 120
#: Maximum length of a text that is split into phrases. It bounds the time; no title is longer.
MAX_BREAKABLE: Final = 1000

_CJK = re.compile(f"[{CJK_RANGES}]")
_HANGUL = re.compile(f"[{HANGUL_RANGES}]")
_INVISIBLE = re.compile(
    "[\\s\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)

_DIGITS = "0-9０-９"
_NUMBER = rf"[{_DIGITS}]+(?:[.,:/．，：／][{_DIGITS}]+)*"
_MULTIPLE = "[十百千万億兆京割]"
_UNITS = "|".join(
    sorted(
        [
            "年間",
            "年度",
            "年代",
            "年生",
            "年",
            "か月間",
            "か月",
            "ヶ月間",
            "ヶ月",
            "カ月",
            "ヵ月",
            "ケ月",
            "月号",
            "月",
            "日間",
            "日目",
            "日",
            "週間",
            "週",
            "時間",
            "時半",
            "時",
            "分間",
            "分",
            "秒間",
            "秒",
            "円",
            "元",
            "人目",
            "人",
            "名様",
            "名",
            "個",
            "本",
            "枚",
            "冊",
            "回目",
            "回",
            "件",
            "台",
            "社",
            "歳",
            "才",
            "倍",
            "階",
            "番目",
            "番",
            "点",
            "号",
            "章",
            "節",
            "条",
            "項",
            "位",
            "度目",
            "度",
            "種類",
            "種",
            "丁目",
            "番地",
            "代目",
            "代",
            "文字",
            "行",
            "列",
            "か所",
            "ヶ所",
            "カ所",
            "箇所",
            "つ目",
            "つ",
            "杯",
            "匹",
            "頭",
            "羽",
            "軒",
            "話",
            "巻",
            "版",
            "世紀",
            "畳",
            "坪",
            "票",
            "通",
            "語",
            "字",
            "歩",
            "曲",
            "品",
            "校",
            "店",
            "割引",
            "割",
            "弱",
            "強",
            "超",
            "以上",
            "以下",
            "未満",
            "前後",
            "以内",
            "％",
            "%",
            "‰",
            "℃",
            "°",
            "㎡",
            "㎞",
            "㎏",
            "㎝",
        ],
        key=len,
        reverse=True,
    )
)
#: Units without breaks inside: words of Latin letters with their connecting marks (``v3.2``,
#: ``Mixture-of-Experts``), numbers with currency, multiple, unit, fraction and range.
_WHOLE = re.compile(
    "|".join(
        (
            (
                rf"[第約$¥€£＄￥]?{_NUMBER}{_MULTIPLE}*(?:分の{_NUMBER}|[〜～~\-−]{_NUMBER})*"
                rf"(?:{_MULTIPLE}|{_NUMBER})*(?:[ァ-ヶー]+|[A-Za-zＡ-Ｚａ-ｚ]+|{_UNITS})*"
            ),
            (
                rf"[A-Za-zＡ-Ｚａ-ｚ{_DIGITS}\u00c0-\u024f]+"
                rf"(?:[.,:/_'’&+@#\-]+[A-Za-zＡ-Ｚａ-ｚ{_DIGITS}\u00c0-\u024f]+)*[+#]*"
            ),
            "[ァ-ヺーｦ-ﾟ]+",
            # the suffix 方 (way of doing): 育て方, 書き方 (but in 〜して方法 it begins a new word)
            "[えきぎけげしせちてびべみめりれ]方(?![位便向式角言策針面法])",
        )
    )
)
_KANJI = f"[{KANJI_RANGES}]"
_NUMERALS = "〇一二三四五六七八九十百千万"
_NATURE = "峰峯岳嶽岬鼻崎埼浦浜谷沢池滝淵瀬島森原関城台峠"
_ERAS = "明治|大正|昭和|平成|令和|慶応|安政|天保|文政|享保|元禄|寛永|慶長|応仁"
_NAMES_PATH: Final = Path(__file__).with_name("japanese_names.txt")
#: Patterns of names that no list can contain. A false match is a short phrase, so it does no harm.
_NAME_PATTERNS: Final = (
    # 自由が丘, 美しが丘, ユーカリが丘, but not 手帳が岡山で
    f"(?:{_KANJI}{{1,4}}|{_KANJI}[ぁ-ん]|[ァ-ヶー]+)が[丘岡](?![山田])",
    # 令和元年, 昭和三十九年生まれ, 第一, 二十一条
    rf"(?:{_ERAS}|{_KANJI}{{2}}(?=元))(?:元|[{_NUMERALS}]+|[{_DIGITS}]+)年(?:度|間|代|生まれ)?",
    rf"第?[{_NUMERALS}]+(?:{_UNITS})|第[{_NUMERALS}]+",
    # 霞が関, 霞が関駅, but not 彼が原因
    f"{_KANJI}{{1,3}}が[{_NATURE}](?![{KANJI_RANGES}])",
    f"{_KANJI}{{1,3}}が[{_NATURE}][駅市町村区線港橋山](?![{KANJI_RANGES}])",
    # 千駄ヶ谷, 虎ノ門, 四ツ谷
    f"{_KANJI}[ヶケヵノツッ]{_KANJI}",
    # 井の頭, 紀の川, 味の素: one character on either side, but not 夏の終わり
    f"(?<!{_KANJI}){_KANJI}の{_KANJI}(?![{KANJI_RANGES}\u3041-\u3096])",
    f"(?<!{_KANJI}){_KANJI}の{_KANJI}(?=[のをにはがでともへや])",
    # となりの, but not 春となりました; とみ子
    f"となり(?=[のにでがはへを])|(?<![ァ-ヶーA-Za-z{KANJI_RANGES}])となり(?=[、。！？]|$)",
    "(?<![ぁ-ん])[ぁ-ん]{2}[子江枝](?!供)",
)
#: A single character that BudouX returns as a phrase is the start of a word, with these exceptions.
_FRAGMENT = re.compile(rf"[\W_]*(?:[ぁ-ん]\n|(?![今昔皆私僕俺君彼]){_KANJI}\n{_KANJI})")
_NO_BREAK_BEFORE = frozenset(
    "、。，．,.:;：；・･！？!?‼⁇⁈⁉)]}）］｝」』】〉》〕〗〙｠»”’\"'…‥〜～~ー–—々ゝゞヽヾ〻"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶｧｨｩｪｫｬｭｮｯｰ｡｣､ﾞﾟ゛゜%％‰℃° \u3000"
) | frozenset(map(chr, range(0x31F0, 0x3200)))
#: Marks at which browsers break a line even inside a phrase.
_MARK = re.compile(r"[\W_]")
_JAPANESE = re.compile(f"[\u3041-\u30ff{KANJI_RANGES}]")
_SPACE = re.compile(r"\s")
_LETTER = f"[\u3041-\u30fa\u30fc-\u30ff{KANJI_RANGES}]"
SEAM: Final = '<span class="seam"><wbr></span>'
_SEAM = re.compile(f"(?<={_LETTER})<wbr>(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])<wbr>(?={_LETTER})")
#: Length from which a phrase may be longer than a line of a heading on a phone.
LONG_PHRASE: Final = 8
_NO_BREAK_AFTER = frozenset("([{（［｛「『【〈《〔〖〘｟«“‘｢#＃@＠$¥€£＄￥\u200d")


def is_cjk(char: str) -> bool:
    """Whether a character is Chinese, Japanese or Korean (punctuation included)."""
    return _CJK.match(char) is not None


def is_hangul(char: str) -> bool:
    """Whether a character is Hangul, which has spaces between words."""
    return _HANGUL.match(char) is not None


@cache
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


@cache
def _names() -> tuple[re.Pattern[str], ...]:
    """Return patterns of names without breaks inside; listed names include a place suffix (つくば市, 井の頭線)."""
    lines = _NAMES_PATH.read_text(encoding="utf-8").splitlines()
    listed = {name for line in lines if not line.startswith("#") for name in line.split()}
    longest_first = "|".join(sorted(listed, key=len, reverse=True))
    place = f"(?:[市町村区郡駅線港橋](?![{KANJI_RANGES}]))?"
    return tuple(map(re.compile, (f"(?:{longest_first}){place}", *_NAME_PATTERNS)))


def _whole_spans(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for part in (_WHOLE, *_names()) for match in part.finditer(text))


def _may_break(text: str, position: int) -> bool:
    before, after = text[position - 1], text[position]
    if after in _NO_BREAK_BEFORE or before in _NO_BREAK_AFTER:
        return False
    if (before + after).isascii() and (before + after).isalnum():
        return False
    return not unicodedata.category(after).startswith("M") and after != "\u200d"


def break_positions(text: str) -> list[int]:
    """Return the offsets in ``text`` where a line may break between two phrases, ascending."""
    if len(text) > MAX_BREAKABLE or not _CJK.search(text):
        return []
    inside: set[int] = set()
    for start, end in _whole_spans(text):
        inside.update(range(start + 1, end))
    positions, offset = [], 0
    for chunk in _parser().parse(text)[:-1]:
        offset += len(chunk)
        if offset in inside or not _may_break(text, offset):
            continue
        if not _FRAGMENT.match(f"{chunk}\n{text[offset]}"):
            positions.append(offset)
    return positions


@lru_cache(maxsize=512)
def _phrases(text: str) -> tuple[str, ...]:
    edges = [0, *break_positions(text), len(text)]
    return tuple(text[start:end] for start, end in itertools.pairwise(edges))


def phrases(text: str) -> list[str]:
    """Split ``text`` into phrases; joined they are the same text."""
    return list(_phrases(text)) if text else []


def break_html(text: str) -> SafeString:
    """Escape ``text`` and insert ``<wbr>`` between its phrases, for titles and headings.

    The style sheet sets ``word-break: keep-all``. Browsers still break after a mark inside a phrase
    (``「学ぶ」のか``), so such a phrase is wrapped in ``<span class="phrase">``, which is not broken.
    A long phrase is wrapped too: if a line is too short for it, the style sheet breaks it by the
    ordinary rules (no ``ッ`` or ``ー`` at the start of a line).
    """
    parts = phrases(text)
    html = [_phrase_html(phrase, is_alone=len(parts) == 1) for phrase in parts]
    return mark_safe(mark_seams("<wbr>".join(html)))  # noqa: S308


def mark_seams(html: str) -> str:
    """Wrap each ``<wbr>`` between Japanese and Latin text in ``<span class="seam">``.

    The browser adds a gap between the two scripts (``text-autospace``), but not across ``<wbr>``:
    there the style sheet adds it.
    """
    return _SEAM.sub(SEAM, html)


def is_seam(before: str, after: str) -> bool:
    """Whether Japanese and Latin text meet where ``before`` ends and ``after`` begins."""
    return _SEAM.search(f"{before[-1:]}<wbr>{after[:1]}") is not None


def is_long(phrase: str) -> bool:
    """Whether a phrase is Japanese, without spaces, and may be longer than a line (LONG_PHRASE)."""
    word = phrase.strip()
    return len(word) >= LONG_PHRASE and bool(_JAPANESE.search(word)) and not _SPACE.search(word)


def _phrase_html(phrase: str, *, is_alone: bool) -> str:
    """Escape the phrase and wrap it if needed; spaces at its ends stay outside of the span."""
    word = phrase.strip()
    has_mark = not is_alone and _MARK.search(word[1:-1])
    if not has_mark and not is_long(phrase):
        return escape(phrase)
    before, after = phrase.split(word, 1)
    return f'{before}<span class="phrase">{escape(word)}</span>{after}'


#: Two of these make one flag.
_FLAG_LETTERS: Final = "".join(map(chr, range(0x1F1E6, 0x1F200)))


def excerpt(text: str, limit: int = EXCERPT_LIMIT) -> str:
    """Truncate ``text`` to ``limit`` characters, at the end of a phrase and with ``…``."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    start = text[: limit - 1]
    ends = [end for end in break_positions(text[: limit + 10]) if limit // 2 <= end < limit]
    if not ends:
        space = start.rfind(" ")
        boundary = _character_boundary(text, len(start)) or len(start)
        ends = [space if space >= limit // 2 else boundary]
    return start[: ends[-1]].rstrip(" 、，,・「『（([") + "…"


def _character_boundary(text: str, end: int) -> int:
    """Return the last offset up to ``end`` that is not inside a grapheme cluster (UAX 29)."""
    while end > 0 and _is_inside(text, end):
        end -= 1
    return end


def _is_inside(text: str, at: int) -> bool:
    char, before = text[at], text[at - 1]
    is_skin_tone = "\U0001f3fb" <= char <= "\U0001f3ff"
    is_tag = "\U000e0020" <= char <= "\U000e007f"
    is_mark = unicodedata.category(char)[0] == "M"
    if is_mark or is_skin_tone or is_tag or "\u200d" in (char, before):
        return True
    flags = at - len(text[:at].rstrip(_FLAG_LETTERS))
    return char in _FLAG_LETTERS and flags % 2 == 1


def count_characters(text: str) -> int:
    """Return the number of characters without white space and invisible characters."""
    return len(_INVISIBLE.sub("", text))


def reading_minutes(characters: int, per_minute: int = CHARACTERS_PER_MINUTE) -> int:
    """Return the reading time in minutes, rounded, at least 1."""
    return max(1, round(characters / per_minute))
