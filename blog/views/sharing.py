"""Sharing to services that live on many hosts, without JavaScript."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from blog import sharing
from blog.models import Post

MAX_AGE = 300


@require_safe
def choose_instance(request: HttpRequest, service: str) -> HttpResponse:
    """Ask on which server the reader lives (`instance`), then show the finished link to `post`.

    It is a link to click, never a redirect, so nobody can be sent anywhere through this page.
    """
    place = sharing.SERVICES.get(service)
    if place is None or not place.has_instances:
        raise Http404
    posts = Post.objects.published().select_related("cover").defer("body", "body_html", "body_text")
    # PostgreSQL refuses even to look for a NUL.
    slug = request.GET.get("post", "").replace("\x00", "")
    post = get_object_or_404(posts, slug=slug)
    context = {"service": place, "post": post, "noindex": True, **_answer(request, place, post)}
    response = render(request, "blog/share_instance.html", context)
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response


def _answer(request: HttpRequest, place: sharing.Service, post: Post) -> dict[str, str]:
    """Return what the form holds, and either the finished link or what is wrong."""
    instance = request.GET.get("instance", "")
    if not instance.strip():
        return {"instance": ""}
    try:
        host = sharing.clean_host(instance)
    except ValidationError as refusal:
        return {"instance": instance, "error": refusal.messages[0]}
    link = sharing.instance_link(place, host, sharing.Shared.of(post))
    return {"instance": host, "host": host, "link": link}
