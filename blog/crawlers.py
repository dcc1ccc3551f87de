"""What the site tells crawlers and services: robots.txt, ads.txt, proofs of ownership.

Owners add lines to both files and paste the tags that services give them. All of it is checked line
by line, so that nothing but what the standards know is ever published.
"""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Final
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import SiteSettings
from core.site_urls import absolute

#: Not for crawlers, whatever an owner adds.
OWN_RULES: Final = ("/admin/", "/account/", "/search/", "/share/")
MAX_LINES: Final = 500
MAX_LINE: Final = 500

# RFC 9309, section 2.2; crawl-delay and sitemap are read by many crawlers too.
_ROBOTS_LINE: Final = re.compile(
    r"(user-agent|disallow|allow|crawl-delay|sitemap)\s*:\s*(.*)", re.IGNORECASE
)
_AGENT: Final = re.compile(r"\*|[A-Za-z0-9_.\-/]{1,100}")
_PATH: Final = re.compile(r"(/|\*)[!-~]*|")

# IAB Tech Lab, ads.txt 1.1, section 3.4: data records and variables.
_HOST: Final = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
_RECORD: Final = re.compile(
    rf"{_HOST}\s*,\s*[A-Za-z0-9._~:/@+-]{{1,200}}\s*,\s*(?:DIRECT|RESELLER)"
    r"(?:\s*,\s*[A-Za-z0-9._-]{1,100})?",
    re.IGNORECASE,
)
_DOMAIN_VARIABLE: Final = re.compile(
    rf"(?:SUBDOMAIN|INVENTORYPARTNERDOMAIN|OWNERDOMAIN)\s*=\s*{_HOST}", re.IGNORECASE
)
_MANAGER: Final = re.compile(
    rf"MANAGERDOMAIN\s*=\s*{_HOST}(?:\s*,\s*[A-Za-z]{{2}})?", re.IGNORECASE
)
_CONTACT: Final = re.compile(r"CONTACT\s*=\s*[!-~][ -~]{0,200}", re.IGNORECASE)
_ADS_LINES: Final = (_RECORD, _DOMAIN_VARIABLE, _MANAGER, _CONTACT)

_TOKEN: Final = re.compile(r"[A-Za-z0-9_\-=.+/]{6,200}")
#: Names of the tags that services check, as each of them documents it.
VERIFIERS: Final = {
    "google-site-verification": "Google",
    "msvalidate.01": "Bing",
    "yandex-verification": "Yandex",
    "baidu-site-verification": "Baidu",
    "naver-site-verification": "Naver",
    "p:domain_verify": "Pinterest",
    "facebook-domain-verification": "Facebook",
}


def robots(site: SiteSettings, additions: str = "") -> str:
    """Return robots.txt: our rules first, and again in every group that the owner adds.

    A crawler that finds a group of its own name reads no other (RFC 9309, section 2.2.1).
    """
    own = ["Disallow: /"] if site.noindex else [f"Disallow: {path}" for path in OWN_RULES]
    lines = ["User-agent: *", *own]
    if not site.noindex:
        lines += ["", *_with_own_rules(additions.splitlines(), own)] if additions else []
    sitemap = f"Sitemap: {absolute(reverse('blog:sitemap'))}"
    return "\n".join([*lines, "", sitemap, ""])


def clean_robots(text: str) -> str:
    """Return additions to robots.txt, one rule a line; raises ValidationError naming each bad line."""
    lines = _lines(text)
    errors: list[ValidationError] = []
    is_in_group = False
    for number, line in enumerate(lines, start=1):
        rule = line.partition("#")[0].strip()
        if not rule:
            continue
        name = rule.partition(":")[0].strip().lower()
        if name in ("allow", "disallow", "crawl-delay") and not is_in_group:
            errors.append(_at(number, _("a rule stands below a line “User-agent: …”.")))
        is_in_group = is_in_group or name == "user-agent"
        if reason := _robots_fault(rule):
            errors.append(_at(number, reason))
    if errors:
        raise ValidationError(errors)
    return "\n".join(lines)


