"""Phrase rules: advertising words, calls to action, contacts, stock phrases, shouting."""

import re
from collections import Counter
from collections.abc import Sequence

from comments.spam import word_lists
from comments.spam.normalized_text import NormalizedText
from comments.spam.rule_hits import Code, RuleHit, quoted

_PROMISE = word_lists.phrases("promises")
_HANDLE = word_lists.phrases("handles")
_MESSENGER = word_lists.phrases("messengers")
_MAIL = re.compile(r"[a-z0-9][a-z0-9._+-]{0,60}@[a-z0-9-]{1,60}\.[a-z]{2,10}")
_PHONE = re.compile(
    r"(?:\+[0-9]{1,3}[ -]?[0-9]{2,4}|0[5789]0|0120|\+?1[ -][0-9]{3})[ -][0-9]{3,5}[ -]?[0-9]{3,5}"
    r"|\([0-9]{3}\) ?[0-9]{3}-[0-9]{4}|(?:call|contact|whatsapp|電話)[^0-9\n]{0,10}[0-9]{10,11}"
)
_PRAISE = word_lists.phrases("praise")
_LEADS_IN = word_lists.phrases("leads_in")
_ELSEWHERE = word_lists.phrases("elsewhere")
_PAYING_CODE = word_lists.phrases("paying_codes")
_COIN = re.compile(r"\b(?:bc1[a-z0-9]{25,60}|0x[0-9a-f]{40})\b")
_PRICE = word_lists.phrases("prices")
# Spintax: alternatives that a bot failed to choose from.
#: {one|another}, but not ruby: {漢字|かんじ}, with a reading in kana for a base with kanji.
_SPINTAX = re.compile(
    r"\{(?![^{}|\n]{0,29}[\u3400-\u9fff々][^{}|\n]{0,29}\|[\u3041-\u30ff|]{1,60}\})"
    r"[^{}|\n]{1,30}\|[^{}\n]{1,60}\}"
)
_KEYWORD = re.compile(
    r"[a-zà-ÿ]{5,30}|(?=.*[\u30a1-\u30fe\u3400-\u9fff])[\u3041-\u30fe\u3400-\u9fff]{2,12}"
)
_SHOP = 38
# A name like a search query: three Japanese words or more. Names of people have two.
_SEARCH = re.compile(
    r"(?=.*[\u3041-\u30fe\u3400-\u9fff])[^\s・|/、,]+(?:[\s・|/、,]+[^\s・|/、,]+){2,}"
)
_LURES = word_lists.lures()
_MARKS = re.compile("[!！]")
_CAPITALS = re.compile("[A-Z]")
_LATIN = re.compile("[A-Za-z]")


def find_hits(comment_text: NormalizedText, own_words: Sequence[str] = ()) -> list[RuleHit]:
    """Return the hits of all phrase rules; `own_words` are the owner's, in the form of NormalizedText.plain."""
    text = f"{comment_text.unmasked}\n{comment_text.unmasked_name}"
    contact = _contact(comment_text)
    name = _name(comment_text)
    has_contact = bool(comment_text.offers or comment_text.name_links or contact or _is_shop(name))
    trade, pitch = _trade(text, has_contact), _pitch(text, has_contact)
    return [
        *trade,
        *_own(f"{comment_text.plain}\n{comment_text.plain_name}\n{text}", own_words),
        *pitch,
        *_promise(text),
        *_paying_code(text),
        *contact,
        *name,
        *_flattery(text, bool(comment_text.offers or comment_text.name_links or name)),
        *_stock(text),
        *_shouting(comment_text),
        *_stuffed(text),
    ]


