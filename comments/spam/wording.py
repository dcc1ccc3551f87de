"""What the words of a comment tell: what is offered, how readers are called, how loud it is."""

import re
from collections import Counter
from collections.abc import Sequence

from comments.spam import words
from comments.spam.findings import Code, Finding, quoted
from comments.spam.reading import Reading

_PROMISE = re.compile(
    r"(?:月収|年収|日給|月に?|毎月|毎日|1日|1件|時給|日収|週に?)[約最大]{0,2}\s?[0-9][0-9,.]{0,8}\s?(?:万|千|円|%)"
    r"|[0-9][0-9,.]{0,8}\s?万円?(?:を|が)?(?:達成|稼|もらえ|ゲット|プレゼント|勝っ|になり)"
    r"|(?:最大|初回)[0-9]{1,3}(?:,000|万)?\s?(?:%|円|万円)(?:オフ|off|お得)?"
    r"|\$\s?[0-9][0-9,.]{0,9}(?:-\$?[0-9,.]{1,9})?\s?(?:/|per |a |an |daily|weekly|in )"
    r"|\$\s?[0-9][0-9,.]{0,9} (?:in|to|into) |(?:turned|invested|won|earn|make|withdraw|receive) \$\s?[0-9]"
    r"|[0-9]{1,4}% (?:monthly|daily|weekly|bonus|guaranteed)"
)
_HANDLE = re.compile(
    r"(?:line|telegram|テレグラム|whats ?app|wechat|微信|カカオ|カカオトーク|카톡|qq|discord|wickr|instagram|インスタ|skype|ライン)"
    r"[^a-z0-9@+\n]{0,12}(?:id)?[^a-z0-9@+\n]{0,6}(?:@[a-z0-9_.]{3,30}|\+[0-9]|[a-z]{1,15}[_.\-]?[0-9]{1,9}\b|[0-9]{6,12}|[a-z]+_[a-z_]+)"
    r"|(?:line|カカオ|テレグラム|telegram|wechat|加v|微信)(?:の|で)?\s?(?:id)?\s?[ :はが]{1,4}[a-z0-9]{1,12}[_.\-][a-z0-9_.\-]{2,20}"
    r"|@[a-z0-9_]{3,30} (?:on|in) (?:telegram|instagram|whatsapp)"
    r"|(?:^|[^a-z])id[ :：]{1,3}[a-z][a-z0-9_]{3,20}[0-9]"
)
_MESSENGER = re.compile(
    r"(?:^|[/.\s])(?:lin\.ee|line\.me|t\.me|wa\.me|chat\.whatsapp\.com|discord\.gg)(?:/|$)"
)
_MAIL = re.compile(r"[a-z0-9][a-z0-9._+-]{0,60}@[a-z0-9-]{1,60}\.[a-z]{2,10}")
_PHONE = re.compile(
    r"(?:\+[0-9]{1,3}[ -]?[0-9]{2,4}|0[5789]0|0120|\+?1[ -][0-9]{3})[ -][0-9]{3,5}[ -]?[0-9]{3,5}"
    r"|\([0-9]{3}\) ?[0-9]{3}-[0-9]{4}|(?:call|contact|whatsapp|電話)[^0-9\n]{0,10}[0-9]{10,11}"
)
# Praise in general, of which the list has only what is put in other words.
_PRAISE = re.compile(
    r"\b(?:great|nice|awesome|fantastic|excellent|amazing|wonderful|informative|interesting|incredible|brilliant|useful|"
    r"superb|impressive|valuable|lovely) (?:[a-z]{1,12} )?(?:article|post|blog|read|content|site|website|info|information|"
    r"piece|write-?up|page|job|tips|resource)\b"
    r"|\b(?:like|love|loved|enjoyed?|appreciate) (?:reading )?(?:this|your) (?:article|post|blog|site|website|content)\b"
    r"|(?:素晴らしい|すばらしい|素敵な|良い|いい|有益な|最高の|興味深い|貴重な|参考になる)(?:記事|ブログ|情報|投稿|内容|サイト)"
)
# An order at the beginning.
_LEADS_IN = re.compile(
    r"\A\W{0,10}(?:buy|order|get|play|watch|download|join|unlock|claim|win|visit|click|shop|discover|"
    r"looking for|need|want)\b"
)
# Somewhere to go on talking, without saying where.
_ELSEWHERE = re.compile(
    r"公式line|line(?:登録|追加|に登録|まで|へ|を追加)|友(?:だち|達)追加|dm(?:ください|下さい|まで|待って|して)|プロフ(?:から|の|見|ィールから|ィールの)|"
    r"link in (?:my )?bio|(?:check|see|visit) my profile|\b(?:dm|message|inbox|text) me\b|"
    r"(?:whatsapp|telegram|line)[a-z ]{0,12} (?:group|channel)|(?:メール|line)で(?:ご)?連絡"
)
# A code that pays whoever gives it away.
_PAYING_CODE = re.compile(
    r"(?:招待コード|紹介コード|クーポンコード|referral code|promo code|invite code|use code|with code)"
    r"[^a-z0-9\n]{0,8}([a-z0-9]{4,16})"
)
_COIN = re.compile(r"\b(?:bc1[a-z0-9]{25,60}|0x[0-9a-f]{40})\b")
# Words to choose from, which a machine forgot to choose.
# What is for sale costs something; whoever tells what they paid names no "from" and no "first month".
_PRICE = re.compile(
    r"(?:初回|初月|通常|定価|月額|週額|年会費|参加費|1(?:回|台|枚|本|件|記事|文字|個|袋|セット))[^。\n]{0,8}?[0-9][0-9,.]{0,8}万?円"
    r"|[0-9][0-9,.]{0,8}万?円(?:\(税|\(通常|~|から(?!あげ|揚げ)|ぽっきり|で承|→|オフ|引き)|0円(?:キャンペーン|で体験|から)"
    r"|(?:from|only|just|starting at|for as low as) \$[0-9]|\$[0-9][0-9,.]{0,8} ?(?:only|each|including)"
)
_SPINTAX = re.compile(r"\{[^{}|\n]{1,30}\|[^{}\n]{1,60}\}")
_KEYWORD = re.compile(
    r"[a-zà-ÿ]{5,30}|(?=.*[\u30a1-\u30fe\u3400-\u9fff])[\u3041-\u30fe\u3400-\u9fff]{2,12}"
)
_SHOP = 38
# A name that is typed like a search: three words of Japanese and more. People's have two.
_SEARCH = re.compile(
    r"(?=.*[\u3041-\u30fe\u3400-\u9fff])[^\s・|/、,]+(?:[\s・|/、,]+[^\s・|/、,]+){2,}"
)
_LURES = "👉💰🎰💵💸🚀🔥🍑💋🔞🤑📈🎁💎👇"
_MARKS = re.compile("[!！]")
_CAPITALS = re.compile("[A-Z]")
_LATIN = re.compile("[A-Za-z]")


