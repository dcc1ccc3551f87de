"""Serves renditions of images. Originals have no address."""

import re
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

#: What images.uploads and images.icons give to files; nothing else in the folder has an address.
RENDITION_NAME: Final = re.compile(r"[0-9a-f]{2}/[0-9a-f]{16}-[0-9a-f]{20}\.(webp|png|ico)")
TYPES: Final = {"webp": "image/webp", "png": "image/png", "ico": "image/x-icon"}
HEADERS: Final = {
    # The name is the content's, so what was fetched once never has to be asked for again.
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """Send the rendition `name` from MEDIA_ROOT; 304 where the browser has it, 404 for all else."""
    known = RENDITION_NAME.fullmatch(name)
    if not known:
        raise Http404
    response = serve(request, name, document_root=str(settings.MEDIA_ROOT))
    response.headers["Content-Type"] = TYPES[known[1]]
    for header, value in HEADERS.items():
        response.headers[header] = value
    return response
