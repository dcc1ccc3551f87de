"""Admin of redirect rules, and of the report of URLs that were not found."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from audit import log
from audit.enums import Verb
from blog.models import NotFoundPath, Redirect
from blog.redirects import not_found_log, rules
from core.read_only import NoAddOrChange
from core.typed_text import TypedTextMixin

#: Lines that are imported at once.
MAX_LINES = 1000


class RedirectForm(forms.ModelForm[Redirect]):
    """Form of a redirect rule, validated against the site and the other rules."""

    class Meta:
        model = Redirect
        fields = ["path", "kind", "target", "note"]

    def clean_path(self) -> str:
        """Return the path in its stored form."""
        return rules.clean_path(self.cleaned_data["path"])

    def clean_target(self) -> str:
        """Return the target in its stored form, or ""."""
        target: str = self.cleaned_data["target"]
        return rules.clean_target(target) if target else ""

    def _post_clean(self) -> None:
        """Validate the rule as a whole, after Django has set its fields."""
        super()._post_clean()  # type: ignore[misc]
        if not self.errors:
            try:
                rules.validate_rule(self.instance)
            except ValidationError as error:
                self.add_error(None, error)


class PasteForm(TypedTextMixin, forms.Form):
    """Form for adding several rules."""

    lines = forms.CharField(
        label=_("Redirects"),
        widget=forms.Textarea(attrs={"rows": 12, "class": "vLargeTextField"}),
        help_text=_(
            "One per line: the old URL, a space or comma, the new one. Without a new one: "
            "gone (410)."
        ),
    )


@admin.register(Redirect)
class RedirectAdmin(admin.ModelAdmin[Redirect]):
    """Admin of redirect rules with their hits, and a page that adds several rules."""

    form = RedirectForm
    change_list_template = "admin/blog/redirect/change_list.html"
    list_display = ["path", "leads_to", "kind", "hits", "last_hit_on"]
    list_filter = ["kind"]
    search_fields = ["path", "target", "note"]
    fields = ["path", "kind", "target", "note"]

    def get_urls(self) -> list[URLPattern]:
        """Add the page for several rules."""
        view = self.admin_site.admin_view(self.paste)
        return [path("paste/", view, name="blog_redirect_paste"), *super().get_urls()]

    def save_model(
        self, request: HttpRequest, obj: Redirect, form: RedirectForm, change: bool
    ) -> None:
        """Save the rule, and remove the paths that it matches from the report."""
        super().save_model(request, obj, form, change)
        _delete_matched_paths(obj)

    def paste(self, request: HttpRequest) -> HttpResponse:
        """Add several rules: valid lines are saved, invalid ones stay in the form with the reason."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = PasteForm(request.POST or None)
        problems: list[str] = []
        if request.method == "POST" and form.is_valid():
            saved, rejected, problems = _import_lines(form.cleaned_data["lines"])
            text = ngettext("%(count)d redirect saved.", "%(count)d redirects saved.", saved)
            self.message_user(request, text % {"count": saved}, messages.SUCCESS)
            if not rejected:
                return redirect(reverse("admin:blog_redirect_changelist"))
            form = PasteForm(initial={"lines": "\n".join(rejected)})
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("Add several redirects"),
            "form": form,
            "problems": problems,
        }
        return render(request, "admin/blog/redirect/paste.html", context)

    @admin.display(description=_("redirect target"), ordering="target")
    def leads_to(self, rule: Redirect) -> str:
        """The target, or a dash for 410."""
        return rule.target or "–"


class IgnoredFilter(admin.SimpleListFilter):
    """Filter by `is_ignored`; the default shows the paths that are not ignored."""

    title = _("ignored")
    parameter_name = "ignored"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[NotFoundPath]
    ) -> list[tuple[str, str]]:
        return [("yes", gettext("Ignored")), ("all", gettext("All"))]

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """Label the default choice."""
        first, *rest = super().choices(changelist)
        yield {**first, "display": _("Not ignored")}
        yield from rest

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[NotFoundPath]
    ) -> QuerySet[NotFoundPath]:
        if self.value() == "all":
            return queryset
        return queryset.filter(is_ignored=self.value() == "yes")


