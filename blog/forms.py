"""Forms of the admin: entries, terms, authors, personas and ads."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db.models import Model
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from markdownx.fields import MarkdownxFormField
from markdownx.forms import ImageForm
from markdownx.widgets import AdminMarkdownxWidget

from accounts.models import User
from audit import log
from audit.enums import Verb
from blog import publishing
from blog.ads import PastedAd, reduce_html
from blog.authorship import sign, signing_author
from blog.body_merging_form import BodyMergingForm
from blog.enums import Status
from blog.models import Ad, Author, Category, Persona, Series, Tag
from blog.models.taxonomy import Term
from blog.navigation.archive_months import YEARS
from blog.publish_permission import may_publish
from blog.slugs import comparable, suggest_slug, tags_named
from core.cleaning import typed_line, unix_line_ends
from core.merging_forms import MergingForm
from core.ordered_choices import OrderedModelChoiceField
from core.slugs import normalise
from core.typed_text import TypedLineField
from core.widgets import MomentInput
from images.fields import ImageChoiceField
from images.models import Image
from images.uploads import add_image

MAX_TAGS = 40
#: Statuses that need no permission to publish.
UNPUBLISHED = (Status.DRAFT, Status.IN_REVIEW)


class MarkdownEditor(AdminMarkdownxWidget):  # type: ignore[misc]
    """django-markdownx's widget with the template and script of the write screen."""

    template_name = "admin/widgets/markdown_editor.html"

    def get_context(
        self, name: str, value: object, attrs: dict[str, object] | None
    ) -> dict[str, object]:
        """Add the personas for balloons and the names of ads (a query each)."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["personas"] = Persona.objects.values_list("key", "name")
        ads = Ad.objects.filter(is_active=True).order_by("name")
        context["widget"]["ads"] = ads.values_list("name", flat=True)
        return context

    class Media:
        extend = False
        css = {"all": ["css/admin_write.css"]}
        js = [forms.Script("js/editor/main.js", type="module")]


class EditorImageForm(ImageForm):  # type: ignore[misc]
    """Image upload of the write screen. Decoding validates the file (images/decoding.py)."""

    alt = TypedLineField(max_length=300, required=False)

    def clean(self) -> dict[str, object]:
        """Skip the package's check of the content type that the client sent."""
        data: dict[str, object] = self.cleaned_data
        return data

    def save(self, *, by: User) -> Image:  # type: ignore[override]
        """Store the image; raises ImageRefused."""
        file: File = self.cleaned_data["image"]
        return add_image(file=file, by=by, alt=self.cleaned_data["alt"])


class TagsField(forms.CharField):
    """Tag names in one line, separated by 、 or commas; cleans to a list of names."""

    def prepare_value(self, value: object) -> object:
        """Join the names of the initial tags; a submitted string stays."""
        return "、".join(tag.name for tag in value) if isinstance(value, list | tuple) else value

    def clean(self, value: object) -> list[str]:
        """Return the names in NFC, without duplicates (compared by blog.slugs.comparable)."""
        text = unicodedata.normalize("NFC", super().clean(value))
        names = [" ".join(typed_line(name).split()) for name in re.split("[,、，､\r\n]", text)]
        spellings = {comparable(name): name for name in reversed(names) if name}
        names = list(reversed(spellings.values()))
        if len(names) > MAX_TAGS:
            raise ValidationError(_("Use at most %(limit)d tags."), params={"limit": MAX_TAGS})
        for name in names:
            self._check(name)
        return names

    def has_changed(self, initial: object, data: object) -> bool:
        return bool(super().has_changed(self.prepare_value(initial), data))

    def comparable(self, value: Iterable[Tag | str] | None) -> list[str]:
        """Return the sorted, case-folded names of tags or names, for comparison (MergingForm)."""
        return sorted(str(one).casefold() for one in value or ())

    def _check(self, name: str) -> None:
        limit = Tag._meta.get_field("name").max_length or 80
        if len(name) > limit:
            raise ValidationError(
                _("“%(name)s” is longer than %(limit)d characters."),
                params={"name": name, "limit": limit},
            )


