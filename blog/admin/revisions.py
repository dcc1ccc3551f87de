"""Admin pages of revisions: the list, one revision with its differences, restoring and naming.

Who may open the write screen of an entry may read its revisions; who may change it may restore them.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_GET, require_POST

from blog import publishing
from blog.models import Entry, Revision
from blog.querysets import EntryQuerySet
from blog.revisions import diffing, store
from blog.revisions.deltas import Content
from blog.views.preview import render_preview
from core.merging_forms import MergingAdmin
from core.typed_text import TypedLineField

PER_PAGE = 50
#: What the page of a revision shows, with the label of its tab.
VIEWS = {
    "changes": gettext_lazy("Changes since the previous version"),
    "current": gettext_lazy("Difference to the current text"),
    "source": gettext_lazy("Text of this version"),
}
LABELS = {
    "title": gettext_lazy("title"),
    "slug": gettext_lazy("slug"),
    "body": gettext_lazy("text"),
    "excerpt": gettext_lazy("excerpt"),
    "meta_description": gettext_lazy("meta description"),
    "tags": gettext_lazy("tags"),
}
LONG_FIELDS = ("body",)


class RevisionNameForm(forms.Form):
    """The name of a revision; empty removes it."""

    name = TypedLineField(label=gettext_lazy("name"), max_length=100, required=False)


class RevisionPages(MergingAdmin[Entry]):
    """Adds the pages of revisions to the admin of posts or pages."""

    if TYPE_CHECKING:  # defined by EntryAdmin

        def _get_entry(
            self, request: HttpRequest, pk: str, prepare: Callable[[EntryQuerySet], EntryQuerySet]
        ) -> Entry: ...
        def _lock_entry(self, request: HttpRequest, pk: str) -> Entry: ...

    def revision_urls(self) -> list[URLPattern]:
        """Return the URLs. They come before those of the entry, whose keys may contain slashes."""
        name, wrap = self.opts.model_name, self.admin_site.admin_view
        one = "<int:entry_pk>/revisions/<int:pk>/"
        return [
            path(
                "<int:entry_pk>/revisions/",
                wrap(require_GET(self.revisions_view)),
                name=f"blog_{name}_revisions",
            ),
            path(one, wrap(require_GET(self.revision_view)), name=f"blog_{name}_revision"),
            path(
                f"{one}preview/",
                wrap(require_GET(self.preview_revision_view)),
                name=f"blog_{name}_revision_preview",
            ),
            path(
                f"{one}restore/",
                wrap(require_POST(self.restore_revision_view)),
                name=f"blog_{name}_revision_restore",
            ),
            path(
                f"{one}name/",
                wrap(require_POST(self.name_revision_view)),
                name=f"blog_{name}_revision_name",
            ),
        ]

    def revisions_view(self, request: HttpRequest, entry_pk: int) -> HttpResponse:
        """List the revisions of an entry, newest first."""
        entry = self._readable_entry(request, entry_pk)
        rows = Revision.objects.of(entry).select_related("user").defer("data").order_by("-pk")
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
        context = {"page": page, "current": store.latest_pk(entry)}
        return self._page(request, entry, pgettext("of a text", "Versions"), "revisions", context)

    def revision_view(self, request: HttpRequest, entry_pk: int, pk: int) -> HttpResponse:
        """Show one revision: its changes, its difference to the current text, or its source."""
        entry = self._readable_entry(request, entry_pk)
        revision = _get_revision(entry, pk)
        show = request.GET.get("show", "")
        show = show if show in VIEWS else "changes"
        content = store.content_of(revision)
        moment = date_format(timezone.localtime(revision.updated_at), "DATETIME_FORMAT")
        context = {
            "revision": revision,
            "show": show,
            "tabs": [{"key": key, "label": label} for key, label in VIEWS.items()],
            "fields": _compared(entry, revision, content, show),
            "form": RevisionNameForm(initial={"name": revision.name}),
        }
        return self._page(
            request, entry, _("Version of %(moment)s") % {"moment": moment}, "revision", context
        )

    def preview_revision_view(self, request: HttpRequest, entry_pk: int, pk: int) -> HttpResponse:
        """Render the page of the entry with the texts of a revision."""
        entry = self._readable_entry(request, entry_pk)
        store.show(_get_revision(entry, pk), entry)
        return render_preview(request, entry, is_draft=True)

    def restore_revision_view(self, request: HttpRequest, entry_pk: int, pk: int) -> HttpResponse:
        """Save the texts of a revision again."""
        with transaction.atomic():
            entry = self._lock_entry(request, str(entry_pk))
            publishing.restore_revision(entry, _get_revision(entry, pk))
            store.finish_autosaves(store.of(entry).filter(pk=pk))
        messages.success(
            request, _("The text of the version was restored. The text before it is a version too.")
        )
        return HttpResponseRedirect(self._url("change", entry.pk))

    def name_revision_view(self, request: HttpRequest, entry_pk: int, pk: int) -> HttpResponse:
        """Give a revision a name, so that it is kept for ever, or remove the name."""
        with transaction.atomic():
            entry = self._lock_entry(request, str(entry_pk))
            revision = _get_revision(entry, pk)
            form = RevisionNameForm(request.POST)
            if form.is_valid():
                revision.name = form.cleaned_data["name"]
                revision.save(update_fields=["name"])
                messages.success(request, _("The name was saved."))
            else:
                messages.error(request, " ".join(map(str, form.errors["name"])))
        if "list" in request.POST:
            return HttpResponseRedirect(self._url("revisions", entry.pk))
        return HttpResponseRedirect(self._url("revision", entry.pk, revision.pk))

    def _readable_entry(self, request: HttpRequest, pk: int) -> Entry:
        """Return the entry if the user may open its write screen; else raise Http404."""
        entry = self._get_entry(request, str(pk), lambda rows: rows.for_page())
        if not self.has_view_or_change_permission(request, entry):
            raise Http404
        return entry

    def _page(
        self, request: HttpRequest, entry: Entry, title: str, name: str, context: dict[str, Any]
    ) -> HttpResponse:
        context |= {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": title,
            "entry": entry,
            "has_change_permission": self.has_change_permission(request, entry),
        }
        response = TemplateResponse(request, f"admin/blog/{name}.html", context)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def _url(self, name: str, *args: int) -> str:
        return reverse(f"admin:blog_{self.opts.model_name}_{name}", args=args)


def _get_revision(entry: Entry, pk: int) -> Revision:
    revision: Revision = get_object_or_404(store.of(entry).select_related("user"), pk=pk)
    return revision


def _compared(
    entry: Entry, revision: Revision, content: Content, show: str
) -> list[dict[str, Any]]:
    """Return the fields with a difference, or all fields with a text for the source."""
    if show == "source":
        pairs = [(name, "", content[name]) for name in store.FIELDS if content[name]]
        return [{"label": LABELS[name], "name": name, "text": text} for name, _old, text in pairs]
    if show == "current":
        old, new = content, store.current_content(entry)
    else:
        previous = store.of(entry).filter(pk__lt=revision.pk).first()
        old, new = store.content_of(previous) if previous else {}, content
    return [
        {"label": LABELS[name], "name": name, **_difference(name, old.get(name, ""), new[name])}
        for name in store.FIELDS
        if old.get(name, "") != new[name]
    ]


def _difference(name: str, old: str, new: str) -> dict[str, Any]:
    if name in LONG_FIELDS:
        return {"runs": diffing.diff(old, new)}
    return {"line": diffing.line_diff(old, new)}
