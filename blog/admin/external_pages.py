"""Admin of the cards of other sites: what was fetched, what failed, and fetching again."""

from typing import Final

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blog.external_pages import store
from blog.models import ExternalPage
from core.http_client import Reason
from core.read_only import ReadOnly

_ERRORS: Final = {
    Reason.URL: _("The URL is not valid."),
    Reason.PORT: _("The port of the URL is not allowed."),
    Reason.ADDRESS: _("The URL leads to a private network."),
    Reason.DNS: _("There is no site of this name."),
    Reason.CONNECTION: _("The site did not accept the connection."),
    Reason.TLS: _("The certificate of the site is not valid."),
    Reason.TIMEOUT: _("The site took too long to respond."),
    Reason.TOO_LARGE: _("The page is too large."),
    Reason.TYPE: _("The URL is not of a web page."),
    Reason.REDIRECT: _("The page redirects too often or to an insecure URL."),
    Reason.RESPONSE: _("The response of the site is not valid."),
    "no title": _("The page has no title."),
}


@admin.register(ExternalPage)
class ExternalPageAdmin(ReadOnly, admin.ModelAdmin[ExternalPage]):
    """List of the stored previews. Editors may let them be fetched again; unused ones go by themselves."""

    records_itself = True
    list_display = ["page", "state", "reason", "fetched_at", "next_attempt_at"]
    list_display_links = None
    list_filter = ["state"]
    search_fields = ["url", "title", "site_name"]
    show_full_result_count = False
    actions = ["fetch_again"]

    def has_fetch_permission(self, request: HttpRequest) -> bool:
        """Whether the user may fetch again; has_change_permission is always False."""
        return request.user.has_perm("blog.change_externalpage")

    @admin.action(description=_("Fetch again"), permissions=["fetch"])
    def fetch_again(self, request: HttpRequest, queryset: QuerySet[ExternalPage]) -> None:
        """Let the worker fetch the selected pages. What readers see stays until then."""
        count = store.fetch_again(queryset)
        text = ngettext(
            "%(count)d page will be fetched again.", "%(count)d pages will be fetched again.", count
        )
        self.message_user(request, text % {"count": count})

    @admin.display(description=_("page"), ordering="url")
    def page(self, row: ExternalPage) -> SafeString:
        """Link to the page, with its title and URL."""
        if not row.title:
            return format_html('<a href="{0}" rel="noopener">{0}</a>', row.url)
        return format_html(
            '<a href="{0}" rel="noopener">{1}</a><br><small>{0}</small>', row.url, row.title
        )

    @admin.display(description=_("error"))
    def reason(self, row: ExternalPage) -> object:
        """Why the last attempt failed, or a dash."""
        if row.error.isdecimal():
            return format_lazy(_("The site responded with status {status}."), status=row.error)
        return _ERRORS.get(row.error, row.error) or "–"
