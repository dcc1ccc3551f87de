"""Views of robots.txt and ads.txt."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from blog.http import BlogRequest
from blog.seo import robots as robots_file


@require_safe
def robots(request: BlogRequest) -> HttpResponse:
    text = robots_file.robots(request.blog_settings)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def ads_txt(request: BlogRequest) -> HttpResponse:
    """Return ads.txt; raise Http404 if the owner has not entered any records."""
    text = request.blog_settings.ads_txt
    if not text:
        raise Http404
    return HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8")
