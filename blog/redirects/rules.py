"""Redirect rules of the owner: validation, and the lookup for a path that is not found.

A rule applies only to 404s, redirects in one step, and leaves the site only if the owner entered a
URL with another host.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from unicodedata import normalize
from urllib.parse import quote, unquote, urlsplit

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from blog.models import Author, Category, Page, Post, PreviousPath, Redirect, Series, Tag
from blog.redirects import slug_history
from blog.redirects.slug_history import Linked
from core.addresses import checked
from core.site_urls import site_hosts

#: Longest path that is looked up: a rule's maximum length, and as much again below a "/*" rule.
MAX_PATH_LENGTH = 1400
#: Number of path segments for which "/*" rules are looked up.
MAX_DEPTH = 20
# Prefixes of the site's own URLs. Rules are not allowed there.
RESERVED_PREFIXES = ("/admin/", "/account/", "/static/", "/media/", "/healthz", "/readyz")

_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\\]")

Kind = Redirect.Kind


@dataclass(frozen=True)
class RuleMatch:
    """Response that a rule gives to a request: a status and, except for 410, a location."""

    rule: Redirect
    status: int
    location: str = ""


def match_path(path: str) -> RuleMatch | None:
    """Return the match for `path` (decoded), or None; one query, two if the target is an object."""
    path = normalize("NFC", path)
    if _UNSAFE.search(path) or len(path) > MAX_PATH_LENGTH:
        return None
    rules = {rule.path: rule for rule in Redirect.objects.filter(path__in=candidates(path))}
    for candidate in candidates(path):
        if candidate in rules:
            return _apply(rules[candidate], path)
    return None


def clean_path(value: str) -> str:
    """Return the path of a rule in its stored form; raise ValidationError if no rule may have it."""
    text = normalize("NFC", value.strip())
    parts = urlsplit(text)
    if parts.netloc and parts.netloc in site_hosts():
        text = parts.path or "/"
    elif parts.scheme or parts.netloc or not text.startswith("/"):
        raise ValidationError(_("Please enter a path of this site, as in /old-post/."))
    elif parts.query or parts.fragment:
        raise ValidationError(
            _("A redirect looks at the path only. Leave out ? or # and what follows.")
        )
    path = normalize("NFC", unquote(text))
    if _UNSAFE.search(path) or "//" in path or "*" in path.removesuffix("/*"):
        raise ValidationError(_("This is not a path that readers can open."))
    if path in ("/", "/*") or path.startswith(RESERVED_PREFIXES):
        raise ValidationError(_("The site itself uses this path. A redirect is not possible here."))
    if not path.endswith("/*") and _is_live(path):
        raise ValidationError(
            _("A page of the site already exists at this path. The redirect would never apply.")
        )
    return path


def clean_target(value: str) -> str:
    """Return the target in its stored form: a path of this site, or an absolute http(s) URL."""
    text = normalize("NFC", value.strip())
    if _UNSAFE.search(text) or "*" in text.removesuffix("/*"):
        raise ValidationError(_("This cannot be the target of a redirect."))
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError:
        raise ValidationError(_("This cannot be the target of a redirect.")) from None
    if host and parts.netloc in site_hosts():
        rest = parts._replace(scheme="", netloc="").geturl()
        return unquote(rest) or "/"
    if host and parts.scheme in ("http", "https") and "@" not in parts.netloc:
        return text
    if text.startswith("/") and not text.startswith("//"):
        return unquote(text)
    raise ValidationError(
        _("Please enter a path of this site, or a URL that begins with https://.")
    )


def validate_rule(rule: Redirect) -> None:
    """Validate a rule (with cleaned path and target) against the others; set `row` without saving.

    Raises ValidationError if the target is missing, if it ends with "/*" and the path does not, or
    if it would make a loop or a redirect chain.
    """
    rule.content_type = rule.object_id = None
    if rule.kind == Kind.GONE:
        rule.target = ""
    elif not rule.target:
        raise ValidationError({"target": _("Please enter a target.")})
    if rule.target.endswith("/*") and not rule.is_prefix:
        raise ValidationError(
            {"target": _("Only a redirect that ends with /* can append the rest of the path.")}
        )
    own = rule.target if rule.target.startswith("/") else ""
    if own:
        _set_row(rule, own)
        _refuse_chain(rule, own)
    others = Redirect.objects.exclude(pk=rule.pk).exclude(kind=Kind.GONE)
    chained = [
        other for other in others.filter(target__startswith="/") if _applies_to(rule, other.target)
    ]
    if chained:
        raise ValidationError(
            {
                "path": _(
                    "The redirect of %(path)s has this path as its target. Change the target of that "
                    "redirect first."
                )
                % {"path": chained[0].path}
            }
        )


def candidates(path: str) -> list[str]:
    """Return the rule paths that match `path`, most specific first; a final slash is ignored."""
    other = path.removesuffix("/") if path.endswith("/") else f"{path}/"
    segments = [segment for segment in path.split("/") if segment][:MAX_DEPTH]
    prefixes = ["/" + "/".join(segments[:depth]) + "/*" for depth in range(len(segments), 0, -1)]
    return [path, other, *prefixes]


def _apply(rule: Redirect, path: str) -> RuleMatch | None:
    if rule.kind == Kind.GONE:
        return RuleMatch(rule, Kind.GONE)
    if rule.content_type_id and rule.row is not None:
        target = slug_history.current_target(rule.row)
        if target is None or not getattr(target, "is_published", True):
            return None  # do not disclose the URL of an unpublished entry
        return RuleMatch(rule, rule.kind, target.get_absolute_url())
    location = checked(_encode(rule.target))
    if not location:
        return None
    if rule.target.endswith("/*"):
        tail = path.removeprefix(rule.path.removesuffix("*")) if rule.is_prefix else ""
        location = location.removesuffix("*") + quote(tail.lstrip("/"), safe="/")
    return RuleMatch(rule, rule.kind, location)


def _encode(target: str) -> str:
    """Percent-encode a target for the Location header; existing escapes stay."""
    if not target.startswith("/"):
        return quote(target, safe="/:?#[]@!$&'()*+,;=%~-._")
    parts = urlsplit(target)
    query = f"?{quote(parts.query, safe='/?=&+%')}" if parts.query else ""
    fragment = f"#{quote(parts.fragment, safe='/?%')}" if parts.fragment else ""
    return quote(parts.path, safe="/*") + query + fragment


def _set_row(rule: Redirect, target: str) -> None:
    """Store the object at the path `target` by key, also if the path is a previous URL of it."""
    if target.endswith("/*"):
        return
    path = urlsplit(target).path
    row = _row_at(path)
    if row is None:
        old = PreviousPath.objects.filter(path=path).first()
        row = slug_history.current_target(old.target) if old else None
    if row is not None and "?" not in target and "#" not in target:
        rule.content_type = ContentType.objects.get_for_model(row)
        rule.object_id = row.pk


def _refuse_chain(rule: Redirect, target: str) -> None:
    """Raise ValidationError if this rule or another would redirect `target`, which is not a page."""
    path = urlsplit(target.removesuffix("*")).path
    if _applies_to(rule, path):
        raise ValidationError({"target": _("The redirect would lead to itself.")})
    if rule.content_type_id or _is_live(path):
        return
    next_rule = Redirect.objects.exclude(pk=rule.pk).filter(path__in=candidates(path)).first()
    if next_rule is None:
        return
    if not next_rule.target:
        raise ValidationError(
            {"target": _("That path answers “gone” (410). Enter another target.")}
        )
    raise ValidationError(
        {
            "target": _("That path is redirected on to %(target)s. Enter that target instead.")
            % {"target": next_rule.target}
        }
    )


def _applies_to(rule: Redirect, path: str) -> bool:
    """Whether `rule` matches `path` and the site has no page there."""
    return rule.path in candidates(urlsplit(path).path) and not _is_live(path)


def _is_live(path: str) -> bool:
    """Whether the site has a page at `path`. Resolves the URL and looks up the object."""
    try:
        match = resolve(path)
    except (Resolver404, Http404):
        return False
    if match.view_name in _LOOKUPS:
        return _row_at(path) is not None
    return "slug" not in match.kwargs


def _row_at(path: str) -> Linked | None:
    """Return the public object at `path`, or None."""
    try:
        match = resolve(path)
    except (Resolver404, Http404):
        return None
    lookup = _LOOKUPS.get(match.view_name)
    return lookup(match.kwargs["slug"]) if lookup else None


_LOOKUPS: dict[str, Callable[[str], Linked | None]] = {
    "blog:post_detail": lambda slug: Post.objects.published().filter(slug=slug).first(),
    "blog:page_detail": lambda slug: Page.objects.published().filter(slug=slug).first(),
    "blog:category_detail": lambda slug: Category.objects.filter(path=slug).first(),
    "blog:tag_detail": lambda slug: Tag.objects.filter(slug=slug).first(),
    "blog:series_detail": lambda slug: Series.objects.filter(slug=slug).first(),
    "blog:author_detail": lambda slug: Author.objects.filter(slug=slug).first(),
}
