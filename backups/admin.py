"""Admin pages of backups: list, request a backup, download (superusers only)."""

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

from accounts.models import User
from audit import log
from audit.enums import Verb
from backups import schedule, storage
from backups.health import health
from backups.models import Backup, State
from core.read_only import ReadOnly


@admin.register(Backup)
class BackupAdmin(ReadOnly, admin.ModelAdmin[Backup]):
    """A read-only list with the buttons “back up now” and “download”.

    The worker makes and deletes backups, by the rules of the settings.
    """

    list_display = ["made_at", "what_happened", "contents", "file_size", "cause", "machine"]
    list_display_links = ["made_at"]
    change_list_template = "admin/backups/change_list.html"
    change_form_template = "admin/backups/change_form.html"
    fields = [
        *("made_at", "what_happened", "contents", "file_size", "file_name"),
        *("cause", "requested_by", "gone", "missing", "machine", "detail"),
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

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """Add the health of the backups and the user's permissions to the context."""
        context = {
            "health": health(),
            "may_make": request.user.has_perm("backups.make_backup"),
            "is_encrypting": bool(settings.BACKUP_PASSPHRASE),
            "may_set": request.user.has_perm("backups.change_backupschedule"),
        }
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """Add `may_download` to the context."""
        row = self.get_object(request, object_id)
        context = {"may_download": row is not None and self._may_download(request, row)}
        return super().change_view(
            request, object_id, form_url, {**context, **(extra_context or {})}
        )

    def now_view(self, request: HttpRequest) -> HttpResponse:
        """Request a backup from the worker; 403 without permission."""
        if not isinstance(request.user, User) or not request.user.has_perm("backups.make_backup"):
            raise PermissionDenied
        schedule.request_backup(by=request.user)
        messages.success(request, _("The worker is making a backup. Reload to see the result."))
        return HttpResponseRedirect(reverse("admin:backups_backup_changelist"))

    def download_view(self, request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
        """Send the file to a superuser, and record the download in the audit log."""
        row = get_object_or_404(Backup, pk=pk)
        if not request.user.is_superuser:
            raise PermissionDenied
        if not self._may_download(request, row):
            raise Http404
        log.record(Verb.BACKUP_DOWNLOADED, row)
        response = FileResponse(
            row.path.open("rb"),
            as_attachment=True,
            filename=row.file_name,
            content_type="application/octet-stream",
        )
        # Prevents GZipMiddleware from compressing gigabytes of compressed data.
        response.headers["Content-Encoding"] = "identity"
        return response

    @staticmethod
    def _may_download(request: HttpRequest, row: Backup) -> bool:
        return bool(
            request.user.is_superuser
            and row.state in (State.GOOD, State.INCOMPLETE)
            and row.is_here
        )

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def what_happened(self, row: Backup) -> SafeString:
        """Return the state as text, with the reason of a failure."""
        words = row.get_state_display()
        if row.state == State.FAILED:
            words = f"{words}: {row.get_trouble_display()}"
        elif row.state == State.INCOMPLETE:
            words = f"{words} ({row.missing})"
        elif row.state == State.GOOD and row.machine in ("", storage.machine()) and not row.is_here:
            words = _("The file no longer exists")
        return format_html('<span class="state state-{}">{}</span>', row.state, words)

    @admin.display(description=gettext_lazy("contents"))
    def contents(self, row: Backup) -> str:
        """Return whether images are included, and whether the file is encrypted."""
        if row.state not in (State.GOOD, State.INCOMPLETE):
            return "–"
        what = _("everything") if row.has_media else _("without images")
        return f"{what}, {_('encrypted')}" if row.is_encrypted else str(what)

    @admin.display(description=gettext_lazy("size"), ordering="size")
    def file_size(self, row: Backup) -> str:
        return filesizeformat(row.size) if row.size else "–"
