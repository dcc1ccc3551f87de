"""Forms of the admin: what an author fills in, and the rules about it."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from markdownx.fields import MarkdownxFormField
from markdownx.forms import ImageForm
from markdownx.widgets import AdminMarkdownxWidget

from accounts.models import User
from audit import trail
from audit.enums import Verb
from blog.addresses import suggest_slug, tags_named
from blog.ads import PastedAd, reduce_html
from blog.authorship import sign, signing_author
from blog.enums import Status
from blog.models import Ad, Author, Category, Persona, Series, Tag
from core.ordered_choices import OrderedModelChoiceField
from core.slugs import normalise
from images.fields import ImageChoiceField
from images.models import Image
from images.uploads import add_image

MAX_TAGS = 40
#: What somebody without the permission to publish may choose.
UNPUBLISHED = (Status.DRAFT, Status.IN_REVIEW)


class MarkdownEditor(AdminMarkdownxWidget):  # type: ignore[misc]
    """django-markdownx's field on our write screen: its markup and script are ours."""

    template_name = "admin/widgets/markdown_editor.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the speakers that a balloon may have (one query)."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["personas"] = Persona.objects.values_list("key", "name")
        return context

    class Media:
        extend = False
        css = {"all": ["css/admin_write.css"]}
        js = [forms.Script("js/editor/main.js", type="module")]


