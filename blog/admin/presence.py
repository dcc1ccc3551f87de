"""Presence in the write screen and in the lists: who else has an entry open."""

import re
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from blog import presence
from blog.admin.revisions import RevisionPages
from blog.models import Entry

#: Field with the key that a window made for itself.
WINDOW = "window"
#: Field of the request that a window sends when it is closed.
LEAVING = "leaving"
_KEY = re.compile(r"[0-9a-f]{32}")


def window_key(request: HttpRequest) -> str:
    """Return the key of the window that sent the request; "" for none."""
    key = request.POST.get(WINDOW, "")
    return key if _KEY.fullmatch(key) else ""


def sentence(names: list[str]) -> str:
    """Return the sentence with the names of those who are editing, or ""."""
    return _("%(names)s is editing this") % {"names": "、".join(names)} if names else ""


class PresenceAdmin(RevisionPages):
    """Adds the reports of windows to the admin of posts or pages."""

    def presence_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.presence_view))
        name = f"blog_{self.opts.model_name}_presence"
        return [path("<int:entry_pk>/presence/", view, name=name)]

    def presence_view(self, request: HttpRequest, entry_pk: int) -> HttpResponse:
        """Store that a window is open or was closed; return who else is editing.

        404 if the user may not change the entry, 400 without a valid key.
        """
        entry = self._get_entry(request, str(entry_pk), lambda rows: rows.only("pk", "status"))
        if not self.has_change_permission(request, entry):
            raise Http404
        key, user = window_key(request), cast(User, request.user)
        if not key:
            return JsonResponse({}, status=400)
        if LEAVING in request.POST:
            presence.leave(entry, user=user, key=key)
            return JsonResponse({})
        presence.report(entry, user=user, key=key)
        response = JsonResponse({"text": sentence(presence.others(entry, user=user))})
        response["Cache-Control"] = "no-store"
        return response

    def presence_context(self, request: HttpRequest, entry: Entry | None) -> dict[str, Any]:
        """Return who else is editing, and the URL for the reports of the window."""
        if entry is None or not self.has_change_permission(request, entry):
            return {}
        name = self.opts.model_name
        return {
            "presence_url": reverse(f"admin:blog_{name}_presence", args=[entry.pk]),
            "presence": sentence(presence.others(entry, user=cast(User, request.user))),
        }
