"""Backups in the admin: to see, to ask for, and for superusers to take away."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from audit import trail
from audit.enums import Verb
from backups import schedule
from backups.health import health
from backups.models import Backup, State
from core.read_only import ReadOnly


@admin.register(Backup)
class BackupAdmin(ReadOnly, admin.ModelAdmin[Any]):
    """A list to read, with the buttons “back up now” and “download”.

    A backup is asked for, not written, and old ones go by the rules of the settings.
    """

    list_display = ["made_at", "what_happened", "contents", "file_size", "cause"]
    list_display_links = ["made_at"]
    change_list_template = "admin/backups/change_list.html"
    change_form_template = "admin/backups/change_form.html"
    fields = [
        *("made_at", "what_happened", "contents", "file_size", "file_name"),
        *("cause", "asked_by", "gone", "detail"),
    ]
    show_full_result_count = False

    def get_urls(self) -> list[URLPattern]:
        """Add the two buttons, which are POST only."""
        now, download = require_POST(self.now_view), require_POST(self.download_view)
        return [
            path("now/", self.admin_site.admin_view(now), name="backups_backup_now"),
            path(
                "<int:pk>/download/",
                self.admin_site.admin_view(download),
                name="backups_backup_download",
            ),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Show the list below how it stands."""
        context = {
            "health": health(),
            "may_make": request.user.has_perm("backups.make_backup"),
            "is_encrypting": bool(settings.BACKUP_PASSPHRASE),
            "may_set": request.user.has_perm("backups.change_backupschedule"),
        }
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show one backup, to superusers with its download."""
        row = self.get_object(request, object_id)
        context = {"may_download": row is not None and self._may_download(request, row)}
        return super().change_view(
            request, object_id, form_url, {**context, **(extra_context or {})}
        )

    def now_view(self, request: HttpRequest) -> HttpResponse:
        """Ask the worker for a backup."""
        if not request.user.has_perm("backups.make_backup"):
            raise PermissionDenied
        schedule.ask(by=request.user)
        messages.success(request, _("The worker makes a backup now. Reload to see how it went."))
        return HttpResponseRedirect(reverse("admin:backups_backup_changelist"))

    def download_view(self, request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
        """Send the file to a superuser, and write into the log who got it."""
        row = get_object_or_404(Backup, pk=pk)
        if not request.user.is_superuser:
            raise PermissionDenied
        if not self._may_download(request, row):
            raise Http404
        trail.record(Verb.BACKUP_TAKEN, row)
        response = FileResponse(
            row.path.open("rb"),
            as_attachment=True,
            filename=row.file_name,
            content_type="application/octet-stream",
        )
        # Or GZipMiddleware would compress gigabytes that hold nothing to compress.
        response.headers["Content-Encoding"] = "identity"
        return response

    @staticmethod
    def _may_download(request: HttpRequest, row: Backup) -> bool:
        return bool(
            request.user.is_superuser
            and row.state == State.GOOD
            and row.file_name
            and row.path.is_file()
        )

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def what_happened(self, row: Backup) -> SafeString:
        """The state in words, and why where it failed."""
        words = row.get_state_display()
        if row.state == State.FAILED:
            words = f"{words}: {row.get_trouble_display()}"
        elif row.state == State.GOOD and not row.path.exists():
            words = _("The file is no longer there")
        return format_html('<span class="state state-{}">{}</span>', row.state, words)

    @admin.display(description=gettext_lazy("contents"))
    def contents(self, row: Backup) -> str:
        """What is in it, and whether others can read it."""
        if row.state != State.GOOD:
            return "–"
        what = _("everything") if row.has_media else _("without pictures")
        return f"{what}, {_('encrypted')}" if row.is_encrypted else str(what)

    @admin.display(description=gettext_lazy("size"), ordering="size")
    def file_size(self, row: Backup) -> str:
        """In units that people read."""
        return filesizeformat(row.size) if row.size else "–"
