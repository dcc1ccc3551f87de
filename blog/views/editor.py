"""Endpoints of the write screen, on django-markdownx's views: preview, upload, and a slug.

All answer JSON, errors included: `{"error": "…"}` with a status that says the same.
"""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET
from markdownx.views import ImageUploadView, MarkdownifyView

from blog import editor
from blog.addresses import suggest_slug
from blog.forms import EditorImageForm
from blog.models import Page, Post
from core.markdown import MAX_SOURCE
from images.decoding import MAX_BYTES
from images.uploads import ImageRefused

#: What the other fields and the boundaries of a form may add to the picture itself.
FORM_OVERHEAD = 100_000
_BREAKS = {"True": True, "False": False}


def refusal(message: object, status: int) -> JsonResponse:
    """Return an error as the write screen shows it."""
    return JsonResponse({"error": str(message)}, status=status)


def may_write(request: HttpRequest) -> bool:
    """Whether the person may write or change any post or page at all."""
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
    """Markdown in (`content`, `language`, `hard_breaks`), blog.editor.Preview out. Writes nothing."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Answer 200, 400 without a text, 403 without permission, 413 where it is too long."""
        if not may_write(request):
            return refusal(_("You may not write here."), 403)
        source = request.POST.get("content")
        if source is None:
            return refusal(_("There is no text to show."), 400)
        if len(source) > MAX_SOURCE:
            return refusal(
                _("The text is longer than %(limit)s characters.") % {"limit": f"{MAX_SOURCE:,}"},
                413,
            )
        answer = editor.preview(
            source.replace("\r\n", "\n"),
            language=request.POST.get("language", "")[:10],
            hard_breaks=_BREAKS.get(request.POST.get("hard_breaks", "")),
        )
        return _personal(JsonResponse(answer))


@method_decorator(csrf_exempt, name="dispatch")
class ImageUpload(ImageUploadView):  # type: ignore[misc]
    """A picture in (`image`, `alt`), its Markdown and key out.

    Exempt from the middleware's CSRF check only to look at the permission and the size before a
    byte of the body is read; `_checked` makes the same check afterwards.
    """

    http_method_names = ["post"]
    form_class = EditorImageForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse by permission and by announced size, then check the token."""
        user = request.user
        if not (
            user.is_active
            and getattr(user, "is_staff", False)
            and user.has_perm("images.add_image")
        ):
            return refusal(_("You may not add pictures."), 403)
        if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BYTES + FORM_OVERHEAD:
            limit = MAX_BYTES // 1024 // 1024
            return refusal(_("The file is larger than %(limit)d MB.") % {"limit": limit}, 413)
        return self._checked(request, *args, **kwargs)

    @method_decorator(csrf_protect)
    def _checked(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def form_valid(self, form: EditorImageForm) -> HttpResponse:
        """Keep the picture; 400 with the reason where it is refused."""
        try:
            image = form.save(by=self.request.user)
        except ImageRefused as refused:
            return refusal(refused.message, 400)
        return _personal(
            JsonResponse(
                {
                    "key": image.key,
                    "alt": image.alt,
                    "url": image.sizes[0].url,
                    "width": image.sizes[0].width,
                    "height": image.sizes[0].height,
                    "image_code": f"![{image.alt}](image:{image.key})",
                }
            )
        )

    def form_invalid(self, form: EditorImageForm) -> HttpResponse:
        """Answer 400 with the first thing that is wrong."""
        errors: dict[str, list[dict[str, str]]] = json.loads(form.errors.as_json())
        return refusal(next(iter(errors.values()))[0]["message"], 400)


@require_GET
def slug_suggestion(request: HttpRequest) -> HttpResponse:
    """Answer a free slug for `title` of a `kind` (post or page); `pk` is the entry that has one."""
    if not may_write(request):
        return refusal(_("You may not write here."), 403)
    model = Page if request.GET.get("kind") == "page" else Post
    pk = request.GET.get("pk", "")
    slug = suggest_slug(
        model,
        request.GET.get("title", "")[:200],
        except_pk=int(pk) if pk.isascii() and pk.isdecimal() and len(pk) < 18 else None,
    )
    return _personal(JsonResponse({"slug": slug}))


def _personal(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
