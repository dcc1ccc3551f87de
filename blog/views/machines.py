"""Small answers for machines: robots, manifest."""

from typing import Any

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.templatetags.static import static
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from blog import crawlers
from blog.models import BlogSettings
from core.appearance import Look
from images.icons import Icon

DAY = 24 * 3600

# Name, size in pixels, purpose: a "maskable" icon may be cut to a circle (its middle 80 % stay).
ICONS = (
    ("icon-192.png", 192, "any"),
    ("icon-512.png", 512, "any"),
    ("icon-mask.png", 512, "maskable"),
)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers what to leave alone and where the sitemap is."""
    site: Any = request.site
    text = crawlers.robots(site, "" if site.noindex else BlogSettings.load().robots_additions)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def ads_txt(request: HttpRequest) -> HttpResponse:
    """Say who may sell ads of this site; 404 where the owner has said nothing."""
    text = BlogSettings.load().ads_txt
    if not text:
        raise Http404
    return HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8")


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """Describe the site for a home screen."""
    site: Any = request.site
    own = [Icon(**row) for row in BlogSettings.load().icons_shown]
    icons = [
        _icon(icon.url, icon.size, icon.purpose)
        for icon in own
        if icon.purpose in ("any", "maskable")
    ]
    return JsonResponse(
        {
            "name": site.name,
            "short_name": site.name[:12],
            "description": site.description or site.tagline,
            "lang": site.language,
            "start_url": "/",
            "display": "minimal-ui",
            "background_color": "#fbf9f4",
            "theme_color": "#fbf9f4",
            "icons": icons
            or [_icon(static(f"img/{name}"), size, purpose) for name, size, purpose in ICONS],
        },
        content_type="application/manifest+json",
        json_dumps_params={"ensure_ascii": False},
    )


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Answer browsers that ask without reading a page first: the owner's icon, or lead to ours."""
    for icon in (Icon(**row) for row in BlogSettings.load().icons_shown):
        if icon.purpose == "ico" and default_storage.exists(icon.name):
            with default_storage.open(icon.name) as file:
                response = HttpResponse(file.read(), content_type="image/x-icon")
            patch_cache_control(response, public=True, max_age=DAY)
            return response
    return HttpResponseRedirect(static("img/favicon.png"))


@require_safe
def appearance(request: HttpRequest, code: str, scope: str = ":root") -> HttpResponse:
    """The style sheet of the look that `code` names; it never changes. 404 where no look has it."""
    try:
        css = Look.parse(code).css(scope)
    except ValueError:
        raise Http404 from None
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    patch_cache_control(response, public=True, immutable=True, max_age=365 * DAY)
    return response


def _icon(address: str, size: int, purpose: str) -> dict[str, str]:
    return {
        "src": address,
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": purpose,
    }