def findings(reading: Reading, own_words: Sequence[str] = ()) -> list[Finding]:
    """Return what the words tell; `own_words` are the owner's, in the form of `reading.plain`."""
    text = f"{reading.unmasked}\n{reading.unmasked_name}"
    contact = _contact(reading)
    name = _name(reading)
    reaches_out = bool(reading.offers or reading.name_links or contact or _is_shop(name))
    trade, pitch = _trade(text, reaches_out), _pitch(text, reaches_out)
    return [
        *trade,
        *_own(f"{reading.plain}\n{reading.plain_name}\n{text}", own_words),
        *pitch,
        *_promise(text),
        *_paying_code(text),
        *contact,
        *name,
        *_flattery(text, bool(reading.offers or reading.name_links or name)),
        *_stock(text),
        *_shouting(reading),
        *_stuffed(text),
    ]


def _trade(text: str, reaches_out: bool) -> list[Finding]:
    """Words of the trade that has most of them; more where the comment leads somewhere."""
    found = words.trades_in(text)
    if not found:
        return []
    most = max(found.values(), key=len)
    several = {1: 10, 2: 24, 3: 38}.get(len(most), 50)
    points = several + min(3 * (len(found) - 1), 9)
    return [Finding(Code.BAD_WORDS, points if reaches_out else points * 2 // 3, quoted(most))]


def _own(text: str, own_words: Sequence[str]) -> list[Finding]:
    found = words.own_in(text, own_words)
    return (
        [Finding(Code.OWN_WORDS, min(50 + 25 * (len(found) - 1), 100), quoted(found))]
        if found
        else []
    )


def _pitch(text: str, reaches_out: bool) -> list[Finding]:
    found = words.pitches_in(text) + [match.group() for match in _PRICE.finditer(text)]
    if reaches_out:
        found += [match.group().strip() for match in _LEADS_IN.finditer(text)]
    if not found:
        return []
    points = {1: 12, 2: 24, 3: 34}.get(len(found), 42)
    return [Finding(Code.PITCH, points if reaches_out else points // 2, quoted(found))]


def _promise(text: str) -> list[Finding]:
    found = [match.group().strip() for match in _PROMISE.finditer(text)]
    return [Finding(Code.PROMISE, 20 if len(found) == 1 else 30, quoted(found))] if found else []


def _paying_code(text: str) -> list[Finding]:
    codes = [code for code in _PAYING_CODE.findall(text) if re.search("[0-9]", code)]
    return [Finding(Code.REFERRAL, 28, quoted(codes))] if codes else []


def _contact(reading: Reading) -> list[Finding]:
    text = reading.plain
    found = [match.group().strip() for match in _HANDLE.finditer(text)]
    strong = [*found, *_MESSENGER.findall(text), *_COIN.findall(text)]
    weak = [*_ELSEWHERE.findall(text), *_MAIL.findall(text), *_PHONE.findall(text)]
    if not strong and not weak:
        return []
    points = (40 if strong else 0) + (20 if weak else 0)
    return [Finding(Code.CONTACT, points, quoted([*strong, *weak]))]


def _name(reading: Reading) -> list[Finding]:
    sold, traded = words.sold_in_name(reading.unmasked_name)
    is_search = _SEARCH.fullmatch(reading.plain_name.strip()) is not None
    if not sold and not traded and not is_search:
        return []
    points = 45 if is_search else _SHOP if sold or len(traded) > 1 else 10
    return [Finding(Code.NAME_AD, points, quoted([reading.name.strip()]))]


def _is_shop(name: list[Finding]) -> bool:
    """Whether the name leaves no doubt that it is an advertisement."""
    return any(finding.points >= _SHOP for finding in name)


def _flattery(text: str, has_interest: bool) -> list[Finding]:
    """Stock praise is kind, unless whoever gives it brings a link or a shop."""
    if not has_interest:
        return []
    found = {*words.flatteries_in(text), *_PRAISE.findall(text)}
    return [Finding(Code.FLATTERY, 22 if len(found) == 1 else 30)] if found else []


def _stock(text: str) -> list[Finding]:
    """Sentences of machines; one may be a person's."""
    found = words.stock_in(text) + _SPINTAX.findall(text)
    points = {0: 0, 1: 25, 2: 48}.get(len(found), 60)
    return [Finding(Code.STOCK, points, quoted(found))] if points else []


def _shouting(reading: Reading) -> list[Finding]:
    lures = sum(1 for lure in _LURES if lure in reading.text)
    letters = len(_LATIN.findall(reading.prose))
    loud = letters >= 25 and len(_CAPITALS.findall(reading.prose)) > letters * 0.6
    marks = len(_MARKS.findall(reading.prose)) >= 4
    points = min(6 * lures, 24) + 6 * loud + 4 * marks
    return [Finding(Code.SHOUTING, points)] if points else []


def _stuffed(text: str) -> list[Finding]:
    """The same word again and again, as for a search engine."""
    found = [word for word in re.split(r"[\s、。,]+", text) if _KEYWORD.fullmatch(word)]
    word, times = Counter(found).most_common(1)[0] if found else ("", 0)
    return (
        [Finding(Code.STUFFED, 25, quoted([word]))] if times >= 4 and times > len(found) / 8 else []
    )
