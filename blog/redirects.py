"""Redirects by hand: which rules are allowed, and which one answers a path that leads nowhere.

A rule never acts where the site has something to show, leads on in one step, and leaves the site only
where its owner wrote another host.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize
from urllib.parse import quote, unquote, urlsplit

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from blog import moves
from blog.models import Author, Category, OldPath, Page, Post, Redirect, Series, Tag
from core.site_urls import site_hosts

#: Longest path that is looked for: that of a rule, and as much again below it.
LONGEST = 1400
#: Deepest level at which a rule for everything below is looked for.
DEEPEST = 20
# The site's own machinery answers there, or nothing does.
CLOSED = ("/admin/", "/account/", "/static/", "/media/", "/healthz", "/readyz")

_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\\]")

Kind = Redirect.Kind


@dataclass(frozen=True)
class Answer:
    """What a rule says about one request: a status and, unless that is 410, where to."""

    rule: Redirect
    status: int
    location: str = ""


def find(path: str) -> Answer | None:
    """Return what the rules say about `path` (decoded), or None; one query, two where it names a row."""
    asked = normalize("NFC", path)
    if _UNSAFE.search(asked) or len(asked) > LONGEST:
        return None
    rules = {rule.path: rule for rule in Redirect.objects.filter(path__in=_candidates(asked))}
    for candidate in _candidates(asked):
        if candidate in rules:
            return _answer(rules[candidate], asked)
    return None


def cleaned_path(value: str) -> str:
    """Return an old address as it is kept; raise ValidationError where no rule may stand."""
    text = normalize("NFC", value.strip())
    parts = urlsplit(text)
    if parts.netloc and parts.netloc in site_hosts():
        text = parts.path or "/"
    elif parts.scheme or parts.netloc or not text.startswith("/"):
        raise ValidationError(_("Please give a path of this site, as in /old-post/."))
    elif parts.query or parts.fragment:
        raise ValidationError(_("A rule looks at the path only: leave out what follows ? or #."))
    path = normalize("NFC", unquote(text))
    if _UNSAFE.search(path) or "//" in path or "*" in path.removesuffix("/*"):
        raise ValidationError(_("This is not a path that a reader could ask for."))
    if path in ("/", "/*") or path.startswith(CLOSED):
        raise ValidationError(_("The site itself answers there; no rule can stand."))
    if not path.endswith("/*") and _is_live(path):
        raise ValidationError(_("A page of the site stands there; the rule would never act."))
    return path


def cleaned_target(value: str) -> str:
    """Return where a rule leads, as it is kept: a path of this site, or an address with its scheme."""
    text = normalize("NFC", value.strip())
    if _UNSAFE.search(text) or "*" in text.removesuffix("/*"):
        raise ValidationError(_("This is no address to lead to."))
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError:
        raise ValidationError(_("This is no address to lead to.")) from None
    if host and parts.netloc in site_hosts():
        rest = parts._replace(scheme="", netloc="").geturl()
        return unquote(rest) or "/"
    if host and parts.scheme in ("http", "https") and "@" not in parts.netloc:
        return text
    if text.startswith("/") and not text.startswith("//"):
        return unquote(text)
    raise ValidationError(
        _("Please give a path of this site, or an address that begins with https://.")
    )


def settle(rule: Redirect) -> None:
    """Check a rule with cleaned path and target against the others, and tie it to a row of ours (no save).

    Raises ValidationError for a target that is missing, that takes along what no rule gave, or that would
    make a circle or a second step.
    """
    rule.content_type = rule.object_id = None
    if rule.kind == Kind.GONE:
        rule.target = ""
    elif not rule.target:
        raise ValidationError({"target": _("Please say where it leads.")})
    if rule.target.endswith("/*") and not rule.is_prefix:
        raise ValidationError({"target": _("Only a rule that ends with /* takes something along.")})
    own = rule.target if rule.target.startswith("/") else ""
    if own:
        _tie(rule, own)
        _refuse_steps(rule, own)
    others = Redirect.objects.exclude(pk=rule.pk).exclude(kind=Kind.GONE)
    before = [
        other for other in others.filter(target__startswith="/") if _covers(rule, other.target)
    ]
    if before:
        raise ValidationError(
            {
                "path": _("The rule for %(path)s leads here: let that one lead further first.")
                % {"path": before[0].path}
            }
        )


def _candidates(path: str) -> list[str]:
    """Return the paths of rules that speak of `path`, the nearest first; a final slash is no difference."""
    other = path.removesuffix("/") if path.endswith("/") else f"{path}/"
    segments = [segment for segment in path.split("/") if segment][:DEEPEST]
    above = ["/" + "/".join(segments[:depth]) + "/*" for depth in range(len(segments), 0, -1)]
    return [path, other, *above]


def _answer(rule: Redirect, path: str) -> Answer | None:
    if rule.kind == Kind.GONE:
        return Answer(rule, Kind.GONE)
    if rule.content_type_id and rule.row is not None:
        target: Any = moves.present(rule.row)
        if target is None or not getattr(target, "is_published", True):
            return None  # its address is not to be told
        return Answer(rule, rule.kind, target.get_absolute_url())
    location = _quoted(rule.target)
    if rule.target.endswith("/*"):
        tail = path.removeprefix(rule.path.removesuffix("*")) if rule.is_prefix else ""
        location = location.removesuffix("*") + quote(tail.lstrip("/"), safe="/")
    return Answer(rule, rule.kind, location)


def _quoted(target: str) -> str:
    """Return a target as a header takes it; what is quoted already stays."""
    if not target.startswith("/"):
        return quote(target, safe="/:?#[]@!$&'()*+,;=%~-._")
    parts = urlsplit(target)
    query = f"?{quote(parts.query, safe='/?=&+%')}" if parts.query else ""
    fragment = f"#{quote(parts.fragment, safe='/?%')}" if parts.fragment else ""
    return quote(parts.path, safe="/*") + query + fragment


def _tie(rule: Redirect, target: str) -> None:
    """Follow the row that `target` names by its key, also where the row has moved since."""
    if target.endswith("/*"):
        return
    path = urlsplit(target).path
    row = _row_at(path)
    if row is None:
        old = OldPath.objects.filter(path=path).first()
        row = moves.present(old.target) if old else None
    if row is not None and "?" not in target and "#" not in target:
        rule.content_type = ContentType.objects.get_for_model(row)
        rule.object_id = row.pk


def _refuse_steps(rule: Redirect, target: str) -> None:
    """Refuse a target that this rule or another would lead on from, unless something stands there."""
    path = urlsplit(target.removesuffix("*")).path
    if _covers(rule, path):
        raise ValidationError({"target": _("The rule would lead to itself.")})
    if rule.content_type_id or _is_live(path):
        return
    further = Redirect.objects.exclude(pk=rule.pk).filter(path__in=_candidates(path)).first()
    if further is not None:
        raise ValidationError(
            {
                "target": _("Another rule leads on from there, to %(target)s: name that instead.")
                % {"target": further.target or _("nothing")}
            }
        )


def _covers(rule: Redirect, path: str) -> bool:
    """Whether `rule` would answer for `path` if nothing stood there."""
    return rule.path in _candidates(urlsplit(path).path) and not _is_live(path)


def _is_live(path: str) -> bool:
    """Whether the site shows something at `path`, as far as can be told without asking for the page."""
    try:
        match = resolve(path)
    except (Resolver404, Http404):
        return False
    if match.view_name in _ROWS:
        return _row_at(path) is not None
    return "slug" not in match.kwargs


def _row_at(path: str) -> Any:
    """Return the row that readers see at `path`, or None."""
    try:
        match = resolve(path)
    except (Resolver404, Http404):
        return None
    find_row = _ROWS.get(match.view_name)
    return find_row(match.kwargs["slug"]) if find_row else None


_ROWS: dict[str, Callable[[str], Any]] = {
    "blog:post_detail": lambda slug: Post.objects.published().filter(slug=slug).first(),
    "blog:page_detail": lambda slug: Page.objects.published().filter(slug=slug).first(),
    "blog:category_detail": lambda slug: Category.objects.filter(path=slug).first(),
    "blog:tag_detail": lambda slug: Tag.objects.filter(slug=slug).first(),
    "blog:series_detail": lambda slug: Series.objects.filter(slug=slug).first(),
    "blog:author_detail": lambda slug: Author.objects.filter(slug=slug).first(),
}
