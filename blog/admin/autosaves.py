"""Autosaves of the write screen, and new entries that are created once for all requests with one key."""

from typing import Any, cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from accounts.models import User
from blog import drafts
from blog.admin.presence import window_key
from blog.admin.revisions import RevisionPages
from blog.models import Entry, Page, Post, Revision
from blog.revisions import creation_keys, store
from core.markdown import MAX_SOURCE

#: Field with the key that the browser made for a new entry.
CREATION_KEY = "creation_key"
#: Field with the key of an autosaved revision that its author does not want, or has taken.
DISCARD = "discard"
#: Autosaved texts of other windows that the write screen offers.
MAX_OFFERED = 5


class AutosavingAdmin(RevisionPages):
    """Adds the autosave of texts, and their recovery, to the admin of posts or pages."""

    def autosave_urls(self) -> list[URLPattern]:
        name, wrap = self.opts.model_name, self.admin_site.admin_view
        new, stored = require_POST(self.autosave_new_view), require_POST(self.autosave_view)
        return [
            path("autosave/", wrap(new), name=f"blog_{name}_autosave_new"),
            path("<int:entry_pk>/autosave/", wrap(stored), name=f"blog_{name}_autosave"),
        ]

    def autosave_view(self, request: HttpRequest, entry_pk: int) -> HttpResponse:
        """Store the posted texts as a revision; what readers see does not change.

        With `discard`, the key of an autosaved revision, that one is offered no more. 404 if the user
        may not change the entry, 413 for a text that is too long to be saved.
        """
        content = _content(request)
        if content is None:
            return JsonResponse({}, status=413)
        with transaction.atomic():
            entry = self._changeable_entry(request, entry_pk)
            if DISCARD in request.POST:
                return self._discard(request, entry)
            return self._autosave(request, entry, content)

    def autosave_new_view(self, request: HttpRequest) -> HttpResponse:
        """Create a draft with the posted texts, once for all requests with the same key; return its URL.

        A later request with the key is an autosave of that draft. Empty texts create nothing. 400
        without a valid key, 403 if the user may not add entries, 413 for a text that is too long.
        """
        content, key = _content(request), _creation_key(request)
        if not self.has_add_permission(request):
            raise PermissionDenied
        if content is None or key is None:
            return JsonResponse({}, status=413 if content is None else 400)
        if not any(content.get(name, "").strip() for name in ("title", "body")):
            return JsonResponse({})
        user = cast(User, request.user)
        with transaction.atomic():
            row = creation_keys.get_or_lock(key, user)
            if row.entry is not None:
                return self._autosave(
                    request, self._changeable_entry(request, row.entry.pk), content
                )
            entry = drafts.create(cast(type[Post | Page], self.model), content, user=user)
            creation_keys.set_entry(row, entry)
        return _no_store({"url": self._url("change", entry.pk)})

    def _changeable_entry(self, request: HttpRequest, pk: int) -> Entry:
        entry = self._get_entry(request, str(pk), lambda rows: rows)
        if not self.has_change_permission(request, entry):
            raise Http404
        return entry

    def _autosave(
        self, request: HttpRequest, entry: Entry, content: dict[str, str]
    ) -> HttpResponse:
        window = window_key(request) or store.DEFAULT_WINDOW
        user = cast(User, request.user)
        revision = store.autosave(entry, user=user, content=content, window=window)
        return _no_store({"revision": revision.pk, "url": self._url("change", entry.pk)})

    def _discard(self, request: HttpRequest, entry: Entry) -> HttpResponse:
        pk = request.POST[DISCARD]
        if pk.isascii() and pk.isdecimal() and len(pk) < 19:
            rows = store.pending_autosaves(entry, cast(User, request.user))
            store.finish_autosaves(rows.filter(pk=pk))
        return _no_store({})

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
        """Remember a created entry for its key; the autosave of the window is saved now."""
        super().save_related(request, form, formsets, change)
        if change:
            rows = store.pending_autosaves(form.instance, cast(User, request.user))
            window = window_key(request) or store.DEFAULT_WINDOW
            store.finish_autosaves(rows.filter(window=window))
        else:
            request.created_entry = form.instance  # type: ignore[attr-defined]

    def autosave_context(self, request: HttpRequest, entry: Entry | None) -> dict[str, Any]:
        """Return the URL of the autosave, and the texts of the user that were not saved."""
        name = f"admin:blog_{self.opts.model_name}_autosave"
        if entry is None:
            return {"autosave_url": reverse(f"{name}_new")}
        if not self.has_change_permission(request, entry):
            return {}
        pending = store.pending_autosaves(entry, cast(User, request.user))[:MAX_OFFERED]
        return {
            "autosave_url": reverse(name, args=[entry.pk]),
            "autosaved": [self._offer(entry, revision) for revision in pending],
        }

    def _offer(self, entry: Entry, revision: Revision) -> dict[str, Any]:
        at = int(revision.updated_at.timestamp() * 1000)
        fields = store.content_of(revision)
        return {
            "data": {"at": at, "fields": fields, "revision": revision.pk},
            "url": self._url("revision", entry.pk, revision.pk),
        }


def _content(request: HttpRequest) -> dict[str, str] | None:
    """Return the posted texts; None if they are too long to be saved."""
    content = {name: request.POST[name] for name in store.FIELDS if name in request.POST}
    return content if sum(map(len, content.values())) <= 2 * MAX_SOURCE else None


def _creation_key(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get(CREATION_KEY, ""))
    except ValueError:
        return None


def _no_store(data: dict[str, Any]) -> HttpResponse:
    response = JsonResponse(data)
    response["Cache-Control"] = "no-store"
    return response
