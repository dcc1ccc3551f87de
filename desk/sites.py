"""The AdminSite of the project: its titles, URLs, app list, and the redirect to the site's sign-in."""

from typing import Any

from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from audit.admin_mixin import AuditLogMixin
from blog.views import completion, editor, quick_add
from core import settings_groups
from desk import health_report, home, pr_offer, settings_pages, trash
from search.views import admin_search

#: Models that the app list omits; their admin pages still work by URL.
HIDDEN_MODELS = {"sites.site", "django_tasks_database.dbtaskresult"}
#: Names in place of those that libraries derive from their models.
MODEL_NAMES = {
    "account.emailaddress": _("Email addresses for signing in"),
    "mfa.authenticator": _("Passkeys and authenticator apps"),
}


class ColumnToFieldMixin:
    """ModelAdmin mixin: `_to_field` must be a column. Django raises AttributeError on a reverse relation."""

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        """Return whether `to_field` is a column that Django allows; otherwise Django responds with 400."""
        try:
            is_column = getattr(self.opts.get_field(to_field), "concrete", False)  # type: ignore[attr-defined]
        except FieldDoesNotExist:
            return False
        return is_column and super().to_field_allowed(request, to_field)  # type: ignore[misc]


class TsuzuriAdminSite(AdminSite):
    site_title = _("Tsuzuri")
    site_header = _("Tsuzuri")
    index_title = _("Dashboard")

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Register the models with the audit log mixed into their ModelAdmin (audit/admin_mixin.py)."""
        base = admin_class or ModelAdmin
        mixed = type(
            base.__name__,
            (AuditLogMixin, ColumnToFieldMixin, base),
            {"__module__": base.__module__},
        )
        super().register(model_or_iterable, mixed, **options)

    @method_decorator(never_cache)
    @login_not_required
    def login(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """Redirect to the site's own sign-in, which has rate limits and second factors.

        Django's form is never shown, not even to signed-in users: they could try the passwords of others
        there without a limit.
        """
        target = get_next_redirect_url(request) or reverse("admin:index")
        if not request.user.is_authenticated:
            return redirect_to_login(target, reverse("account_login"))
        if not self.has_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(target)

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """Redirect to the account pages, which have a rate limit and notify the user by mail."""
        return HttpResponseRedirect(reverse("account_change_password"))

    def index(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> TemplateResponse:
        """Render the dashboard: cards, links to settings and trash, faults of the site."""
        context: dict[str, object] = {
            "cards": home.cards(request.user),
            "settings_groups": settings_groups.groups_for(request.user),
            "has_trash": bool(trash.bins_for(request.user)),
            "offers_pr_rule": pr_offer.is_open(request),
        }
        if health_report.may_see(request.user):
            context |= {"may_see_health": True, "faults": home.faults()}
        return super().index(request, {**context, **(extra_context or {})})

    def health(self, request: HttpRequest) -> HttpResponse:
        """Render the site health page; 403 for users who may not see the report."""
        if not health_report.may_see(request.user):
            raise PermissionDenied
        context = {
            **self.each_context(request),
            "title": _("Site health"),
            "quick": health_report.quick(),
            "slow": health_report.slow(),
        }
        return TemplateResponse(request, "admin/health.html", context)

    def view_on_site(
        self, request: HttpRequest, content_type_id: int, object_id: int
    ) -> HttpResponse:
        """Redirect to the public page of an object that the user may view in the admin, else 404.

        Django's own view reveals the URL of any object to every staff user, drafts included, and
        builds it with the host of the sites framework.
        """
        kind = get_object_or_404(ContentType, pk=content_type_id)
        model_admin = self._registry.get(kind.model_class())  # type: ignore[arg-type]
        if model_admin is None:
            raise Http404
        target: Any = model_admin.get_object(request, str(object_id))
        if target is None or not model_admin.has_view_permission(request, target):
            raise Http404
        return redirect(target.get_absolute_url())

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return the app list without HIDDEN_MODELS and with MODEL_NAMES."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            models = {model["model"]._meta.label_lower: model for model in app["models"]}
            app["models"] = [
                {**model, "name": MODEL_NAMES.get(label, model["name"])}
                for label, model in models.items()
                if label not in HIDDEN_MODELS
            ]
        return [app for app in apps if app["models"]]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Add `settings_url`, which is "" for users who may change no settings."""
        context = super().each_context(request)
        return {**context, "settings_url": settings_pages.home_url(request.user)}

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Add our admin pages, and the editor's endpoints at the URLs of django-markdownx's settings."""
        return [
            path(
                _below_admin(settings.MARKDOWNX_URLS_PATH),
                editor.Preview.as_view(),
                name="markdownx_preview",
            ),
            path(
                _below_admin(settings.MARKDOWNX_UPLOAD_URLS_PATH),
                editor.ImageUpload.as_view(),
                name="markdownx_upload",
            ),
            path("settings/", self.admin_view(settings_pages.index), name="settings"),
            path(
                "settings/<slug:slug>/",
                self.admin_view(settings_pages.group_page),
                name="settings_group",
            ),
            path("pr-rule/", self.admin_view(pr_offer.answer), name="pr_rule_offer"),
            path("search/", self.admin_view(admin_search), name="search"),
            path("health/", self.admin_view(self.health), name="health"),
            path("trash/", self.admin_view(trash.trash), name="trash"),
            path("trash/restore/", self.admin_view(trash.restore), name="trash_restore"),
            path("trash/delete/", self.admin_view(trash.delete), name="trash_delete"),
            path("write/slug/", editor.slug_suggestion, name="suggest_slug"),
            path("write/links/", completion.links, name="link_targets"),
            path("write/tags/", completion.tags, name="tag_suggestions"),
            path("write/category/", quick_add.add_category, name="write_add_category"),
            path("write/persona/", quick_add.add_persona, name="write_add_persona"),
            path("write/help/", self.admin_view(editor.help_page), name="editor_help"),
            path("write/session/", editor.session, name="write_session"),
            path("write/signed-in/", self.admin_view(editor.signed_in), name="write_signed_in"),
            path(
                "r/<int:content_type_id>/<int:object_id>/",
                self.admin_view(self.view_on_site),
                name="view_on_site",
            ),
            *super().get_urls(),
        ]


def _below_admin(path: str) -> str:
    """Return a path without the /admin/ prefix, as URL patterns of this site need it."""
    return path.removeprefix("/admin/")
