"""Serves renditions of images. Originals have no address."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """Send the file `name` from MEDIA_ROOT, cacheable for a year because its name is its content's."""
    response = serve(request, name, document_root=settings.MEDIA_ROOT)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
