"""Admin page of the preview links of a post or page: list, create, revoke."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from accounts.models import User
from blog import preview_links
from blog.admin.revisions import RevisionPages
from blog.enums import Status
from blog.models import Entry


class PreviewLinkForm(forms.Form):
    """For how many days a new link is valid."""

    days = forms.TypedChoiceField(
        label=gettext_lazy("Valid for"), coerce=int, initial=preview_links.DEFAULT_DAYS
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days"].choices = [  # type: ignore[attr-defined]
            (days, ngettext("%(days)d day", "%(days)d days", days) % {"days": days})
            for days in preview_links.DAYS
        ]


class PreviewLinkPages(RevisionPages):
    """Adds the page of preview links to the admin of posts or pages, for who may change the entry."""

    def preview_link_urls(self) -> list[URLPattern]:
        """Return the URLs. They come before those of the entry, whose keys may contain slashes."""
        name, wrap = self.opts.model_name, self.admin_site.admin_view
        one = "<int:entry_pk>/preview-links/"
        return [
            path(one, wrap(self.preview_links_view), name=f"blog_{name}_preview_links"),
            path(
                f"{one}<int:pk>/revoke/",
                wrap(require_POST(self.revoke_preview_link_view)),
                name=f"blog_{name}_preview_link_revoke",
            ),
        ]

    def preview_links_view(self, request: HttpRequest, entry_pk: int) -> HttpResponse:
        """List the valid links. POST creates one and shows its URL, this once."""
        with transaction.atomic():
            entry = self._lock_entry(request, str(entry_pk))
            form = PreviewLinkForm(request.POST or None)
            context: dict[str, Any] = {"form": form, "is_trashed": entry.status == Status.TRASHED}
            if form.is_valid() and not context["is_trashed"]:
                context |= self._create_link(request, entry, form.cleaned_data["days"])
        context["links"] = preview_links.valid(entry).select_related("user")
        return self._page(request, entry, _("Preview links"), "preview_links", context)

    def _create_link(self, request: HttpRequest, entry: Entry, days: int) -> dict[str, Any]:
        try:
            link, url = preview_links.create(entry, by=cast(User, request.user), days=days)
        except preview_links.TooManyLinksError:
            messages.error(request, _("There are too many links. Please revoke one first."))
            return {}
        return {"new_link": link, "new_url": url}

    def revoke_preview_link_view(
        self, request: HttpRequest, entry_pk: int, pk: int
    ) -> HttpResponse:
        """Revoke one link: its URL stops working at once."""
        with transaction.atomic():
            entry = self._lock_entry(request, str(entry_pk))
            revoked = preview_links.revoke(entry, pk)
        if revoked:
            messages.success(request, _("The link was revoked. It does not work any more."))
        return HttpResponseRedirect(self._url("preview_links", entry.pk))
