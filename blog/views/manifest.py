"""Views of the web app manifest, the favicon and the theme's style sheet."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.templatetags.static import static
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from blog.http import BlogRequest
from core.theme import LIGHT_PAPER, Theme

DAY = 24 * 3600  # seconds
# Default icons: name, size in pixels, purpose. Of a "maskable" icon only the middle 80 % are safe.
ICONS = (
    ("icon-192.png", 192, "any"),
    ("icon-512.png", 512, "any"),
    ("icon-mask.png", 512, "maskable"),
)


@require_safe
def manifest(request: BlogRequest) -> JsonResponse:
    """Return the web app manifest."""
    site = request.site
    icons = [
        _icon(icon.url, icon.size, icon.purpose)
        for icon in request.blog_settings.icon_files
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
            "background_color": LIGHT_PAPER,
            "theme_color": LIGHT_PAPER,
            "icons": icons
            or [_icon(static(f"img/{name}"), size, purpose) for name, size, purpose in ICONS],
        },
        content_type="application/manifest+json",
        json_dumps_params={"ensure_ascii": False},
    )


@require_safe
def favicon(request: BlogRequest) -> HttpResponse:
    """Return the site's favicon, for browsers that request /favicon.ico; redirect to the default."""
    for icon in request.blog_settings.icon_files:
        if icon.purpose == "ico" and default_storage.exists(icon.name):
            with default_storage.open(icon.name) as file:
                response = HttpResponse(file.read(), content_type="image/x-icon")
            patch_cache_control(response, public=True, max_age=DAY)
            return response
    return HttpResponseRedirect(static("img/favicon.png"))


@require_safe
def appearance(request: BlogRequest, code: str, scope: str = ":root") -> HttpResponse:
    """Return the immutable style sheet of the theme `code`; 404 for an invalid code."""
    try:
        css = Theme.parse(code).css(scope)
    except ValueError:
        raise Http404 from None
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    patch_cache_control(response, public=True, immutable=True, max_age=365 * DAY)
    return response


def _icon(url: str, size: int, purpose: str) -> dict[str, str]:
    return {
        "src": url,
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": purpose,
    }
