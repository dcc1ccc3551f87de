"""Serves renditions and icons. Originals have no URL."""

import re
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

#: Names that images.files and images.icons give to files; no other file in MEDIA_ROOT is served.
RENDITION_NAME: Final = re.compile(r"[0-9a-f]{2}/[0-9a-f]{16}-[0-9a-f]{20}\.(webp|jpg|png|ico)")
TYPES: Final = {
    "webp": "image/webp",
    "jpg": "image/jpeg",
    "png": "image/png",
    "ico": "image/x-icon",
}
HEADERS: Final = {
    # The name contains a hash of the content, so browsers never need to revalidate it.
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """Serve the rendition `name` from MEDIA_ROOT; 304 if the browser has it, 404 for other names."""
    match = RENDITION_NAME.fullmatch(name)
    if not match:
        raise Http404
    response = serve(request, name, document_root=str(settings.MEDIA_ROOT))
    response.headers["Content-Type"] = TYPES[match[1]]
    for header, value in HEADERS.items():
        response.headers[header] = value
    return response