class EditorImageForm(ImageForm):  # type: ignore[misc]
    """A picture from the write screen. What it is, is found by decoding it (images/decoding.py)."""

    alt = forms.CharField(max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """Replace the check of what the client says about the file."""
        data: dict[str, Any] = self.cleaned_data
        return data

    def save(self, *, by: User) -> Image:  # type: ignore[override]
        """Keep the picture; raises ImageRefused."""
        file: File = self.cleaned_data["image"]
        return add_image(file=file, by=by, alt=self.cleaned_data["alt"])


class TagsField(forms.CharField):
    """Tags as a line of names, parted by 、 or a comma; cleans to a list of names."""

    def prepare_value(self, value: Any) -> Any:
        """Return the line for tags that the form got from the row."""
        return "、".join(tag.name for tag in value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        """Return the names, each once, in Unicode's composed form."""
        text = unicodedata.normalize("NFC", super().clean(value))
        names = [" ".join(name.split()) for name in re.split("[,、，\n]", text)]
        names = list(dict.fromkeys(filter(None, names)))
        if len(names) > MAX_TAGS:
            raise ValidationError(_("Use at most %(limit)d tags."), params={"limit": MAX_TAGS})
        for name in names:
            self._check(name)
        return names

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(super().has_changed(self.prepare_value(initial), data))

    def _check(self, name: str) -> None:
        limit = Tag._meta.get_field("name").max_length or 80
        if len(name) > limit:
            raise ValidationError(
                _("“%(name)s” is longer than %(limit)d characters."),
                params={"name": name, "limit": limit},
            )


class CategoryField(forms.ModelChoiceField):
    """A category, shown with its place in the tree."""

    def label_from_instance(self, category: Any) -> str:
        depth = category.path.count("/")
        return f"{'　' * depth}{category.name}"


class MomentField(forms.DateTimeField):
    """A date and a time of day, by the browser's own picker."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class EntryForm(forms.ModelForm[Any]):
    """What posts and pages share. `user` (a class attribute, set by the admin) is who writes."""

    user: User
    title = forms.CharField(
        label=_("title"),
        max_length=200,
        # Several lines to see, one to write: a long title is never cut off.
        widget=forms.Textarea(attrs={"placeholder": _("Title"), "autocomplete": "off", "rows": 1}),
    )
    slug = forms.CharField(
        label=_("address"),
        max_length=100,
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        help_text=_("Empty: suggested from the title. The old address keeps working."),
    )
    body = MarkdownxFormField(label=_("text"), required=False, widget=MarkdownEditor())
    status = forms.ChoiceField(label=_("status"), widget=forms.RadioSelect, required=False)
    published_at = MomentField(label=_("published"), required=False)
    go_live_at = MomentField(
        label=_("goes live at"), required=False, help_text=_("For scheduled publication.")
    )
    expire_at = MomentField(label=_("expires at"), required=False)
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
        for name in {"title", "excerpt", "meta_description"} & set(self.fields):
            field = self.fields[name]
            field.widget.attrs["data-count"] = field.max_length  # type: ignore[attr-defined]
        self.fields["slug"].widget.attrs |= {
            "data-slug-url": reverse("admin:suggest_slug"),
            "data-slug-kind": self._meta.model._meta.model_name,
            "data-slug-pk": self.instance.pk or "",
        }

    def is_multipart(self) -> bool:
        """Send the text as it is: percent-encoded, long Japanese would be three times as long."""
        return True

    def _offer_statuses(self) -> None:
        """Offer the statuses that the person may give, and the present one."""
        offered = [status for status in Status if status != Status.TRASHED]
        if not self._may_publish():
            offered = [s for s in offered if s in UNPUBLISHED or s == self.instance.status]
        self.fields["status"].initial = Status.DRAFT
        self.fields["status"].choices = [(s.value, s.label) for s in offered]  # type: ignore[attr-defined]

    def _may_publish(self) -> bool:
        return self.user.has_perm(f"blog.publish_{self._meta.model._meta.model_name}")

    def clean_title(self) -> str:
        """Make one line of it."""
        return " ".join(self.cleaned_data["title"].splitlines()).strip()

    def clean_status(self) -> str:
        """Settle the status: an entry in the trash stays there, the button says “publish”."""
        if self.instance.status == Status.TRASHED:
            return Status.TRASHED
        if "_publish" in self.data and self._may_publish():
            return Status.PUBLISHED
        if "_review" in self.data and self.instance.status == Status.DRAFT:
            return Status.IN_REVIEW
        return str(self.cleaned_data["status"] or self.instance.status)

    def clean_published_at(self) -> datetime | None:
        """Keep the seconds, which the browser's picker does not know, where the minute is the same."""
        return self._same_minute("published_at")

    def clean_go_live_at(self) -> datetime | None:
        return self._same_minute("go_live_at")

    def clean_expire_at(self) -> datetime | None:
        return self._same_minute("expire_at")

    def clean(self) -> dict[str, Any]:
        """Settle what depends on several fields: the slug, and the moments of the status."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("slug") and "title" in data:
            data["slug"] = suggest_slug(self._meta.model, data["title"], except_pk=self.instance.pk)
        if data.get("status") != Status.SCHEDULED:
            data["go_live_at"] = None
            self._forget_schedule(data)
        return data

    def _forget_schedule(self, data: dict[str, Any]) -> None:
        """What was scheduled and no longer is has no date in the future, unless one is typed now."""
        was_scheduled = self.instance.status == Status.SCHEDULED
        if was_scheduled and data.get("published_at") == self.instance.published_at:
            data["published_at"] = None

    def clean_slug(self) -> str:
        """Normalise what was typed; empty is settled in `clean`."""
        return normalise(self.cleaned_data["slug"])

    def _same_minute(self, name: str) -> datetime | None:
        stored: datetime | None = getattr(self.instance, name)
        typed: datetime | None = self.cleaned_data[name]
        if stored and typed and stored.replace(second=0, microsecond=0) == typed:
            return stored
        return typed

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]
        sign(self.instance, self._signers())

    def _signers(self) -> list[Author]:
        """Who signs: an author who may edit only their own entries is always among them."""
        chosen: list[Author] = self.cleaned_data["signers"]
        edits_any = self.user.has_perm(f"blog.edit_any_{self._meta.model._meta.model_name}")
        if chosen and (edits_any or any(author.user_id == self.user.pk for author in chosen)):
            return chosen
        return [*chosen, signing_author(self.user)]


class PostForm(EntryForm):
    """A post: an entry with a place in the stream."""

    category = CategoryField(label=_("category"), queryset=Category.objects.all(), required=False)
    series = forms.ModelChoiceField(
        label=_("series"), queryset=Series.objects.all(), required=False
    )
    tags = TagsField(
        label=_("tags"),
        required=False,
        widget=forms.TextInput(attrs={"data-tags": "", "autocomplete": "off"}),
        help_text=_("Part them by 、 or a comma. New ones are made."),
    )

    def clean_tags(self) -> list[str]:
        """Refuse new tags to those who may not make any."""
        names: list[str] = self.cleaned_data["tags"]
        if not self.user.has_perm("blog.add_tag"):
            known = {name.casefold() for name in Tag.objects.values_list("name", flat=True)}
            unknown = [name for name in names if name.casefold() not in known]
            if unknown:
                raise ValidationError(
                    _("There is no tag “%(name)s”."), params={"name": "、".join(unknown)}
                )
        return names

    def _save_m2m(self) -> None:
        self.cleaned_data["tags"] = tags_named(self.cleaned_data["tags"])
        super()._save_m2m()
        if "tags" in self.changed_data:
            trail.record(Verb.CHANGED, self.instance, changed=["tags"])


class TermForm(forms.ModelForm[Any]):
    """A tag, series, author or category: the slug is suggested where it is left empty."""

    slug = forms.CharField(
        label=_("address"),
        max_length=100,
        required=False,
        help_text=_("Empty: made from the name. The old address keeps working."),
    )

    def clean(self) -> dict[str, Any]:
        """Normalise the slug, or make one from the name."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        data["slug"] = normalise(data.get("slug") or data.get("name", ""))
        return data


class TermTrashForm(forms.Form):
    """Where the posts of `terms` (of one kind, not empty) go when these go into the trash."""

    def __init__(self, data: Any = None, *, terms: Sequence[Any]) -> None:
        super().__init__(data)
        others = type(terms[0]).objects.exclude(pk__in=[term.pk for term in terms])
        is_category = isinstance(terms[0], Category)
        for term in terms if is_category else []:
            others = others.exclude(path__startswith=f"{term.path}/")
        field = CategoryField if is_category else forms.ModelChoiceField
        self.fields["to"] = field(
            label=_("Their posts go to") if len(terms) > 1 else _("Its posts go to"),
            queryset=others,
            required=False,
            empty_label=_("(none)"),
        )


class AuthorForm(TermForm):
    """The public face of a writer."""

    avatar = ImageChoiceField(label=_("avatar"))


class PersonaForm(forms.ModelForm[Any]):
    """A speaker."""

    avatar = ImageChoiceField(label=_("avatar"))


class AdForm(forms.ModelForm[Any]):
    """An ad; HTML of an affiliate service may be pasted and is reduced to text and link."""

    pasted = forms.CharField(
        label=_("paste the service's HTML"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=_("Only its text and its link are taken; you are told what is left out."),
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

    def clean(self) -> dict[str, Any]:
        """Fill what is empty from the pasted HTML; without a text and a link there is no ad."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if html := data.get("pasted"):
            self.reduced = reduce_html(html)
            if not self.reduced.url:
                self.add_error("pasted", _("There is no link in this HTML."))
            data["text"] = data.get("text") or self.reduced.text
            data["url"] = data.get("url") or self.reduced.url
        for name in ("text", "url"):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, _("An ad needs this."))
        return data
