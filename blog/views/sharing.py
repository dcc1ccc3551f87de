"""Form for sharing to a federated service (Mastodon, Misskey) without JavaScript."""

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
    """Ask for the reader's server (GET `instance`), then show the share link for `post`.

    The page shows a link and never redirects, so it cannot be used as an open redirect.
    """
    target = sharing.SERVICES.get(service)
    if target is None or not target.has_instances:
        raise Http404
    posts = Post.objects.published().select_related("cover").defer("body", "body_html", "body_text")
    # PostgreSQL rejects a query with a NUL.
    slug = request.GET.get("post", "").replace("\x00", "")
    post = get_object_or_404(posts, slug=slug)
    context = {"service": target, "post": post, "noindex": True, **_form(request, target, post)}
    response = render(request, "blog/share_instance.html", context)
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response


def _form(request: HttpRequest, service: sharing.Service, post: Post) -> dict[str, str]:
    """Return the template context of the form: `instance`, and either `host` and `link` or `error`."""
    instance = request.GET.get("instance", "")
    if not instance.strip():
        return {"instance": ""}
    try:
        host = sharing.clean_host(instance)
    except ValidationError as error:
        return {"instance": instance, "error": error.messages[0]}
    link = sharing.instance_link(service, host, sharing.Shared.from_post(post))
    return {"instance": host, "host": host, "link": link}
