"""Admin views of the settings: an index, and a page per group (core/settings_groups.py)."""

from copy import copy
from dataclasses import dataclass

from django.contrib import admin, messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from core.settings_forms import Change, SettingsForm, save
from core.settings_groups import Group, ListLink, Section, Text, groups, groups_for, sections
from desk.settings_search import search

QUERY_LIMIT = 100


@dataclass(frozen=True)
class Part:
    """A section with its form and with the links that the user may open."""

    section: Section
    form: SettingsForm | None
    links: list[ListLink]

    @property
    def preview(self) -> str:
        """The HTML of the section's preview, or ""."""
        return self.section.preview(self.form) if self.section.preview else ""


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the groups that the user may open and that match `q`."""
    allowed = _allowed(request)
    query = request.GET.get("q", "").strip()[:QUERY_LIMIT]
    context = {
        **admin.site.each_context(request),
        "title": _("Settings"),
        "query": query,
        "results": search(allowed, query),
    }
    return TemplateResponse(request, "admin/settings/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def group_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show or save one group; 403 without permission, 404 for an unknown group."""
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
        and (changes := _save(request, group, parts)) is not None
    ):
        messages.success(request, _success_message(changes))
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


def home_url(user: User | AnonymousUser) -> str:
    """Return the URL of the settings, or "" for a user who may open no group."""
    return reverse("admin:settings") if groups_for(user) else ""


def _allowed(request: HttpRequest) -> list[Group]:
    allowed = groups_for(request.user)
    if not allowed:
        raise PermissionDenied
    return allowed


def _parts(request: HttpRequest, group: Group) -> list[Part]:
    data = request.POST if request.method == "POST" else None
    files = request.FILES if request.method == "POST" else None
    group_sections = sections(group)
    models = {section.form._meta.model for section in group_sections if section.form}
    rows = {model: model.load() for model in models}
    return [
        Part(
            section,
            section.form(data, files, row=copy(rows[section.form._meta.model]))
            if section.form
            else None,
            [link for link in section.links if request.user.has_perm(link.permission)],
        )
        for section in group_sections
    ]


def _save(request: HttpRequest, group: Group, parts: list[Part]) -> list[Change] | None:
    """Save all forms of the page and return the changes; None if a form has errors."""
    forms = [part.form for part in parts if part.form]
    valid = [form.is_valid() for form in forms]  # a list, so that every form is validated
    if not all(valid):
        return None
    return save(forms, by=request.user, group=group.slug)


def _success_message(changes: list[Change]) -> str:
    if not changes:
        return _("Nothing was changed.")
    return _("Saved: %(what)s") % {"what": _(", ").join(change.label for change in changes)}


def _places(group: Group) -> list[tuple[Text, str]]:
    links = [(place.label, place.get_url()) for place in group.places]
    return [(label, url) for label, url in links if url]
