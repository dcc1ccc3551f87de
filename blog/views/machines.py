"""Small answers for machines: robots, manifest."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.site_urls import absolute

# Name, size in pixels, purpose: a "maskable" icon may be cut to a circle (its middle 80 % stay).
ICONS = (
    ("icon-192.png", 192, "any"),
    ("icon-512.png", 512, "any"),
    ("icon-mask.png", 512, "maskable"),
)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers what to leave alone and where the sitemap is."""
    rules = ["Disallow: /admin/", "Disallow: /account/", "Disallow: /search/", "Disallow: /share/"]
    if request.site.noindex:  # type: ignore[attr-defined]
        rules = ["Disallow: /"]
    lines = ["User-agent: *", *rules, "", f"Sitemap: {absolute(reverse('blog:sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """Describe the site for a home screen."""
    site: Any = request.site
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
            "icons": [_icon(*row) for row in ICONS],
        },
        content_type="application/manifest+json",
        json_dumps_params={"ensure_ascii": False},
    )


def _icon(name: str, size: int, purpose: str) -> dict[str, str]:
    return {
        "src": static(f"img/{name}"),
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": purpose,
    }