def _trade(text: str, has_contact: bool) -> list[RuleHit]:
    """Score the advertising words of the trade with most of them; more if the comment has a contact."""
    words_by_trade = word_lists.trades_in(text)
    if not words_by_trade:
        return []
    most = max(words_by_trade.values(), key=len)
    points = {1: 10, 2: 24, 3: 38}.get(len(most), 50) + min(3 * (len(words_by_trade) - 1), 9)
    return [RuleHit(Code.BAD_WORDS, points if has_contact else points * 2 // 3, quoted(most))]


def _own(text: str, own_words: Sequence[str]) -> list[RuleHit]:
    found = word_lists.own_in(text, own_words)
    return (
        [RuleHit(Code.OWN_WORDS, min(50 + 25 * (len(found) - 1), 100), quoted(found))]
        if found
        else []
    )


def _pitch(text: str, has_contact: bool) -> list[RuleHit]:
    found = word_lists.pitches_in(text) + [match.group() for match in _PRICE.finditer(text)]
    if has_contact:
        found += [match.group().strip() for match in _LEADS_IN.finditer(text)]
    if not found:
        return []
    points = {1: 12, 2: 24, 3: 34}.get(len(found), 42)
    return [RuleHit(Code.PITCH, points if has_contact else points // 2, quoted(found))]


def _promise(text: str) -> list[RuleHit]:
    found = [match.group().strip() for match in _PROMISE.finditer(text)]
    return [RuleHit(Code.PROMISE, 20 if len(found) == 1 else 30, quoted(found))] if found else []


def _paying_code(text: str) -> list[RuleHit]:
    codes = [code for code in _PAYING_CODE.findall(text) if re.search("[0-9]", code)]
    return [RuleHit(Code.REFERRAL, 28, quoted(codes))] if codes else []


def _contact(comment_text: NormalizedText) -> list[RuleHit]:
    text = comment_text.plain
    found = [match.group().strip() for match in _HANDLE.finditer(text)]
    strong = [*found, *_MESSENGER.findall(text), *_COIN.findall(text)]
    weak = [*_ELSEWHERE.findall(text), *_MAIL.findall(text), *_PHONE.findall(text)]
    if not strong and not weak:
        return []
    points = (40 if strong else 0) + (20 if weak else 0)
    return [RuleHit(Code.CONTACT, points, quoted([*strong, *weak]))]


def _name(comment_text: NormalizedText) -> list[RuleHit]:
    sold, traded = word_lists.sold_in_name(comment_text.unmasked_name)
    is_search = _SEARCH.fullmatch(comment_text.plain_name.strip()) is not None
    if not sold and not traded and not is_search:
        return []
    points = 45 if is_search else _SHOP if sold or len(traded) > 1 else 10
    return [RuleHit(Code.NAME_AD, points, quoted([comment_text.name.strip()]))]


def _is_shop(name: list[RuleHit]) -> bool:
    """Whether the name is certainly an advertisement."""
    return any(hit.points >= _SHOP for hit in name)


def _flattery(text: str, has_interest: bool) -> list[RuleHit]:
    """Score stock praise, but only together with a link or an advertising name."""
    if not has_interest:
        return []
    found = {*word_lists.flatteries_in(text), *_PRAISE.findall(text)}
    return [RuleHit(Code.FLATTERY, 22 if len(found) == 1 else 30)] if found else []


def _stock(text: str) -> list[RuleHit]:
    """Score stock phrases of bots; a single one may be a person's."""
    found = word_lists.stock_in(text) + _SPINTAX.findall(text)
    points = {0: 0, 1: 25, 2: 48}.get(len(found), 60)
    return [RuleHit(Code.STOCK, points, quoted(found))] if points else []


def _shouting(comment_text: NormalizedText) -> list[RuleHit]:
    lures = sum(1 for lure in _LURES if lure in comment_text.text)
    letters = len(_LATIN.findall(comment_text.prose))
    loud = letters >= 25 and len(_CAPITALS.findall(comment_text.prose)) > letters * 0.6
    marks = len(_MARKS.findall(comment_text.prose)) >= 4
    points = min(6 * lures, 24) + 6 * loud + 4 * marks
    return [RuleHit(Code.SHOUTING, points)] if points else []


def _stuffed(text: str) -> list[RuleHit]:
    """Score a word that is repeated as for a search engine (keyword stuffing)."""
    found = [word for word in re.split(r"[\s、。,]+", text) if _KEYWORD.fullmatch(word)]
    word, times = Counter(found).most_common(1)[0] if found else ("", 0)
    return (
        [RuleHit(Code.STUFFED, 25, quoted([word]))] if times >= 4 and times > len(found) / 8 else []
    )
