"""Pictures in the admin: a shelf of thumbnails, uploading, alternative texts."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.trashing import TrashAdmin
from images.fields import UploadField
from images.models import Image
from images.trashing import trash
from images.uploads import ImageRefused, add_image
from images.usage import Use, uses_of

#: Pictures that the picker shows at once.
SHELF_SIZE = 24


class UploadForm(forms.Form):
    """A new picture."""

    file = UploadField(label=gettext_lazy("picture"))
    alt = forms.CharField(
        label=gettext_lazy("alternative text"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("What the picture shows, for readers who cannot see it."),
    )

    def keep(self, by: Any) -> Image | None:
        """Keep the picture, or add the reason why not to the form's errors."""
        try:
            return add_image(file=self.cleaned_data["file"], by=by, alt=self.cleaned_data["alt"])
        except ImageRefused as refused:
            self.add_error("file", str(refused.message))
            return None


class AltForm(forms.ModelForm[Any]):
    """A row of the list: its only field has no visible label there."""

    class Meta:
        model = Image
        fields = ["alt"]
        widgets = {"alt": forms.TextInput(attrs={"aria-label": gettext_lazy("alternative text")})}


@admin.register(Image)
class ImageAdmin(TrashAdmin):
    """All uploaded pictures but those in the trash."""

    list_display = ["picture", "title", "alt", "size", "uploaded_by", "created_at"]
    list_display_links = ["picture", "title"]
    list_editable = ["alt"]
    list_select_related = ["uploaded_by"]
    list_per_page = 40
    search_fields = ["alt", "file_name", "key"]
    fields = ["large_picture", "alt", "file_name", "how_to_write", "size", "created_at"]
    readonly_fields = ["large_picture", "how_to_write", "size", "created_at"]
    show_full_result_count = False

    def get_urls(self) -> list[URLPattern]:
        """Add the shelf that pickers show."""
        shelf = self.admin_site.admin_view(self.shelf_view)
        return [path("shelf/", shelf, name="images_image_shelf"), *super().get_urls()]

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        """Return the form of a row."""
        return super().get_changelist_form(request, **{**kwargs, "form": AltForm})

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Take a picture in.

        Not Django's own view: that one keeps a transaction open while the picture is decoded, and
        nobody else could write to SQLite meanwhile.
        """
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid() and (image := form.keep(request.user)):
            messages.success(request, _("The picture is here."))
            return HttpResponseRedirect(reverse("admin:images_image_change", args=[image.pk]))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Add a picture"),
            "form": form,
        }
        return render(request, "admin/images/upload.html", context)

    def shelf_view(self, request: HttpRequest) -> HttpResponse:
        """Answer the newest pictures, or those that `q` finds, as JSON."""
        if not self.has_view_permission(request):
            return JsonResponse({"error": _("You may not see the pictures.")}, status=403)
        images: Any = Image.objects.kept()
        if words := request.GET.get("q", "").strip()[:100]:
            images = images.filter(Q(alt__icontains=words) | Q(file_name__icontains=words))
        rows = [
            {
                "key": image.key,
                "alt": image.alt,
                "name": image.file_name,
                "url": image.sizes[0].url,
                "width": image.sizes[0].width,
                "height": image.sizes[0].height,
            }
            for image in images[:SHELF_SIZE]
            if image.sizes
        ]
        response = JsonResponse({"images": rows})
        response.headers["Cache-Control"] = "no-store"
        return response

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Leave out what is in the trash."""
        rows: Any = super().get_queryset(request)
        kept: QuerySet[Any] = rows.kept()
        return kept

    def put_into_trash(self, row: Image, form: forms.Form | None) -> None:
        """Move a picture into the trash."""
        trash(row)

    def consequences(self, row: Image) -> list[SafeString | str]:
        """Say where the picture is used: there it stays until it is deleted for good."""
        uses = uses_of(row)
        if not uses:
            return [_("It is used nowhere.")]
        said: list[SafeString | str] = [
            _("It is still used here, and stays visible until it is deleted for good:")
        ]
        return said + [_described(use) for use in uses]

    @admin.display(description=gettext_lazy("picture"))
    def picture(self, image: Image) -> SafeString | str:
        """A thumbnail."""
        return thumbnail(image)

    @admin.display(description=gettext_lazy("picture"))
    def large_picture(self, image: Image) -> SafeString | str:
        """The picture as readers get it on a small screen."""
        return thumbnail(image, "large-thumbnail")

    @admin.display(description=gettext_lazy("file name"), ordering="file_name")
    def title(self, image: Image) -> str:
        """The name it was sent under, or its key."""
        return image.file_name or image.key

    @admin.display(description=gettext_lazy("size"), ordering="width")
    def size(self, image: Image) -> str:
        """Width and height of the original in pixels."""
        return f"{image.width} × {image.height}"

    @admin.display(description=gettext_lazy("in a text"))
    def how_to_write(self, image: Image) -> SafeString:
        """What an author writes."""
        return format_html("<code>![{}](image:{})</code>", image.alt, image.key)


def _described(use: Use) -> SafeString:
    """A use as a line: what it is, and a link to its page in the admin."""
    meta = use.row._meta
    url = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[use.row.pk])
    return format_html(
        '{}{} <a href="{}">{}</a>', use.kind, f" ({use.role})" if use.role else "", url, use.row
    )


def thumbnail(image: Image | None, css_class: str = "thumbnail") -> SafeString | str:
    """Return the narrowest rendition as an `img`, or a dash; lists show it beside a text."""
    if image is None or not image.sizes:
        return "–"
    size = image.sizes[0]
    return format_html(
        '<img class="{}" src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
        css_class,
        size.url,
        size.width,
        size.height,
        image.alt,
    )
