"""Links in what readers write, and what their domains tell."""

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from comments.spam.findings import Code, Finding, quoted
from core.site_urls import site_hosts

PATH = Path(__file__).with_name("domains.toml")
_KNOWN = {
    name: frozenset(words)
    for name, words in tomllib.loads(PATH.read_text(encoding="utf-8")).items()
}

_SCHEME = re.compile(r"(?:h(?:tt|xx)ps?|ftp)://([^\s<>\"'`「」『』（）()\[\]、。]{1,500})")
_BARE = re.compile(
    r"(?<![a-z0-9.@_-])[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){1,6}(?![a-z0-9@_])"
)
_CUT_UP = re.compile(
    r"(?<![a-z0-9.@_-])([a-z0-9][a-z0-9-]{2,40}) ?(?:\.|\[\.\]|\(dot\)|ドット) ?"
    r"(com|net|top|xyz|site|online|shop|store|click|bet|vip|win|club|icu)(?![a-z0-9.])"
)
_TORN = re.compile(
    r"([a-z0-9][a-z0-9-]{2,40}) ?(?:\[\.\]|\(\.\)|[\[(]dot[\])]| dot |ドット| \. ) ?"
    f"({'|'.join(sorted(_KNOWN['endings'] | _KNOWN['cheap']))})(?![a-z0-9.])"
)
_JAPANESE_NAME = re.compile(
    r"[\u3041-\u30ff\u3400-\u9fff]\.(?:com|net|jp|info|biz|xyz|tokyo)(?![a-z])"
)
_HOST = re.compile(r"(?:[^/?#@\s]{0,100}@)?([a-z0-9.-]+|[^/?#:\s]+)")
_PAYS = re.compile(
    r"[?&](?:ref|aff?|aid|affid|affiliate|partner|promo|utm_[a-z]+|code|a_aid|bonus)=|/(?:ref|aff|go|lp\d?)/|"
    r"/lp\d?(?:\?|$)"
)
_MARKUP = re.compile(r"<a\s[^>]{0,200}href|\[(?:url|link)\s?=|\[url\]")
_NUMBER_HOST = re.compile(r"[0-9.]+")


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
        return within(self.domain, _KNOWN["trusted"]) or self.domain in {
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
    return name.rpartition(".")[2] in _KNOWN["endings"]


def findings(text: str, offers: tuple[Link, ...]) -> list[Finding]:
    """Return what the links of a comment tell: `text` is its prose, `offers` what is not trusted."""
    return [
        *_amount(text, offers),
        *_markup(text),
        *_torn(text),
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
    if said < 12:
        found.append(Finding(Code.LINKS_ONLY, 15))
    return found


def _markup(text: str) -> list[Finding]:
    return [Finding(Code.LINK_MARKUP, 45)] if _MARKUP.search(text) else []


def _torn(text: str) -> list[Finding]:
    """An address written so that no machine takes it for one."""
    torn = [f"{name} … {ending}" for name, ending in _TORN.findall(text)]
    return [Finding(Code.SPACED, 30, quoted(torn))] if torn else []


def _shortened(offers: tuple[Link, ...]) -> list[Finding]:
    short = [link.domain for link in offers if link.domain in _KNOWN["shorteners"]]
    return [Finding(Code.SHORTENER, 28, quoted(short))] if short else []


def _odd(offers: tuple[Link, ...]) -> list[Finding]:
    """The oddest domain counts; more of the kind add nothing, for the number of links counts already."""
    weighed = {link.domain: _oddness(link) for link in offers}
    worst = max(weighed, key=lambda domain: weighed[domain], default="")
    if not worst or weighed[worst] < 10:
        return []
    return [Finding(Code.ODD_DOMAIN, min(weighed[worst], 45), quoted([worst]))]


def _oddness(link: Link) -> int:
    points = 29 if link.ending in _KNOWN["cheap"] else 0
    points += 22 if _sells(link.domain) else 0
    points += min(12 * _hints(link.domain), 26)
    points += 25 if _NUMBER_HOST.fullmatch(link.domain) else 0
    points += _disguise(link.domain)
    return points


def _sells(domain: str) -> bool:
    """Whether a word of the trade is in it: a long one anywhere, a short one between its marks."""
    parts = re.split(r"[.\-0-9]+", domain)
    return any(word in domain if len(word) > 4 else word in parts for word in _KNOWN["sold"])


def _hints(domain: str) -> int:
    """How much looks like a campaign: words that sell, several hyphens, numbers."""
    name = domain.rpartition(".")[0]
    words = sum(word in name for word in _KNOWN["hinted"])
    return words + (name.count("-") >= 2) + bool(re.search(r"\d{2,}", name))


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