class CategoryField(forms.ModelChoiceField):
    """A choice of category, indented by its depth in the tree."""

    def label_from_instance(self, category: Model) -> str:
        depth = category.path.count("/") if isinstance(category, Category) else 0
        return f"{'　' * depth}{category}"


class LocalDateTimeField(forms.DateTimeField):
    """Date and time with the browser's picker (datetime-local), to the minute."""

    widget = MomentInput
    #: Stored value, set by the form: submitting its minute does not change it.
    stored: datetime | None = None

    def to_python(self, value: str | datetime | date | None) -> datetime | None:
        """Return the datetime; the stored one if its minute was not changed.

        This keeps the seconds, which the picker does not know, and avoids the error for a minute
        that occurs twice when DST ends. Raises ValidationError for a year outside YEARS.
        """
        if self.stored and value and self._minute(value) == self._minute(self.stored):
            return self.stored
        cleaned: datetime | None = super().to_python(value)
        if self.stored and cleaned == self.stored.replace(second=0, microsecond=0):
            return self.stored
        if cleaned and cleaned.year not in YEARS:
            raise ValidationError(
                _("Use a year from %(first)d to %(last)d."),
                code="year",
                params={"first": YEARS[0], "last": YEARS[-1]},
            )
        return cleaned

    def _minute(self, value: object) -> str:
        """Return a submitted value, or a datetime, in the picker's format."""
        if isinstance(value, datetime):
            return timezone.localtime(value).strftime("%Y-%m-%dT%H:%M")
        return re.sub(r"(T\d\d:\d\d):00$", r"\1", str(value).strip().replace(" ", "T"))


