"""Trash in the admin: retention, and a ModelAdmin that moves rows to the trash instead of deleting them."""

from collections.abc import Sequence
from typing import Any, TypeVar

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

#: Days after which the worker deletes trashed rows permanently.
TRASH_DAYS = 30
ModelT = TypeVar("ModelT", bound=Model)


def name_of(row: Model) -> str:
    """Return the value of a row's checkbox in forms: model label and primary key, as in "blog.tag:12"."""
    return f"{row._meta.label_lower}:{row.pk}"


def undo(request: HttpRequest, rows: Sequence[Model]) -> SafeString:
    """Return the HTML of a button, for a message, that restores `rows`. It needs no script."""
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


class TrashAdmin(admin.ModelAdmin[ModelT]):
    """A ModelAdmin that moves rows to the trash instead of deleting them, after a confirmation page."""

    actions = ["move_to_trash"]

    def put_into_trash(self, row: ModelT, form: Any) -> None:
        """Move `row` to the trash; `form` is the valid `trash_form` or None."""
        raise NotImplementedError

    def trash_form(self, request: HttpRequest, rows: Sequence[ModelT]) -> forms.Form | None:
        """Return a form for the confirmation page, bound on POST, or None."""
        return None

    def consequences(self, row: ModelT) -> list[SafeString | str]:
        """Return a sentence for every side effect of moving `row` to the trash."""
        return []

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Remove Django's action that deletes rows."""
        actions: dict[str, Any] = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def delete_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """Ask for confirmation, then move one row to the trash."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if not self.has_delete_permission(request, row):
            raise PermissionDenied
        return self._confirm_or_trash(request, [row])

    @admin.action(description=gettext_lazy("Move to the trash"), permissions=["delete"])
    def move_to_trash(self, request: HttpRequest, queryset: QuerySet[ModelT]) -> HttpResponse:
        """Ask for confirmation, then move the selected rows to the trash."""
        return self._confirm_or_trash(request, list(queryset), action="move_to_trash")

    def _confirm_or_trash(
        self, request: HttpRequest, rows: Sequence[ModelT], *, action: str = ""
    ) -> HttpResponse:
        form = self.trash_form(request, rows)
        is_sure = request.method == "POST" and "post" in request.POST
        if is_sure and (form is None or form.is_valid()):
            with transaction.atomic():
                for row in rows:
                    self.put_into_trash(row, form)
            messages.success(request, self._success_message(request, rows))
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

    def _success_message(self, request: HttpRequest, rows: Sequence[ModelT]) -> SafeString:
        if len(rows) == 1:
            text = _("“%(title)s” was moved to the trash.") % {"title": rows[0]}
        else:
            text = ngettext(
                "%(count)d item moved to the trash.",
                "%(count)d items moved to the trash.",
                len(rows),
            ) % {"count": len(rows)}
        return format_html("{} {}", text, undo(request, rows))
