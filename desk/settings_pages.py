"""The settings section of the admin: one index, one page a group (core/settings_groups.py)."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.settings_forms import Change, SettingsForm, save
from core.settings_groups import Group, ListLink, Section, groups, groups_for, sections
from desk.settings_search import search

QUERY_LIMIT = 100


@dataclass(frozen=True)
class Part:
    """A section as its page shows it."""

    section: Section
    form: SettingsForm | None
    links: list[ListLink]

    @property
    def preview(self) -> str:
        """What the section's settings do, as HTML, or nothing."""
        return self.section.preview(self.form) if self.section.preview else ""


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every group that the person may open, or those that `q` finds."""
    allowed = _allowed(request)
    query = request.GET.get("q", "").strip()[:QUERY_LIMIT]
    context = {
        **admin.site.each_context(request),
        "title": _("Settings"),
        "query": query,
        "found": search(allowed, query),
    }
    return TemplateResponse(request, "admin/settings/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def group_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one group, or save it: 403 for those who may not, 404 for a group that is not there."""
    allowed = _allowed(request)
    group = next((group for group in groups() if group.slug == slug), None)
    if group is None:
        raise Http404
    if group not in allowed:
        raise PermissionDenied
    parts = _parts(request, group)
    is_preview = "preview" in request.POST
    if (
        request.method == "POST"
        and not is_preview
        and (changes := _saved(request, group, parts)) is not None
    ):
        messages.success(request, _told(changes))
        return redirect("admin:settings_group", slug)
    context = {
        **admin.site.each_context(request),
        "title": group.title,
        "group": group,
        "groups": allowed,
        "parts": parts,
        "has_preview": any(part.section.preview for part in parts),
        "has_form": any(part.form for part in parts),
        "places": _places(group),
        "has_errors": any(part.form and part.form.errors for part in parts),
    }
    return TemplateResponse(request, "admin/settings/group.html", context)


def home_url(user: Any) -> str:
    """Return the address of the section, or "" for those who find nothing in it."""
    return reverse("admin:settings") if groups_for(user) else ""


def _allowed(request: HttpRequest) -> list[Group]:
    allowed = groups_for(request.user)
    if not allowed:
        raise PermissionDenied
    return allowed


def _parts(request: HttpRequest, group: Group) -> list[Part]:
    data = request.POST if request.method == "POST" else None
    files = request.FILES if request.method == "POST" else None
    return [
        Part(
            section,
            section.form(data, files) if section.form else None,
            [link for link in section.links if request.user.has_perm(link.permission)],
        )
        for section in sections(group)
    ]


def _saved(request: HttpRequest, group: Group, parts: list[Part]) -> list[Change] | None:
    """Save every form of the page, or none: then the forms hold the reasons."""
    forms = [part.form for part in parts if part.form]
    valid = [form.is_valid() for form in forms]  # all of them, so that all errors are shown at once
    if not all(valid):
        return None
    return save(forms, by=request.user, group=group.slug)


def _told(changes: list[Change]) -> str:
    if not changes:
        return _("Nothing was changed.")
    return _("Saved: %(what)s") % {"what": _(", ").join(change.label for change in changes)}


def _places(group: Group) -> list[tuple[Any, str]]:
    found = [(place.label, place.find()) for place in group.places]
    return [(label, address) for label, address in found if address]
