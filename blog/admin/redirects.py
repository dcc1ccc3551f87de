"""Redirects by hand, and the report of addresses that readers did not find."""

from typing import Any

from django import forms
from django.contrib import admin, messages
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

from audit import trail
from audit.enums import Verb
from blog import missed, redirects
from blog.models import MissedPath, Redirect
from core.read_only import NotWritten

#: Lines that are read from one paste.
LINES = 1000


class RedirectForm(forms.ModelForm[Redirect]):
    """A rule, checked against the site and against the other rules."""

    class Meta:
        model = Redirect
        fields = ["path", "kind", "target", "note"]

    def clean_path(self) -> str:
        """Return the path as it is kept."""
        return redirects.cleaned_path(self.cleaned_data["path"])

    def clean_target(self) -> str:
        """Return the target as it is kept, or ""."""
        target: str = self.cleaned_data["target"]
        return redirects.cleaned_target(target) if target else ""

    def _post_clean(self) -> None:
        """Check the rule as a whole, once its fields are on the row."""
        super()._post_clean()  # type: ignore[misc]
        if not self.errors:
            try:
                redirects.settle(self.instance)
            except ValidationError as error:
                self.add_error(None, error)


class PasteForm(forms.Form):
    """Many rules at once."""

    lines = forms.CharField(
        label=_("Rules"),
        widget=forms.Textarea(attrs={"rows": 12, "class": "vLargeTextField"}),
        help_text=_(
            "One a line: the old address, a space or comma, the new one. Without a new one: gone (410)."
        ),
    )


@admin.register(Redirect)
class RedirectAdmin(admin.ModelAdmin[Redirect]):
    """Rules with how often they were followed."""

    form = RedirectForm
    change_list_template = "admin/blog/redirect/change_list.html"
    list_display = ["path", "leads_to", "kind", "hits", "last_hit_on"]
    list_filter = ["kind"]
    search_fields = ["path", "target", "note"]
    fields = ["path", "kind", "target", "note"]

    def get_urls(self) -> list[URLPattern]:
        """Add the page for many rules."""
        view = self.admin_site.admin_view(self.paste)
        return [path("paste/", view, name="blog_redirect_paste"), *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: Redirect, form: Any, change: bool) -> None:
        """Save the rule; what it answers is no longer missed."""
        super().save_model(request, obj, form, change)
        _forget_missed(obj)

    def paste(self, request: HttpRequest) -> HttpResponse:
        """Take a list of rules: what is right is saved, what is wrong stays in the box with its reason."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = PasteForm(request.POST or None)
        problems: list[str] = []
        if request.method == "POST" and form.is_valid():
            saved, left, problems = _take(form.cleaned_data["lines"])
            text = ngettext("%(count)d rule saved.", "%(count)d rules saved.", saved)
            self.message_user(request, text % {"count": saved}, messages.SUCCESS)
            if not left:
                return redirect(reverse("admin:blog_redirect_changelist"))
            form = PasteForm(initial={"lines": "\n".join(left)})
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("Several redirects"),
            "form": form,
            "problems": problems,
        }
        return render(request, "admin/blog/redirect/paste.html", context)

    @admin.display(description=_("leads to"), ordering="target")
    def leads_to(self, rule: Redirect) -> str:
        """The target, or a dash for what is gone."""
        return rule.target or "–"


class IgnoredFilter(admin.SimpleListFilter):
    """What is ignored is not shown unless asked for."""

    title = _("ignored")
    parameter_name = "ignored"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Ignored")), ("all", _("All"))]

    def choices(self, changelist: Any) -> Any:
        """Name the default."""
        first, *rest = super().choices(changelist)
        return [{**first, "display": _("Not ignored")}, *rest]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "all":
            return queryset
        return queryset.filter(is_ignored=self.value() == "yes")


@admin.register(MissedPath)
class MissedPathAdmin(NotWritten, admin.ModelAdmin[MissedPath]):
    """What readers asked for and did not find; nobody writes it."""

    records_itself = True
    list_display = ["path", "count", "from_here", "first_on", "last_on", "next_step"]
    list_display_links = None
    list_filter = [IgnoredFilter, "is_internal"]
    search_fields = ["path"]
    actions = ["ignore", "notice"]

    def has_ignore_permission(self, request: HttpRequest) -> bool:
        """Whoever has the model's change permission."""
        return request.user.has_perm("blog.change_missedpath")

    @admin.action(description=_("Ignore"), permissions=["ignore"])
    def ignore(self, request: HttpRequest, queryset: QuerySet[MissedPath]) -> None:
        self._mark(request, queryset, is_ignored=True)

    @admin.action(description=_("Do not ignore"), permissions=["ignore"])
    def notice(self, request: HttpRequest, queryset: QuerySet[MissedPath]) -> None:
        self._mark(request, queryset, is_ignored=False)

    @admin.display(description=_("linked from this site"), ordering="is_internal")
    def from_here(self, row: MissedPath) -> SafeString | str:
        """A mark with words: such a link can be mended."""
        if not row.is_internal:
            return "–"
        return format_html('<span class="state state-in_review">{}</span>', _("A page links there"))

    @admin.display(description=_("next step"))
    def next_step(self, row: MissedPath) -> SafeString:
        """The way to a rule for it."""
        address = f"{reverse('admin:blog_redirect_add')}?{urlencode({'path': row.path})}"
        return format_html('<a href="{}">{}</a>', address, _("Make a redirect"))

    def _mark(
        self, request: HttpRequest, queryset: QuerySet[MissedPath], *, is_ignored: bool
    ) -> None:
        count = queryset.update(is_ignored=is_ignored)
        text = ngettext("%(count)d address changed.", "%(count)d addresses changed.", count)
        self.message_user(request, text % {"count": count})


def _take(text: str) -> tuple[int, list[str], list[str]]:
    """Save the rules of `text`; return how many, the lines that were refused, and why each was."""
    saved, left, problems = 0, [], []
    for line in text.splitlines()[:LINES]:
        old, _space, new = line.strip().replace("\t", " ").replace(",", " ", 1).partition(" ")
        if not old:
            continue
        kind = Redirect.Kind.MOVED if new.strip() else Redirect.Kind.GONE
        form = RedirectForm({"path": old, "kind": kind, "target": new.strip(), "note": ""})
        if not form.is_valid():
            left.append(line)
            problems.append(f"{old}: {_told(form)}")
            continue
        with transaction.atomic():
            rule = form.save()
            trail.record(Verb.ADDED, rule)
            _forget_missed(rule)
        saved += 1
    return saved, left + text.splitlines()[LINES:], problems


def _told(form: RedirectForm) -> str:
    """What is wrong with a rule, in one line."""
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def _forget_missed(rule: Redirect) -> None:
    """Take out of the report what `rule` answers from now on."""
    if rule.is_prefix:
        below = missed.shown(rule.path.removesuffix("*"))
        MissedPath.objects.filter(path__startswith=below).delete()
    else:
        MissedPath.objects.filter(path=missed.shown(rule.path)).delete()
