"""Japanese text: where it may break, how long it is, where an excerpt ends.

BudouX splits a sentence into phrases. It was trained on prose and splits what must stay
whole (``202|5年``), so its answer is corrected here: breaks are only ever taken away,
never added, hence nothing that BudouX keeps together is torn apart.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import cache, lru_cache
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

#: Characters a reader spends on a minute of Japanese prose (studies say 400 to 800).
CHARACTERS_PER_MINUTE: Final = 550
EXCERPT_LIMIT: Final = 120
#: Longer text is no title: it is set as it is, so that no input takes long.
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
#: What stays in one piece: words of Latin letters with what joins them (``v3.2``,
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
            # a way of doing: 育て方, 書き方 (but 〜して方法 begins a word of its own)
            "[えきぎけげしせちてびべみめりれ]方(?![位便向式角言策針面法])",
        )
    )
)
_NO_BREAK_BEFORE = frozenset(
    "、。，．,.:;：；・･！？!?‼⁇⁈⁉)]}）］｝」』】〉》〕〗〙｠»”’\"'…‥〜～~ー–—々ゝゞヽヾ〻"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶｧｨｩｪｫｬｭｮｯｰ｡｣､ﾞﾟ゛゜%％‰℃° \u3000"
) | frozenset(map(chr, range(0x31F0, 0x3200)))
#: What a line may break before or after although it stands inside a phrase.
_MARK = re.compile(r"[\W_]")
_NO_BREAK_AFTER = frozenset("([{（［｛「『【〈《〔〖〘｟«“‘｢#＃@＠$¥€£＄￥\u200d")


def is_cjk(char: str) -> bool:
    """Say whether one character is Chinese, Japanese or Korean (punctuation included)."""
    return _CJK.match(char) is not None


def is_hangul(char: str) -> bool:
    """Say whether one character is Korean writing, which sets spaces between words."""
    return _HANGUL.match(char) is not None


@cache
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


def _whole_spans(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _WHOLE.finditer(text))


def _may_break(text: str, position: int) -> bool:
    before, after = text[position - 1], text[position]
    if after in _NO_BREAK_BEFORE or before in _NO_BREAK_AFTER:
        return False
    if (before + after).isascii() and (before + after).isalnum():
        return False
    return not unicodedata.category(after).startswith("M") and after != "\u200d"


def break_positions(text: str) -> list[int]:
    """Offsets in ``text`` where a line may break between two phrases, ascending."""
    if len(text) > MAX_BREAKABLE or not _CJK.search(text):
        return []
    inside: set[int] = set()
    for start, end in _whole_spans(text):
        inside.update(range(start + 1, end))
    positions, offset = [], 0
    for chunk in _parser().parse(text)[:-1]:
        offset += len(chunk)
        if offset not in inside and _may_break(text, offset):
            positions.append(offset)
    return positions


@lru_cache(maxsize=512)
def _phrases(text: str) -> tuple[str, ...]:
    edges = [0, *break_positions(text), len(text)]
    return tuple(text[start:end] for start, end in itertools.pairwise(edges))


def phrases(text: str) -> list[str]:
    """Split ``text`` where a Japanese reader would breathe; joined again it is the same text."""
    return list(_phrases(text)) if text else []


def break_html(text: str) -> SafeString:
    """Escaped ``text`` with ``<wbr>`` between its phrases, for titles and headings.

    ``word-break: keep-all`` does the rest, but for a phrase with a mark inside (``「学ぶ」のか``):
    browsers break after the mark all the same. Such a phrase comes as ``<span class="phrase">``,
    which the style sheet keeps in one piece.
    """
    split = phrases(text)
    kept = map(_kept_together if len(split) > 1 else escape, split)
    return mark_safe("<wbr>".join(kept))  # noqa: S308


def _kept_together(phrase: str) -> str:
    """The phrase escaped; spaces at its ends stay outside, where they separate and may vanish."""
    word = phrase.strip()
    if not _MARK.search(word[1:-1]):
        return escape(phrase)
    before, after = phrase.split(word, 1)
    return f'{before}<span class="phrase">{escape(word)}</span>{after}'


def excerpt(text: str, limit: int = EXCERPT_LIMIT) -> str:
    """At most ``limit`` characters of ``text``, cut at the end of a phrase and marked with ``…``."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    room = text[: limit - 1]
    ends = [end for end in break_positions(text[: limit + 10]) if limit // 2 <= end < limit]
    if not ends:
        ends = [room.rfind(" ")] if room.rfind(" ") >= limit // 2 else [len(room)]
    return room[: ends[-1]].rstrip(" 、，,・「『（([") + "…"


def count_characters(text: str) -> int:
    """Number of visible characters: white space and invisible characters are not read."""
    return len(_INVISIBLE.sub("", text))


def reading_minutes(characters: int, per_minute: int = CHARACTERS_PER_MINUTE) -> int:
    """Minutes a reader needs for so many characters, rounded, never less than one."""
    return max(1, round(characters / per_minute))
