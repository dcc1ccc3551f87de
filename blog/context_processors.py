"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from core.models import SiteSettings


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the site's settings as `site`, and its origin."""
    return {
        "site": getattr(request, "site", None) or SiteSettings.load(),
        "base_url": settings.BASE_URL,
    }
