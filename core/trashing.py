"""The trash in place of deleting: how long it is kept, and the admin's way into it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

#: What is in the trash longer than this is deleted for good by the worker.
TRASH_DAYS = 30


def name_of(row: Model) -> str:
    """Return how the trash calls one thing in forms: "blog.tag:12"."""
    return f"{row._meta.label_lower}:{row.pk}"


def undo(request: HttpRequest, rows: Sequence[Model]) -> SafeString:
    """Return a button for a message that takes `rows` out of the trash again, without a script."""
    return format_html(
        '<form method="post" action="{}" class="undo">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">{}'
        '<button type="submit">{}</button></form>',
        reverse("admin:trash_restore"),
        get_token(request),
        format_html_join(
            "", '<input type="hidden" name="thing" value="{}">', ((name_of(row),) for row in rows)
        ),
        _("Undo"),
    )


class TrashAdmin(admin.ModelAdmin[Any]):
    """A ModelAdmin whose button and action “delete” lead into the trash, after a page that says how."""

    actions = ["move_to_trash"]

    def put_into_trash(self, row: Any, form: forms.Form | None) -> None:
        """Call the verb that moves `row`, as `form` (see `trash_form`) says."""
        raise NotImplementedError

    def trash_form(self, request: HttpRequest, rows: Sequence[Any]) -> forms.Form | None:
        """Return what has to be asked before, bound where it was answered; None for nothing."""
        return None

    def consequences(self, row: Any) -> list[SafeString | str]:
        """Return a sentence for everything that happens along with `row`."""
        return []

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Return ours in place of Django's deleting."""
        actions: dict[str, Any] = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Ask, then move one row into the trash."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if not self.has_delete_permission(request, row):
            raise PermissionDenied
        return self._answer(request, [row])

    @admin.action(description=gettext_lazy("Move to the trash"), permissions=["delete"])
    def move_to_trash(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        """Ask, then move the chosen rows into the trash."""
        return self._answer(request, list(queryset), action="move_to_trash")

    def _answer(
        self, request: HttpRequest, rows: Sequence[Any], *, action: str = ""
    ) -> HttpResponse:
        form = self.trash_form(request, rows)
        is_sure = request.method == "POST" and "post" in request.POST
        if is_sure and (form is None or form.is_valid()):
            with transaction.atomic():
                for row in rows:
                    self.put_into_trash(row, form)
            messages.success(request, self._told(request, rows))
            return HttpResponseRedirect(
                reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
            )
        context = {
            **self.admin_site.each_context(request),
            "title": _("Move to the trash?"),
            "opts": self.opts,
            "rows": [(row, self.consequences(row)) for row in rows],
            "form": form,
            "action": action,
            "checkbox": ACTION_CHECKBOX_NAME,
            "days": TRASH_DAYS,
        }
        return render(request, "admin/trash/confirm.html", context)

    def _told(self, request: HttpRequest, rows: Sequence[Any]) -> SafeString:
        if len(rows) == 1:
            said = _("“%(title)s” is in the trash.") % {"title": rows[0]}
        else:
            said = ngettext(
                "%(count)d is in the trash.", "%(count)d are in the trash.", len(rows)
            ) % {"count": len(rows)}
        return format_html("{} {}", said, undo(request, rows))
