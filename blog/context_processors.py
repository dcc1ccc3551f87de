"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from blog.frame import Frame
from core.models import SiteSettings


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the site's settings as `site`, its origin, and what stands around a page as `frame`.

    Settings and frame are read only where a template uses them.
    """
    return {
        "site": request.site if hasattr(request, "site") else SiteSettings.load(),
        "base_url": settings.BASE_URL,
        "frame": SimpleLazyObject(Frame.load),
    }
