"""The admin site: the same registrations, our titles, and the site's own sign-in."""

from typing import Any

from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from audit.recording import Recorded
from blog.views import editor
from core import settings_groups
from desk import checkup, home, settings_pages, trash
from search.views import everything as search_everything

#: Tables that nobody of the site looks for: the list leaves them out, their pages stay for an emergency.
BEHIND_THE_SCENES = {"sites.site", "django_tasks_database.dbtaskresult"}
#: What libraries name after their tables.
NAMES = {
    "account.emailaddress": _("Addresses to sign in with"),
    "mfa.authenticator": _("Passkeys and authenticator apps"),
}


class TsuzuriAdminSite(AdminSite):
    """Django's admin under our name."""

    site_title = _("Tsuzuri")
    site_header = _("Tsuzuri")
    index_title = _("Desk")

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Register as Django does, with the log woven into every form (audit/recording.py)."""
        plain = admin_class or ModelAdmin
        woven = type(plain.__name__, (Recorded, plain), {"__module__": plain.__module__})
        super().register(model_or_iterable, woven, **options)

    @method_decorator(never_cache)
    @login_not_required
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Send everybody to the site's own sign-in, which has rate limits and second factors.

        Django's form is never shown: not even to those who are signed in, who could try others'
        passwords there without a limit.
        """
        target = get_next_redirect_url(request) or reverse("admin:index")
        if not request.user.is_authenticated:
            return redirect_to_login(target, reverse("account_login"))
        if not self.has_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(target)

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: Any = None
    ) -> HttpResponse:
        """Send people to the account pages, which limit tries and tell them of the change."""
        return HttpResponseRedirect(reverse("account_change_password"))

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        """Show the desk: what has been begun, what comes next, and the way to everything else."""
        desk = {
            "cards": home.cards(request.user),
            "settings_groups": settings_groups.groups_for(request.user),
            "has_trash": bool(trash.bins_of(request.user)),
        }
        if checkup.may_see(request.user):
            desk |= {"may_see_health": True, "faults": home.faults()}
        return super().index(request, {**desk, **(extra_context or {})})

    def health(self, request: HttpRequest) -> HttpResponse:
        """Show how the site is, all of it, to those who look after it."""
        if not checkup.may_see(request.user):
            raise PermissionDenied
        context = {
            **self.each_context(request),
            "title": _("How the site is"),
            "quick": checkup.quick(),
            "slow": checkup.slow(),
        }
        return TemplateResponse(request, "admin/health.html", context)

    def view_on_site(
        self, request: HttpRequest, content_type_id: int, object_id: int
    ) -> HttpResponse:
        """Lead to the page of an object that this person's admin shows them, else 404.

        Django's own view tells every member of staff the address of any object, drafts included,
        and builds it with the host of the sites framework.
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
        """List what people of the site look for, under names that they know."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            listed = {model["model"]._meta.label_lower: model for model in app["models"]}
            app["models"] = [
                {**model, "name": NAMES.get(label, model["name"])}
                for label, model in listed.items()
                if label not in BEHIND_THE_SCENES
            ]
        return [app for app in apps if app["models"]]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Tell every page where the settings are, for those who may change any."""
        context = super().each_context(request)
        return {**context, "settings_url": settings_pages.home_url(request.user)}

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Add the endpoints of the write screen, where django-markdownx's settings say."""
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
            path("search/", self.admin_view(search_everything), name="search"),
            path("health/", self.admin_view(self.health), name="health"),
            path("trash/", self.admin_view(trash.trash), name="trash"),
            path("trash/restore/", self.admin_view(trash.restore), name="trash_restore"),
            path("trash/delete/", self.admin_view(trash.delete), name="trash_delete"),
            path("write/slug/", editor.slug_suggestion, name="suggest_slug"),
            path(
                "r/<int:content_type_id>/<int:object_id>/",
                self.admin_view(self.view_on_site),
                name="view_on_site",
            ),
            *super().get_urls(),
        ]


def _below_admin(address: str) -> str:
    """Return the path of an address under /admin/ as this site's patterns see it."""
    return address.removeprefix("/admin/")
