"""Links in what readers write, and what their domains tell."""

import re
from dataclasses import dataclass
from functools import cached_property

from comments.spam.findings import Code, Finding, quoted
from core.site_urls import site_hosts

# Endings under which a word with a dot is an address even without "https://". Not `py`, `md`, `sh`:
# those are files.
_ENDINGS = frozenset(
    "com net org info biz jp co us uk de fr in cn ru io me tv cc asia tokyo app dev shop store "
    "online site website space club top xyz click link icu pw fun live vip bet win work trade bid "
    "loan date party review download racing men cfd sbs lol bar buzz cyou cam sex porn adult casino "
    "poker dating agency properties life pro moe eu au ca kr tw hk vn su".split()
)
#: Endings that cost nearly nothing and are taken for a campaign, seen far more often in spam.
_CHEAP = frozenset(
    "top xyz site online shop store club click icu pw fun vip bet win work trade bid loan date party "
    "review stream download racing men cfd sbs lol bar buzz monster quest cyou cam sex porn adult "
    "casino poker dating rest space website live link tk ml ga cf gq su cc hair beauty skin".split()
)
_SHORTENERS = frozenset(
    "bit.ly tinyurl.com is.gd v.gd goo.gl t.ly ow.ly cutt.ly rb.gy shorturl.at onl.la onl.tw tiny.cc "
    "buff.ly adf.ly s.id urlz.fr ux.nu x.gd soo.gd rebrand.ly bl.ink t2m.io qr.ae 00m.in".split()
)
# Where people send one another to read, not to buy: no link there counts.
_TRUSTED = frozenset(
    "wikipedia.org wikimedia.org wiktionary.org archive.org github.com gitlab.com stackoverflow.com "
    "youtube.com youtu.be nicovideo.jp nico.ms python.org djangoproject.com mozilla.org w3.org "
    "arxiv.org doi.org jstor.org go.jp lg.jp ac.jp ed.jp edu gov ac.uk gov.uk nhk.or.jp aozora.gr.jp "
    "readthedocs.io debian.org postgresql.org sqlite.org rfc-editor.org unicode.org "
    "openstreetmap.org qiita.com zenn.dev note.com hatenablog.com hatenablog.jp hatena.ne.jp pypi.org "
    "npmjs.com docs.rs go.dev microsoft.com apple.com cookpad.com asahi.com nikkei.com bbc.co.uk "
    "bbc.com twitter.com x.com reddit.com mastodon.social".split()
)

_SCHEME = re.compile(r"(?:h(?:tt|xx)ps?|ftp)://([^\s<>\"'`「」『』（）()\[\]、。]{1,500})")
_BARE = re.compile(r"(?<![a-z0-9.@_-])[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){1,6}(?![a-z0-9@_])")
_CUT_UP = re.compile(
    r"(?<![a-z0-9.@_-])([a-z0-9][a-z0-9-]{2,40}) ?(?:\.|\[\.\]|\(dot\)|ドット) ?"
    r"(com|net|top|xyz|site|online|shop|store|click|bet|vip|win|club|icu)(?![a-z0-9.])"
)
_JAPANESE_NAME = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]\.(?:com|net|jp|info|biz|xyz|tokyo)(?![a-z])")
_HOST = re.compile(r"(?:[^/?#@\s]{0,100}@)?([a-z0-9.-]+|[^/?#:\s]+)")
_PAYS = re.compile(
    r"[?&](?:ref|aff?|aid|affid|affiliate|partner|promo|utm_[a-z]+|code|a_aid|bonus)=|/(?:ref|aff|go|lp\d?)/|"
    r"/lp\d?(?:\?|$)"
)
_MARKUP = re.compile(r"<a\s[^>]{0,200}href|\[(?:url|link)\s?=|\[url\]")
_NUMBER_HOST = re.compile(r"[0-9.]+")

# Words that an honest domain seldom has.
_SOLD = (
    "casino slot poker bet gacor togel judi toto porn adult xxx hotdate singles dating escort pills "
    "rx meds viagra cialis pharm loan payday credit kopi copy replica outlet cheap gekiyasu brand88 "
    "seo backlink rank follower essay homework btc crypto coin forex fx trade bonus prize claim gift "
    "fukugyo kasegu fuku affi deai sefure genkinka supli diet keto cbd kratom kakuyasu satei"
).split()


@dataclass(frozen=True)
class Link:
    """One address in a text: `url` as written (without the scheme), or only a domain (`is_bare`)."""

    url: str
    is_bare: bool = False

    @cached_property
    def domain(self) -> str:
        """The host in lower case without "www."."""
        found = _HOST.match(self.url)
        return found.group(1).strip(".").removeprefix("www.") if found else ""

    @cached_property
    def is_trusted(self) -> bool:
        """Whether it leads to a place of common knowledge, or to this site."""
        return within(self.domain, _TRUSTED) or self.domain in {
            host.partition(":")[0].removeprefix("www.") for host in site_hosts()
        }

    @property
    def ending(self) -> str:
        """The last part of the domain."""
        return self.domain.rpartition(".")[2]


