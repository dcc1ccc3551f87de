"""Link rules: URLs in texts and names, and their domains."""

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from comments.spam.rule_hits import Code, RuleHit, quoted
from core.site_urls import site_hosts

PATH = Path(__file__).with_name("data") / "domains.toml"
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
    f"({'|'.join(sorted(_KNOWN['cut_up']))})(?![a-z0-9.])"
)
_TORN = re.compile(
    r"([a-z0-9][a-z0-9-]{2,40}) ?(?:\[\.\]|\(\.\)|[\[(]dot[\])]| dot |ドット| \. ) ?"
    f"({'|'.join(sorted(_KNOWN['endings'] | _KNOWN['cheap']))})(?![a-z0-9.])"
)
_JAPANESE_NAME = re.compile(
    rf"[\u3041-\u30ff\u3400-\u9fff]\.(?:{'|'.join(sorted(_KNOWN['after_japanese']))})(?![a-z])"
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
    """A URL in a text: `url` as written without the scheme, or only a domain (`is_bare`)."""

    url: str
    is_bare: bool = False

    @cached_property
    def domain(self) -> str:
        """Host without "www."."""
        match = _HOST.match(self.url)
        return match.group(1).strip(".").removeprefix("www.") if match else ""

    @cached_property
    def is_trusted(self) -> bool:
        """Whether it leads to a well-known trusted domain, or to this site."""
        return within(self.domain, _KNOWN["trusted"]) or self.domain in {
            host.partition(":")[0].removeprefix("www.") for host in site_hosts()
        }

    @property
    def ending(self) -> str:
        """Top-level domain."""
        return self.domain.rpartition(".")[2]


def within(domain: str, parents: "frozenset[str] | set[str]") -> bool:
    """Whether `domain` is one of `parents` or below one of them."""
    labels = domain.split(".")[-8:]
    return any(".".join(labels[start:]) in parents for start in range(len(labels)))


def links_in(text: str) -> tuple[Link, ...]:
    """Return the URLs in `text` (in the form of NormalizedText.plain), with or without a scheme."""
    links = [Link(url.rstrip(".,;:!?)")) for url in _SCHEME.findall(text)]
    rest = without_links(text)
    links += [Link(name, is_bare=True) for name in _BARE.findall(rest) if _is_domain(name)]
    cut_up = [f"{name}.{ending}" for name, ending in _CUT_UP.findall(rest)]
    known = {link.domain for link in links}
    links += [Link(name) for name in cut_up if name.removeprefix("www.") not in known]
    return tuple(dict.fromkeys(link for link in links if link.domain))


def without_links(text: str) -> str:
    """Return `text` with a space in place of every URL with a scheme."""
    return _SCHEME.sub(" ", text)


def links_in_name(name: str) -> tuple[Link, ...]:
    """Return the URLs in a name; a Japanese word before ".com" is one too."""
    links = links_in(name)
    if not links and _JAPANESE_NAME.search(name):
        links = (Link(name.replace(" ", ""), is_bare=True),)
    return links


def _is_domain(name: str) -> bool:
    return name.rpartition(".")[2] in _KNOWN["endings"]


def find_hits(text: str, offers: tuple[Link, ...]) -> list[RuleHit]:
    """Return the hits of all link rules: `text` is the plain text, `offers` are the untrusted links."""
    return [
        *_amount(text, offers),
        *_markup(text),
        *_torn(text),
        *_shortened(offers),
        *_suspicious_domain(offers),
        *_referring(offers),
    ]


def name_hits(links: tuple[Link, ...]) -> list[RuleHit]:
    """Return the hit for URLs in the name."""
    if not links:
        return []
    points = 40 if all(link.is_bare and not link.url.startswith("www.") for link in links) else 60
    return [RuleHit(Code.NAME_LINK, points, quoted(link.url for link in links))]


def _amount(text: str, offers: tuple[Link, ...]) -> list[RuleHit]:
    if not offers:
        return []
    points = {1: 14, 2: 18, 3: 30}.get(len(offers), 45)
    hits = [RuleHit(Code.LINKS, points, {"number": len(offers)})]
    length_without_links = len(text) - sum(len(link.url) + 8 for link in offers)
    if length_without_links < 12:
        hits.append(RuleHit(Code.LINKS_ONLY, 15))
    return hits


def _markup(text: str) -> list[RuleHit]:
    return [RuleHit(Code.LINK_MARKUP, 45)] if _MARKUP.search(text) else []


def _torn(text: str) -> list[RuleHit]:
    """Score domains that are split to evade detection, such as "example dot com"."""
    torn = [f"{name} … {ending}" for name, ending in _TORN.findall(text)]
    return [RuleHit(Code.SPACED, 30, quoted(torn))] if torn else []


def _shortened(offers: tuple[Link, ...]) -> list[RuleHit]:
    short = [link.domain for link in offers if link.domain in _KNOWN["shorteners"]]
    return [RuleHit(Code.SHORTENER, 28, quoted(short))] if short else []


def _suspicious_domain(offers: tuple[Link, ...]) -> list[RuleHit]:
    """Score the most suspicious domain only: the number of links is scored already."""
    points = {link.domain: _domain_points(link) for link in offers}
    worst = max(points, key=lambda domain: points[domain], default="")
    if not worst or points[worst] < 10:
        return []
    return [RuleHit(Code.ODD_DOMAIN, min(points[worst], 45), quoted([worst]))]


def _domain_points(link: Link) -> int:
    points = 29 if link.ending in _KNOWN["cheap"] else 0
    points += 22 if _sells(link.domain) else 0
    points += min(12 * _hints(link.domain), 26)
    points += 25 if _NUMBER_HOST.fullmatch(link.domain) else 0
    points += _disguise(link.domain)
    return points


def _sells(domain: str) -> bool:
    """Whether the domain contains an advertising word: a long one anywhere, a short one as a whole part."""
    parts = re.split(r"[.\-0-9]+", domain)
    return any(word in domain if len(word) > 4 else word in parts for word in _KNOWN["sold"])


def _hints(domain: str) -> int:
    """Count the signs of a campaign: promotional words, several hyphens, numbers."""
    name = domain.rpartition(".")[0]
    words = sum(word in name for word in _KNOWN["hinted"])
    return words + (name.count("-") >= 2) + bool(re.search(r"\d{2,}", name))


def _disguise(domain: str) -> int:
    """Return points for an internationalized domain in Greek or Cyrillic, or an invalid one."""
    try:
        labels = [
            label[4:].encode().decode("punycode") if label.startswith("xn--") else label
            for label in domain.split(".")
        ]
    except (UnicodeError, ValueError):
        return 25
    return 25 if re.search("[\u0370-\u052f]", "".join(labels)) else 0


def _referring(offers: tuple[Link, ...]) -> list[RuleHit]:
    paying = [link.domain for link in offers if _PAYS.search(link.url)]
    return [RuleHit(Code.REFERRAL, 12, quoted(paying))] if paying else []