def clean_ads_txt(text: str) -> str:
    """Return the lines of ads.txt; raises ValidationError naming each line that is no record."""
    lines = _lines(text)
    errors = [
        _at(number, _("this is neither “domain, account, DIRECT or RESELLER” nor a variable."))
        for number, line in enumerate(lines, start=1)
        if (record := line.partition("#")[0].strip())
        and not any(form.fullmatch(record) for form in _ADS_LINES)
    ]
    if errors:
        raise ValidationError(errors)
    return "\n".join(lines)


def clean_verification(text: str) -> list[list[str]]:
    """Return (name, content) of every pasted tag, or line “name content”.

    Only names that services use, and only contents without anything that markup could be made of.
    Raises ValidationError naming each bad line.
    """
    found: dict[tuple[str, str], None] = {}
    errors: list[ValidationError] = []
    for number, line in enumerate(_lines(text), start=1):
        for name, content in _tags(line):
            if name not in VERIFIERS:
                errors.append(_at(number, _("no service is known that asks for this name.")))
            elif not _TOKEN.fullmatch(content):
                errors.append(_at(number, _("the content is not one that such a service gives.")))
            found[name, content] = None
    if errors:
        raise ValidationError(errors)
    return [list(pair) for pair in found]


def _lines(text: str) -> list[str]:
    lines = [line.strip() for line in text.replace("\r", "\n").split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    if len(lines) > MAX_LINES or any(len(line) > MAX_LINE for line in lines):
        raise ValidationError(
            _("At most %(lines)d lines of %(length)d characters."),
            params={"lines": MAX_LINES, "length": MAX_LINE},
        )
    for number, line in enumerate(lines, start=1):
        if not line.isprintable():
            raise _at(number, _("this line holds an invisible character."))
    return lines


def _at(number: int, reason: object) -> ValidationError:
    return ValidationError(
        _("Line %(number)d: %(reason)s"), params={"number": number, "reason": reason}
    )


def _robots_fault(rule: str) -> object:
    """Say what is wrong with a rule, or return ""."""
    parts = _ROBOTS_LINE.fullmatch(rule)
    if not parts:
        return _("only User-agent, Disallow, Allow, Crawl-delay and Sitemap are known.")
    name, value = parts[1].lower(), parts[2].strip()
    if name == "user-agent":
        return "" if _AGENT.fullmatch(value) else _("this is no name of a crawler.")
    if name == "crawl-delay":
        return "" if re.fullmatch(r"[0-9]{1,4}", value) else _("this is no number of seconds.")
    if name == "sitemap":
        is_url = re.fullmatch(r"https?://[!-~]+", value)
        return "" if is_url else _("a sitemap has an address with https://.")
    if not _PATH.fullmatch(value):
        return _("a path starts with / and has no spaces.")
    if name == "allow" and any(_opens(value, own) for own in OWN_RULES):
        return _("this would open what crawlers must leave alone.")
    return ""


def _opens(pattern: str, own: str) -> bool:
    """Whether an Allow of `pattern` could outrank our Disallow of `own`: the longer rule wins, and
    Allow where both are as long (RFC 9309, section 2.2.2)."""
    pattern = unquote(pattern)
    literal = re.split(r"[*$]", pattern, maxsplit=1)[0]
    if literal == pattern:
        return pattern.startswith(own)
    return len(pattern) >= len(own) and (literal.startswith(own) or own.startswith(literal))


def _with_own_rules(lines: Iterable[str], own: list[str]) -> Iterator[str]:
    """Yield `lines` with our rules at the start of each group; its user agents come before them."""
    is_naming = False
    for line in lines:
        name = line.partition(":")[0].strip().lower()
        if is_naming and name != "user-agent" and line.partition("#")[0].strip():
            yield from own
            is_naming = False
        is_naming = is_naming or name == "user-agent"
        yield line
    if is_naming:
        yield from own


def _tags(line: str) -> list[tuple[str, str]]:
    """Return name and content of the tags in `line`, or of the line itself."""
    if "<" not in line:
        name, _space, content = line.partition(" ")
        return [(name, content.strip())] if line else []
    parser = _MetaTags()
    parser.feed(line)
    parser.close()
    return parser.found or [("", "")]


class _MetaTags(HTMLParser):
    """Collects name and content of `meta` tags; anything else stands for a name that nobody knows."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag != "meta" or set(values) - {"name", "content"}:
            values = {}
        self.found.append((values.get("name", ""), values.get("content", "")))
