"""JSON endpoints of the write screen, on django-markdownx's views: preview, upload, slug.

Errors are JSON too: `{"error": "…"}` with a 4xx status.
"""

import json
import re
from typing import Any, TypeVar, cast

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_safe
from markdownx.views import ImageUploadView, MarkdownifyView

from blog import live_preview
from blog.editor_help import examples
from blog.forms import EditorImageForm
from blog.http import BlogRequest
from blog.models import Page, Post
from blog.preview_form import previewed_entry
from blog.slugs import suggest_slug
from core import disk
from core.markdown import MAX_SOURCE
from images.decoding import MAX_BYTES
from images.files import DiskFull
from images.uploads import ImageRefused

#: Bytes that the other fields and the boundaries of the form may add to the file.
FORM_OVERHEAD = 100_000
ResponseT = TypeVar("ResponseT", bound=HttpResponse)
_BREAKS = {"True": True, "False": False}


def refusal(message: object, status: int) -> JsonResponse:
    """Return an error response; the write screen shows the message."""
    return JsonResponse({"error": str(message)}, status=status)


def may_write(request: HttpRequest) -> bool:
    """Whether the user is active staff with the permission to add or change posts or pages."""
    user = request.user
    return (
        user.is_active
        and getattr(user, "is_staff", False)
        and any(
            user.has_perm(f"blog.{action}_{model}")
            for action in ("add", "change")
            for model in ("post", "page")
        )
    )


class Preview(MarkdownifyView):  # type: ignore[misc]
    """Renders Markdown (POST `content`); returns blog.live_preview.Preview.

    `language` and `hard_breaks` change how it is rendered, the fields of PreviewForm change the notices.
    """

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Return 200; 400 without `content`, 403 without permission, 413 if it is too long."""
        if not may_write(request):
            return refusal(_("You do not have permission to write here."), 403)
        source = request.POST.get("content")
        if source is None:
            return refusal(_("There is no text to show."), 400)
        if len(source) > MAX_SOURCE:
            return refusal(
                _("The text is longer than %(limit)s characters.") % {"limit": f"{MAX_SOURCE:,}"},
                413,
            )
        preview = live_preview.preview(
            source.replace("\r\n", "\n"),
            language=request.POST.get("language", "")[:10],
            hard_breaks=_BREAKS.get(request.POST.get("hard_breaks", "")),
            entry=previewed_entry(request.POST),
            user=request.user,
        )
        return no_store(JsonResponse(preview))


@method_decorator(csrf_exempt, name="dispatch")
class ImageUpload(ImageUploadView):  # type: ignore[misc]
    """Stores an image (POST `image`, `alt`); returns its key, sizes and Markdown.

    It is exempt from the middleware's CSRF check so that permission and size are checked before the
    body is read. `_csrf_checked` makes the same check afterwards.
    """

    http_method_names = ["post"]
    form_class = EditorImageForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Check the permission and Content-Length, then the CSRF token."""
        user = request.user
        if not (
            user.is_active
            and getattr(user, "is_staff", False)
            and user.has_perm("images.add_image")
        ):
            return refusal(_("You do not have permission to add images."), 403)
        if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BYTES + FORM_OVERHEAD:
            limit = MAX_BYTES // 1024 // 1024
            return refusal(_("The file is larger than %(limit)d MB.") % {"limit": limit}, 413)
        try:
            return self._csrf_checked(request, *args, **kwargs)
        except OSError as error:  # a large upload goes through a temporary file
            if disk.is_full(error):
                return refusal(DiskFull().message, DiskFull.status)
            raise

    @method_decorator(csrf_protect)
    def _csrf_checked(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def form_valid(self, form: EditorImageForm) -> HttpResponse:
        """Store the image; return 400 with the reason if it is refused."""
        try:
            image = form.save(by=self.request.user)
        except ImageRefused as error:
            return refusal(error.message, error.status)
        return no_store(
            JsonResponse(
                {
                    "key": image.key,
                    "alt": image.alt,
                    "url": image.sizes[0].url,
                    "width": image.sizes[0].width,
                    "height": image.sizes[0].height,
                    "notice": image.notice,
                    "image_code": f"![{_escaped(image.alt)}](image:{image.key})",
                }
            )
        )

    def form_invalid(self, form: EditorImageForm) -> HttpResponse:
        """Return 400 with the first error."""
        errors: dict[str, list[dict[str, str]]] = json.loads(form.errors.as_json())
        return refusal(next(iter(errors.values()))[0]["message"], 400)


@require_GET
def slug_suggestion(request: HttpRequest) -> HttpResponse:
    """Return an unused slug for GET `title` and `kind` (post or page); `pk` is a stored entry."""
    if not may_write(request):
        return refusal(_("You do not have permission to write here."), 403)
    model = Page if request.GET.get("kind") == "page" else Post
    pk = request.GET.get("pk", "")
    slug = suggest_slug(
        model,
        request.GET.get("title", "")[:200],
        except_pk=int(pk) if pk.isascii() and pk.isdecimal() and len(pk) < 18 else None,
    )
    return no_store(JsonResponse({"slug": slug}))


@login_not_required
@require_GET
def session(request: HttpRequest) -> HttpResponse:
    """Return the key of the signed-in user ("" for none) and a CSRF token for the write screen."""
    user = str(request.user.pk) if may_write(request) else ""
    return no_store(JsonResponse({"user": user, "token": get_token(request)}))


@require_GET
def signed_in(request: HttpRequest) -> HttpResponse:
    """Render the page after signing in again in a tab beside the write screen."""
    context = {**admin.site.each_context(request), "title": _("Signed in")}
    return no_store(render(request, "admin/blog/signed_in.html", context))


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Render the help of the write screen; GET `q` searches it."""
    if not may_write(request):
        raise PermissionDenied
    hard_breaks = cast(BlogRequest, request).blog_settings.hard_breaks
    query = request.GET.get("q", "").strip()[:100]
    sections = examples.sections(get_language() or "ja", hard_breaks=hard_breaks)
    context = {
        **admin.site.each_context(request),
        "title": _("Help for writing"),
        "query": query,
        "sections": examples.search(sections, query),
    }
    return render(request, "admin/blog/editor_help.html", context)


def _escaped(alt: str) -> str:
    """Return an alternative text with the characters escaped that would end it in Markdown."""
    return re.sub(r"([\\\[\]])", r"\\\1", alt)


def no_store(response: ResponseT) -> ResponseT:
    """Return `response`, not to be stored by any cache."""
    response.headers["Cache-Control"] = "no-store"
    return response
