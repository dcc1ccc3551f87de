"""Image admin: upload, list with alternative texts, JSON for the image picker."""

from typing import TYPE_CHECKING, Any, cast

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

from core.merging_forms import MergingAdmin, MergingForm, conflict
from core.trash import TrashAdmin
from core.typed_text import TypedTextMixin
from images.fields import UploadField
from images.models import Image, ImageQuerySet
from images.trash import trash
from images.uploads import ImageRefused, add_image
from images.usage import Use, uses_of

if TYPE_CHECKING:
    from accounts.models import User

#: Images in one answer to the image picker.
PICKER_LIMIT = 24


class UploadForm(TypedTextMixin, forms.Form):
    """Form to upload an image."""

    file = UploadField(label=gettext_lazy("image"))
    alt = forms.CharField(
        label=gettext_lazy("alternative text"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("What the image shows, for readers who cannot see it."),
    )

    def save(self, by: "User") -> Image | None:
        """Save the upload as an image; add the reason of a refusal to the form's errors."""
        try:
            return add_image(file=self.cleaned_data["file"], by=by, alt=self.cleaned_data["alt"])
        except ImageRefused as refused:
            self.add_error("file", str(refused.message))
            return None


class ImageForm(MergingForm):
    """Change form of an image: alternative text and file name."""

    class Meta:
        model = Image
        fields = ["alt", "file_name"]


class AltForm(TypedTextMixin, forms.ModelForm[Image]):
    """Row of the change list with the alternative text, labelled for screen readers.

    The row has a hidden field with the shown text, so rows without a change are not written.
    """

    class Meta:
        model = Image
        fields = ["alt"]
        widgets = {"alt": forms.TextInput(attrs={"aria-label": gettext_lazy("alternative text")})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alt"].show_hidden_initial = True

    @property
    def columns(self) -> list[str]:
        """Columns to save."""
        return [*self.changed_data]

    def clean_alt(self) -> str:
        """Raise a conflict if another person has changed the text since the list was shown."""
        alt, stored = str(self.cleaned_data["alt"]), self.initial["alt"]
        shown = self.add_initial_prefix("alt")
        if "alt" in self.changed_data and stored not in (self.data.get(shown, stored), alt):
            data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict, as forms get it
            data[shown] = stored  # so that saving again overwrites it
            self.data = data
            raise conflict(stored)
        return alt


@admin.register(Image)
class ImageAdmin(TrashAdmin, MergingAdmin):
    """Admin of uploaded images, without those in the trash."""

    form = ImageForm
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
        """Add the JSON view of the image picker."""
        picker = self.admin_site.admin_view(self.picker_view)
        return [path("chooser/", picker, name="images_image_chooser"), *super().get_urls()]

    def get_changelist_form(
        self, request: HttpRequest, **kwargs: Any
    ) -> type[forms.ModelForm[Image]]:
        """Return AltForm, which the change list uses for its rows."""
        return super().get_changelist_form(request, **{**kwargs, "form": AltForm})

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: object = None
    ) -> HttpResponse:
        """Upload an image.

        It replaces Django's view, which keeps a transaction open while the image is decoded: no other
        process could write to SQLite meanwhile.
        """
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        user = cast("User", request.user)  # anonymous users have no permission
        if request.method == "POST" and form.is_valid() and (image := form.save(user)):
            messages.success(request, _("The image was added."))
            if image.notice:
                messages.warning(request, image.notice)
            return HttpResponseRedirect(reverse("admin:images_image_change", args=[image.pk]))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Add an image"),
            "form": form,
        }
        return render(request, "admin/images/upload.html", context)

    def picker_view(self, request: HttpRequest) -> HttpResponse:
        """Return the newest images, or those that match `q`, as JSON."""
        if not self.has_view_permission(request):
            return JsonResponse(
                {"error": _("You do not have permission to view the images.")}, status=403
            )
        images = Image.objects.kept()
        if query := request.GET.get("q", "").strip()[:100]:
            images = images.filter(Q(alt__icontains=query) | Q(file_name__icontains=query))
        rows = [
            {
                "key": image.key,
                "alt": image.alt,
                "name": image.file_name,
                "url": image.sizes[0].url,
                "width": image.sizes[0].width,
                "height": image.sizes[0].height,
                "notice": image.notice,
            }
            for image in images[:PICKER_LIMIT]
            if image.sizes
        ]
        response = JsonResponse({"images": rows})
        response.headers["Cache-Control"] = "no-store"
        return response

    def get_queryset(self, request: HttpRequest) -> QuerySet[Image]:
        """Return the images outside the trash."""
        return cast("ImageQuerySet", super().get_queryset(request)).kept()

    def put_into_trash(self, row: Image, form: forms.Form | None) -> None:
        """Move an image into the trash; `form` is not used."""
        trash(row)

    def consequences(self, row: Image) -> list[SafeString | str]:
        """Return a line for each use of the image, where it stays visible until its permanent deletion."""
        uses = uses_of(row)
        if not uses:
            return [_("It is not used anywhere.")]
        lines: list[SafeString | str] = [
            _("It is still used here, and stays visible until it is deleted permanently:")
        ]
        return lines + [_use_html(use) for use in uses]

    @admin.display(description=gettext_lazy("image"))
    def picture(self, image: Image) -> SafeString | str:
        """Render the thumbnail."""
        return thumbnail(image)

    @admin.display(description=gettext_lazy("image"))
    def large_picture(self, image: Image) -> SafeString | str:
        """Render the narrowest rendition in its own size."""
        return thumbnail(image, "large-thumbnail")

    @admin.display(description=gettext_lazy("file name"), ordering="file_name")
    def title(self, image: Image) -> str:
        """Return the name of the uploaded file, or the key."""
        return image.file_name or image.key

    @admin.display(description=gettext_lazy("size"), ordering="width")
    def size(self, image: Image) -> str:
        """Return width × height of the original in pixels."""
        return f"{image.width} × {image.height}"

    @admin.display(description=gettext_lazy("usage in text"))
    def how_to_write(self, image: Image) -> SafeString:
        """Render the Markdown that shows the image in a text."""
        return format_html("<code>![{}](image:{})</code>", image.alt, image.key)


def _use_html(use: Use) -> SafeString:
    """Return a use as HTML: kind and role of the row, and a link to its admin page."""
    meta = use.row._meta
    url = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[use.row.pk])
    return format_html(
        '{}{} <a href="{}">{}</a>', use.kind, f" ({use.role})" if use.role else "", url, use.row
    )


def thumbnail(image: Image | None, css_class: str = "thumbnail") -> SafeString | str:
    """Return the narrowest rendition as an `img` element, or a dash without one."""
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