@admin.register(NotFoundPath)
class NotFoundPathAdmin(NoAddOrChange, admin.ModelAdmin[NotFoundPath]):
    """Report of paths that were not found. Rows can be ignored or deleted, not edited."""

    records_itself = True
    list_display = ["path", "count", "from_here", "first_on", "last_on", "next_step"]
    list_display_links = None
    list_filter = [IgnoredFilter, "is_internal"]
    search_fields = ["path"]
    actions = ["ignore", "notice"]

    def has_ignore_permission(self, request: HttpRequest) -> bool:
        """Whether the user may change the report; has_change_permission is always False."""
        return request.user.has_perm("blog.change_notfoundpath")

    @admin.action(description=_("Ignore"), permissions=["ignore"])
    def ignore(self, request: HttpRequest, queryset: QuerySet[NotFoundPath]) -> None:
        self._mark(request, queryset, is_ignored=True)

    @admin.action(description=_("Stop ignoring"), permissions=["ignore"])
    def notice(self, request: HttpRequest, queryset: QuerySet[NotFoundPath]) -> None:
        self._mark(request, queryset, is_ignored=False)

    @admin.display(description=_("linked from this site"), ordering="is_internal")
    def from_here(self, row: NotFoundPath) -> SafeString | str:
        """Label for a path that a page of the site links to, because that link can be corrected."""
        if not row.is_internal:
            return "–"
        return format_html('<span class="state state-in_review">{}</span>', _("Internal link"))

    @admin.display(description=_("next step"))
    def next_step(self, row: NotFoundPath) -> SafeString:
        """Link to the form for a redirect of this path."""
        url = f"{reverse('admin:blog_redirect_add')}?{urlencode({'path': row.path})}"
        return format_html('<a href="{}">{}</a>', url, _("Create a redirect"))

    def _mark(
        self, request: HttpRequest, queryset: QuerySet[NotFoundPath], *, is_ignored: bool
    ) -> None:
        count = queryset.update(is_ignored=is_ignored)
        text = ngettext("%(count)d URL changed.", "%(count)d URLs changed.", count)
        self.message_user(request, text % {"count": count})


def _import_lines(text: str) -> tuple[int, list[str], list[str]]:
    """Save the rules in `text`; return their number, the rejected lines, and the error of each.

    Lines after MAX_LINES are returned as rejected without an error.
    """
    saved, rejected, problems = 0, [], []
    for line in text.splitlines()[:MAX_LINES]:
        old, _space, new = line.strip().replace("\t", " ").replace(",", " ", 1).partition(" ")
        if not old:
            continue
        kind = Redirect.Kind.MOVED if new.strip() else Redirect.Kind.GONE
        form = RedirectForm({"path": old, "kind": kind, "target": new.strip(), "note": ""})
        if not form.is_valid():
            rejected.append(line)
            problems.append(f"{old}: {_error_text(form)}")
            continue
        with transaction.atomic():
            rule = form.save()
            log.record(Verb.ADDED, rule)
            _delete_matched_paths(rule)
        saved += 1
    return saved, rejected + text.splitlines()[MAX_LINES:], problems


def _error_text(form: RedirectForm) -> str:
    """Join the errors of a form to one line."""
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def _delete_matched_paths(rule: Redirect) -> None:
    """Delete the paths that `rule` matches from the report."""
    if rule.is_prefix:
        prefix = not_found_log.shown(rule.path.removesuffix("*"))
        NotFoundPath.objects.filter(path__startswith=prefix).delete()
    else:
        NotFoundPath.objects.filter(path=not_found_log.shown(rule.path)).delete()
