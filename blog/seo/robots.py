"""robots.txt, ads.txt and site verification: validation of the owner's additions, and robots.txt.

Owners add lines to both files and paste the meta tags of services. Every line is validated against
the standards, so that only known directives are published.
"""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Final
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.models import BlogSettings
from core.site_urls import absolute

#: Always disallowed; additions of the owner cannot allow them.
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
#: Names of the meta tags for verification, as documented by each service.
VERIFIERS: Final = {
    "google-site-verification": "Google",
    "msvalidate.01": "Bing",
    "yandex-verification": "Yandex",
    "baidu-site-verification": "Baidu",
    "naver-site-verification": "Naver",
    "p:domain_verify": "Pinterest",
    "facebook-domain-verification": "Facebook",
}


def robots(blog_settings: BlogSettings) -> str:
    """Return robots.txt: the site's rules first, and again in every group that the owner adds.

    A crawler with a group of its own reads no other group (RFC 9309, section 2.2.1).
    """
    site, additions = blog_settings.site, blog_settings.robots_additions
    own = ["Disallow: /"] if site.noindex else [f"Disallow: {path}" for path in OWN_RULES]
    lines = ["User-agent: *", *own]
    if not site.noindex:
        lines += ["", *_with_own_rules(additions.splitlines(), own)] if additions else []
    sitemap = f"Sitemap: {absolute(reverse('blog:sitemap'))}"
    return "\n".join([*lines, "", sitemap, ""])


def clean_robots(text: str) -> str:
    """Validate additions to robots.txt, one rule per line; raise ValidationError with each bad line."""
    lines = _lines(text)
    errors: list[ValidationError] = []
    is_in_group = False
    for number, line in enumerate(lines, start=1):
        rule = line.partition("#")[0].strip()
        if not rule:
            continue
        name = rule.partition(":")[0].strip().lower()
        if name in ("allow", "disallow", "crawl-delay") and not is_in_group:
            errors.append(_at(number, _("a rule must be below a line “User-agent: …”.")))
        is_in_group = is_in_group or name == "user-agent"
        if reason := _robots_error(rule):
            errors.append(_at(number, reason))
    if errors:
        raise ValidationError(errors)
    return "\n".join(lines)


def clean_ads_txt(text: str) -> str:
    """Validate ads.txt; raise ValidationError with each line that is neither record nor variable."""
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
    """Return [name, content] of each pasted meta tag, or line “name content”.

    Only the names in VERIFIERS are accepted, and only contents without markup characters. Raises
    ValidationError with each bad line.
    """
    pairs: dict[tuple[str, str], None] = {}
    errors: list[ValidationError] = []
    for number, line in enumerate(_lines(text), start=1):
        for name, content in _tags(line):
            if name not in VERIFIERS:
                errors.append(_at(number, _("no known service uses this name.")))
            elif not _TOKEN.fullmatch(content):
                errors.append(
                    _at(number, _("the content does not look like a value from this service."))
                )
            pairs[name, content] = None
    if errors:
        raise ValidationError(errors)
    return [list(pair) for pair in pairs]


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
            raise _at(number, _("this line contains an invisible character."))
    return lines


def _at(number: int, reason: object) -> ValidationError:
    return ValidationError(
        _("Line %(number)d: %(reason)s"), params={"number": number, "reason": reason}
    )


def _robots_error(rule: str) -> object:
    """Return the error message of a rule, or "" if it is valid."""
    parts = _ROBOTS_LINE.fullmatch(rule)
    if not parts:
        return _("only User-agent, Disallow, Allow, Crawl-delay and Sitemap are known.")
    name, value = parts[1].lower(), parts[2].strip()
    if name == "user-agent":
        return "" if _AGENT.fullmatch(value) else _("this is not the name of a crawler.")
    if name == "crawl-delay":
        return "" if re.fullmatch(r"[0-9]{1,4}", value) else _("this is not a number of seconds.")
    if name == "sitemap":
        is_url = re.fullmatch(r"https?://[!-~]+", value)
        return "" if is_url else _("a sitemap needs a URL that begins with https://.")
    if not _PATH.fullmatch(value):
        return _("a path starts with / and has no spaces.")
    if name == "allow" and any(_opens(value, own) for own in OWN_RULES):
        return _("this would allow paths that crawlers must not access.")
    return ""


def _opens(pattern: str, own: str) -> bool:
    """Whether an Allow of `pattern` could override the site's Disallow of `own`.

    The longer rule wins; of rules of equal length, Allow wins (RFC 9309, section 2.2.2).
    """
    pattern = unquote(pattern)
    literal = re.split(r"[*$]", pattern, maxsplit=1)[0]
    if literal == pattern:
        return pattern.startswith(own)
    return len(pattern) >= len(own) and (literal.startswith(own) or own.startswith(literal))


def _with_own_rules(lines: Iterable[str], own: list[str]) -> Iterator[str]:
    """Yield `lines` with the rules `own` after the user agents of each group."""
    in_user_agents = False
    for line in lines:
        name = line.partition(":")[0].strip().lower()
        if in_user_agents and name != "user-agent" and line.partition("#")[0].strip():
            yield from own
            in_user_agents = False
        in_user_agents = in_user_agents or name == "user-agent"
        yield line
    if in_user_agents:
        yield from own


def _tags(line: str) -> list[tuple[str, str]]:
    """Return name and content of the meta tags in `line`, or of a line without a tag."""
    if "<" not in line:
        name, _space, content = line.partition(" ")
        return [(name, content.strip())] if line else []
    parser = _MetaTags()
    parser.feed(line)
    parser.close()
    return parser.tags or [("", "")]


class _MetaTags(HTMLParser):
    """Collects name and content of `meta` tags; ("", "") for other tags, which makes them invalid."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag != "meta" or set(values) - {"name", "content"}:
            values = {}
        self.tags.append((values.get("name", ""), values.get("content", "")))