class EntryForm(BodyMergingForm):
    """Base form of posts and pages. The admin sets the class attribute `user` to the current user."""

    user: User
    title = TypedLineField(
        label=_("title"),
        max_length=200,
        # A textarea, so that a long title wraps; the field cleans it to one line.
        widget=forms.Textarea(attrs={"placeholder": _("Title"), "autocomplete": "off", "rows": 1}),
    )
    slug = forms.CharField(
        label=_("slug"),
        max_length=100,
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        help_text=_("Empty: suggested from the title. The old URL keeps working."),
    )
    # Not stripped: the first paragraph may begin with a full-width space, and authors save in mid-line.
    body = MarkdownxFormField(label=_("text"), required=False, strip=False, widget=MarkdownEditor())
    status = forms.ChoiceField(label=_("status"), widget=forms.RadioSelect, required=False)
    published_at = LocalDateTimeField(label=_("published"), required=False)
    go_live_at = LocalDateTimeField(
        label=_("scheduled for"), required=False, help_text=_("For scheduled publication.")
    )
    expire_at = LocalDateTimeField(label=_("expires at"), required=False)
    signers = OrderedModelChoiceField(
        label=_("authors"), queryset=Author.objects.all(), required=False
    )
    cover = ImageChoiceField(label=_("cover image"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_statuses()
        if self.instance.pk:
            self.initial["signers"] = [
                row.author_id for row in self.instance.authorships.order_by("order", "pk")
            ]
        else:
            self.fields["title"].widget.attrs["autofocus"] = True
            self.initial["signers"] = [
                author.pk for author in Author.objects.filter(user=self.user)
            ]
        for name in ("published_at", "go_live_at", "expire_at"):
            self.fields[name].stored = getattr(self.instance, name)  # type: ignore[attr-defined]
        for name in {"title", "excerpt", "meta_description"} & set(self.fields):
            field = self.fields[name]
            field.widget.attrs["data-count"] = field.max_length  # type: ignore[attr-defined]
        self.fields["slug"].widget.attrs |= {
            "data-slug-url": reverse("admin:suggest_slug"),
            "data-slug-kind": self._meta.model._meta.model_name,
            "data-slug-pk": self.instance.pk or "",
        }

    def is_multipart(self) -> bool:
        """Use multipart encoding: percent-encoded Japanese text would be three times as long."""
        return True

    def _offer_statuses(self) -> None:
        """Offer the statuses that the user may set, and the current one."""
        offered = [status for status in Status if status != Status.TRASHED]
        if not self._may_publish():
            offered = [s for s in offered if s in UNPUBLISHED or s == self.instance.status]
        self.fields["status"].initial = Status.DRAFT
        self.fields["status"].choices = [(s.value, s.label) for s in offered]  # type: ignore[attr-defined]

    def _may_publish(self) -> bool:
        return may_publish(self.user, self._meta.model)

    def clean_status(self) -> str:
        """Return the status: set by the button “publish” or “submit for review”, else chosen.

        An entry in the trash keeps its status.
        """
        if self.instance.status == Status.TRASHED:
            return Status.TRASHED
        if "_publish" in self.data and self._may_publish():
            return Status.PUBLISHED
        if "_review" in self.data and self.instance.status == Status.DRAFT:
            return Status.IN_REVIEW
        return str(self.cleaned_data["status"] or self.instance.status)

    def clean(self) -> dict[str, object]:
        """Suggest a slug if none was entered."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("slug") and "title" in data:
            data["slug"] = suggest_slug(self._meta.model, data["title"], except_pk=self.instance.pk)
        return data

    def merge(self) -> None:
        """Clear the timestamps that no longer apply after a change of the status."""
        super().merge()
        data = self.cleaned_data
        if data.get("status") == Status.SCHEDULED or not {"status", "go_live_at"} & {*self.touched}:
            return
        self._clear("go_live_at")
        # An unscheduled entry keeps no future date, unless one is entered now.
        if self.instance.status == Status.SCHEDULED and "published_at" not in self.touched:
            self._clear("published_at")

    def display_value(self, name: str) -> str:
        """Return the stored value of a field as text; for authors, their names."""
        if name != "signers":
            return super().display_value(name)
        rows = self.instance.authorships.select_related("author").order_by("order", "pk")
        return "、".join(row.author.name for row in rows)

    def _clear(self, name: str) -> None:
        if name in self.cleaned_data:
            self.cleaned_data[name] = None
            self.touched = [*self.touched, name]

    def _post_clean(self) -> None:
        """Refuse to publish an expired entry. Other changes of it are saved."""
        super()._post_clean()
        entry = self.instance
        sets_status = "_publish" in self.data or "status" in self.touched
        if sets_status and entry.status in (Status.PUBLISHED, Status.SCHEDULED):
            try:
                entry.check_expiry(timezone.now())
            except ValidationError as error:
                self.add_error("expire_at", error)

    def clean_body(self) -> str:
        """Return the text with "\\n" as its only line end."""
        return unix_line_ends(self.cleaned_data["body"])

    def clean_slug(self) -> str:
        """Normalise the slug; `clean` suggests one if it is empty."""
        return normalise(self.cleaned_data["slug"])

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]
        if "signers" in self.touched:
            sign(self.instance, self._with_own_profile(self.cleaned_data["signers"]))

    def clean_signers(self) -> list[Author]:
        """Return the authors; those of a new entry are completed on saving (`_with_own_profile`)."""
        chosen: list[Author] = self.cleaned_data["signers"]
        return self._with_own_profile(chosen) if self.instance.pk else chosen

    def _with_own_profile(self, chosen: list[Author]) -> list[Author]:
        """Return `chosen`, with the user's author profile added (created if missing) where needed.

        It is needed if no author is chosen, or if the user may edit only entries of their own.
        """
        edits_any = self.user.has_perm(f"blog.edit_any_{self._meta.model._meta.model_name}")
        if chosen and (edits_any or any(author.user_id == self.user.pk for author in chosen)):
            return chosen
        return [*chosen, signing_author(self.user)]


class PostForm(EntryForm):
    """Form of a post: adds category, series and tags."""

    category = CategoryField(label=_("category"), queryset=Category.objects.all(), required=False)
    series = forms.ModelChoiceField(
        label=_("series"), queryset=Series.objects.all(), required=False
    )
    tags = TagsField(
        label=_("tags"),
        required=False,
        widget=forms.TextInput(attrs={"data-tags": "", "autocomplete": "off"}),
        help_text=_("Separate with 、 or commas. New tags are created."),
    )

    def clean_tags(self) -> list[str]:
        """Refuse new tags if the user may not add tags."""
        names: list[str] = self.cleaned_data["tags"]
        if not self.user.has_perm("blog.add_tag"):
            known = {comparable(name) for name in Tag.objects.values_list("name", flat=True)}
            unknown = [name for name in names if comparable(name) not in known]
            if unknown:
                raise ValidationError(
                    _("There is no tag “%(name)s”."), params={"name": "、".join(unknown)}
                )
        return names

    def _save_m2m(self) -> None:
        names = self.cleaned_data.pop("tags")
        if "tags" in self.touched:
            current = list(self.instance.tags.all())
            self.cleaned_data["tags"] = tags_named(names, preferred=current)
        super()._save_m2m()
        self.cleaned_data["tags"] = names
        if "tags" in self.changed_data:
            log.record(Verb.CHANGED, self.instance, changed=["tags"])
            publishing.record_tags(self.instance)


class TermForm(MergingForm):
    """Form of a tag, series, author or category: an empty slug is made from the name."""

    slug = forms.CharField(
        label=_("slug"),
        max_length=100,
        required=False,
        help_text=_("Empty: made from the name. The old URL keeps working."),
    )

    def clean(self) -> dict[str, object]:
        """Normalise the slug, or make one from the name."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        data["slug"] = normalise(data.get("slug") or data.get("name", ""))
        return data


class TermTrashForm(forms.Form):
    """Asks for the term that takes the posts of trashed `terms` (of one model, not empty)."""

    def __init__(self, data: QueryDict | None = None, *, terms: Sequence[Term]) -> None:
        super().__init__(data)
        others = type(terms[0]).objects.exclude(pk__in=[term.pk for term in terms])
        for term in terms:
            if isinstance(term, Category):
                others = others.exclude(path__startswith=f"{term.path}/")
        field = CategoryField if isinstance(terms[0], Category) else forms.ModelChoiceField
        self.fields["to"] = field(
            label=_("Move their posts to") if len(terms) > 1 else _("Move its posts to"),
            queryset=others,
            required=False,
            empty_label=_("(none)"),
        )


class AuthorForm(TermForm):
    """Form of an author profile."""

    avatar = ImageChoiceField(label=_("avatar"))


class PersonaForm(MergingForm):
    """Form of a persona."""

    avatar = ImageChoiceField(label=_("avatar"))


class AdForm(MergingForm):
    """Form of an ad. Pasted HTML of an affiliate service is reduced to its text and link."""

    pasted = forms.CharField(
        label=_("paste the service's HTML"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=_("Only its text and its link are used. You see what was removed."),
    )
    text = forms.CharField(label=_("text"), max_length=300, required=False)
    url = forms.URLField(label=_("link"), max_length=1000, required=False, assume_scheme="https")
    image = ImageChoiceField(label=_("image"))
    reduced: PastedAd | None = None

    class Meta:
        model = Ad
        fields = [
            "name",
            "pasted",
            "text",
            "url",
            "image",
            "label",
            "position",
            "heading_number",
            "is_active",
            "order",
        ]

    def clean(self) -> dict[str, object]:
        """Fill empty fields from the pasted HTML; text and link are required."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if html := data.get("pasted"):
            self.reduced = reduce_html(html)
            if not self.reduced.url:
                self.add_error("pasted", _("There is no link in this HTML."))
            data["text"] = data.get("text") or self.reduced.text
            data["url"] = data.get("url") or self.reduced.url
        for name in ("text", "url"):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, _("An ad needs this field."))
        return data