def within(domain: str, parents: "frozenset[str] | set[str]") -> bool:
    """Whether `domain` is one of `parents` or below one of them."""
    labels = domain.split(".")[-8:]
    return any(".".join(labels[start:]) in parents for start in range(len(labels)))


def links_in(text: str) -> tuple[Link, ...]:
    """Return the addresses in `text` (as `reading.plain` returns it), with a scheme or without."""
    found = [Link(url.rstrip(".,;:!?)")) for url in _SCHEME.findall(text)]
    rest = without_links(text)
    found += [Link(name, is_bare=True) for name in _BARE.findall(rest) if _is_domain(name)]
    cut_up = [f"{name}.{ending}" for name, ending in _CUT_UP.findall(rest)]
    known = {link.domain for link in found}
    found += [Link(name) for name in cut_up if name.removeprefix("www.") not in known]
    return tuple(dict.fromkeys(link for link in found if link.domain))


def without_links(text: str) -> str:
    """Return `text` with a space in place of every address that has a scheme."""
    return _SCHEME.sub(" ", text)


def links_in_name(name: str) -> tuple[Link, ...]:
    """Return what in a name is an address; a Japanese word before ".com" is one too."""
    found = links_in(name)
    if not found and _JAPANESE_NAME.search(name):
        found = (Link(name.replace(" ", ""), is_bare=True),)
    return found


def _is_domain(name: str) -> bool:
    return name.rpartition(".")[2] in _ENDINGS


def findings(text: str, offers: tuple[Link, ...]) -> list[Finding]:
    """Return what the links of a comment tell: `text` is its prose, `offers` what is not trusted."""
    return [
        *_amount(text, offers),
        *_markup(text),
        *_shortened(offers),
        *_odd(offers),
        *_referring(offers),
    ]


def in_name(found: tuple[Link, ...]) -> list[Finding]:
    """Return what an address in the name tells."""
    if not found:
        return []
    points = 40 if all(link.is_bare and not link.url.startswith("www.") for link in found) else 60
    return [Finding(Code.NAME_LINK, points, quoted(link.url for link in found))]


def _amount(text: str, offers: tuple[Link, ...]) -> list[Finding]:
    if not offers:
        return []
    points = {1: 14, 2: 18, 3: 30}.get(len(offers), 45)
    found = [Finding(Code.LINKS, points, {"number": len(offers)})]
    said = len(text) - sum(len(link.url) + 8 for link in offers)
    if said < 20:
        found.append(Finding(Code.LINKS_ONLY, 15))
    return found


def _markup(text: str) -> list[Finding]:
    return [Finding(Code.LINK_MARKUP, 45)] if _MARKUP.search(text) else []


def _shortened(offers: tuple[Link, ...]) -> list[Finding]:
    short = [link.domain for link in offers if link.domain in _SHORTENERS]
    return [Finding(Code.SHORTENER, 28, quoted(short))] if short else []


def _odd(offers: tuple[Link, ...]) -> list[Finding]:
    """The oddest domain counts; more of the kind add nothing, for the number of links counts already."""
    weighed = {link.domain: _oddness(link) for link in offers}
    worst = max(weighed, key=lambda domain: weighed[domain], default="")
    if not worst or weighed[worst] < 10:
        return []
    return [Finding(Code.ODD_DOMAIN, min(weighed[worst], 45), quoted([worst]))]


def _oddness(link: Link) -> int:
    points = 27 if link.ending in _CHEAP else 0
    points += 22 if _sells(link.domain) else 0
    points += 8 if link.domain.count("-") >= 2 or re.search(r"\d{2,}", link.domain) else 0
    points += 25 if _NUMBER_HOST.fullmatch(link.domain) else 0
    points += _disguise(link.domain)
    return points


def _sells(domain: str) -> bool:
    """Whether a word of the trade is in it: a long one anywhere, a short one between its marks."""
    parts = re.split(r"[.\-0-9]+", domain)
    return any(word in domain if len(word) > 4 else word in parts for word in _SOLD)


def _disguise(domain: str) -> int:
    """Points of an international domain: one in Japanese is as good as any other."""
    try:
        labels = [
            label[4:].encode().decode("punycode") if label.startswith("xn--") else label
            for label in domain.split(".")
        ]
    except (UnicodeError, ValueError):
        return 25
    return 25 if re.search("[\u0370-\u052f]", "".join(labels)) else 0


def _referring(offers: tuple[Link, ...]) -> list[Finding]:
    paying = [link.domain for link in offers if _PAYS.search(link.url)]
    return [Finding(Code.REFERRAL, 12, quoted(paying))] if paying else []
