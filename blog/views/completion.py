"""JSON endpoints that complete what an author types on the write screen: links and tags."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from blog.link_targets import link_targets
from blog.tag_suggestions import tag_suggestions
from blog.views.editor import may_write, refusal

MAX_QUERY = 100


@never_cache
@require_GET
def links(request: HttpRequest) -> HttpResponse:
    """Return `{"targets": […]}` (blog.link_targets.LinkTarget) for GET `q`; 403 without permission."""
    if not may_write(request):
        return refusal(_("You do not have permission to write here."), 403)
    text = request.GET.get("q", "")[:MAX_QUERY]
    return JsonResponse({"targets": link_targets(request.user, text)})


@never_cache
@require_GET
def tags(request: HttpRequest) -> HttpResponse:
    """Return `{"tags": […]}` (blog.tag_suggestions.TagSuggestion) for GET `q`; 403 without permission."""
    if not may_write(request):
        return refusal(_("You do not have permission to write here."), 403)
    return JsonResponse({"tags": tag_suggestions(request.GET.get("q", "")[:MAX_QUERY])})
