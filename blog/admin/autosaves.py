"""Autosaves of the write screen, and new entries that are created once for all requests with one key."""

from typing import Any, cast
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from accounts.models import User
from blog.admin.revisions import RevisionPages
from blog.models import Entry
from blog.revisions import creation_keys, store
from core.markdown import MAX_SOURCE

#: Field with the key that the browser made for a new entry.
CREATION_KEY = "creation_key"


class AutosavingAdmin(RevisionPages):
    """Adds the autosave of texts, and their recovery, to the admin of posts or pages."""

    def autosave_urls(self) -> list[URLPattern]:
        name = self.opts.model_name
        view = self.admin_site.admin_view(require_POST(self.autosave_view))
        return [path("<int:entry_pk>/autosave/", view, name=f"blog_{name}_autosave")]

    def autosave_view(self, request: HttpRequest, entry_pk: int) -> HttpResponse:
        """Store the posted texts as a revision; what readers see does not change.

        404 if the user may not change the entry, 413 for a text that is too long to be saved.
        """
        content = {name: request.POST[name] for name in store.FIELDS if name in request.POST}
        if sum(map(len, content.values())) > 2 * MAX_SOURCE:
            return JsonResponse({}, status=413)
        with transaction.atomic():
            entry = self._get_entry(request, str(entry_pk), lambda rows: rows)
            if not self.has_change_permission(request, entry):
                raise Http404
            revision = store.autosave(entry, user=cast(User, request.user), content=content)
        response = JsonResponse({"revision": revision.pk})
        response["Cache-Control"] = "no-store"
        return response

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Save a new entry once: a repeated request changes the entry that the first one created."""
        key = _creation_key(request) if request.method == "POST" and not object_id else None
        if key is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            row = creation_keys.get_or_lock(key, cast(User, request.user))
            object_id = str(row.entry.pk) if row.entry else None
            response = super().changeform_view(request, object_id, form_url, extra_context)
            created: Entry | None = getattr(request, "created_entry", None)
            if created is not None:
                creation_keys.set_entry(row, created)
            return response

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Remember a created entry for its key."""
        super().save_related(request, form, formsets, change)
        if not change:
            request.created_entry = form.instance  # type: ignore[attr-defined]

    def autosave_context(self, request: HttpRequest, entry: Entry | None) -> dict[str, Any]:
        """Return the URL of the autosave, and the texts of the user that were not saved."""
        if entry is None or not self.has_change_permission(request, entry):
            return {}
        pending = store.newest_autosave(entry, cast(User, request.user))
        name = self.opts.model_name
        context: dict[str, Any] = {
            "autosave_url": reverse(f"admin:blog_{name}_autosave", args=[entry.pk])
        }
        if pending is not None:
            at = int(pending.updated_at.timestamp() * 1000)
            context |= {
                "autosaved": {"at": at, "fields": store.content_of(pending)},
                "autosaved_url": self._url("revision", entry.pk, pending.pk),
            }
        return context


def _creation_key(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get(CREATION_KEY, ""))
    except ValueError:
        return None
