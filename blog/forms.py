"""Forms of the admin: entries, terms, authors, personas and ads."""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db.models import Model
from django.http import QueryDict
from django.urls import reverse
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
from blog.editor_help.entries import search_words
from blog.form_fields import CategoriesField
from blog.models import Ad, Author, Category, Persona, Series, Tag
from blog.models.taxonomy import Term
from blog.publication_form import PublicationForm
from blog.slugs import comparable, free_slug, suggest_slug, tags_named
from core.cleaning import typed_line, unix_line_ends
from core.merging_forms import MergingForm
from core.models import SiteSettings
from core.ordered_choices import OrderedModelChoiceField
from core.slugs import normalise, validate_slug
from core.typed_text import TypedLineField
from images.fields import ImageChoiceField
from images.models import Image
from images.uploads import add_image

MAX_TAGS = 40
#: Length of a persona's key that is made from its name; a number may follow.
KEY_LENGTH = 50


class MarkdownEditor(AdminMarkdownxWidget):  # type: ignore[misc]
    """django-markdownx's widget with the template and script of the write screen."""

    template_name = "admin/widgets/markdown_editor.html"

    def get_context(
        self, name: str, value: object, attrs: dict[str, object] | None
    ) -> dict[str, object]:
        """Add the personas and the names of ads (a query each), the site's look and words for search."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["personas"] = Persona.objects.values_list("key", "name")
        ads = Ad.objects.filter(is_active=True).order_by("name")
        context["widget"]["ads"] = ads.values_list("name", flat=True)
        site = SiteSettings.load()
        context["widget"]["heading_font"] = site.heading_font
        context["widget"]["theme"] = site.look.code
        context["widget"]["words"] = json.dumps(search_words(), ensure_ascii=False)
        return context

    class Media:
        extend = False
        css = {
            "all": [
                f"css/{name}.css" for name in ("admin_write", "admin_write_tools", "admin_help")
            ]
        }
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


class TagsInput(forms.TextInput):
    """A text input with suggestions of tags (static/js/editor/tags.js)."""

    template_name = "admin/widgets/tags.html"


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


class EntryForm(PublicationForm):
    """Base form of posts and pages."""

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
    signers = OrderedModelChoiceField(
        label=_("authors"), queryset=Author.objects.all(), required=False
    )
    cover = ImageChoiceField(label=_("cover image"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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
        """Use multipart encoding: percent-encoded Japanese text would be three times as long."""
        return True

    def clean(self) -> dict[str, object]:
        """Suggest a slug if none was entered."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("slug") and "title" in data:
            data["slug"] = suggest_slug(self._meta.model, data["title"], except_pk=self.instance.pk)
        return data

    def display_value(self, name: str) -> str:
        """Return the stored value of a field as text; for authors, their names."""
        if name != "signers":
            return super().display_value(name)
        rows = self.instance.authorships.select_related("author").order_by("order", "pk")
        return "、".join(row.author.name for row in rows)

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
    further_categories = CategoriesField(
        label=_("further categories"),
        queryset=Category.objects.order_by("path"),
        required=False,
        help_text=_("Path, colour and breadcrumb come from the main category."),
    )
    series = forms.ModelChoiceField(
        label=_("series"), queryset=Series.objects.all(), required=False
    )
    tags = TagsField(
        label=_("tags"),
        required=False,
        widget=TagsInput(attrs={"data-tags": "", "autocomplete": "off"}),
        help_text=_("Separate with 、 or commas. New tags are created."),
    )

    def clean_further_categories(self) -> list[Category]:
        """Return the further categories without the main one."""
        main = self.cleaned_data.get("category")
        return [one for one in self.cleaned_data["further_categories"] if one != main]

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
        further = self.cleaned_data.pop("further_categories")
        if "tags" in self.touched:
            current = list(self.instance.tags.all())
            self.cleaned_data["tags"] = tags_named(names, preferred=current)
        super()._save_m2m()
        self.cleaned_data |= {"tags": names, "further_categories": further}
        self._save_further_categories()
        if "tags" in self.changed_data:
            log.record(Verb.CHANGED, self.instance, changed=["tags"])
            publishing.record_tags(self.instance)

    def _save_further_categories(self) -> None:
        """Store the further categories if the user changed them; the main one is never among them."""
        post = self.instance
        if "further_categories" in self.touched:
            post.further_categories.set(self.cleaned_data["further_categories"])
        if post.category_id and {"category", "further_categories"} & {*self.touched}:
            post.further_categories.remove(post.category_id)
        if "further_categories" in self.changed_data:
            log.record(Verb.CHANGED, post, changed=["further_categories"])


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


class CategoryForm(TermForm):
    """Form of a new category on the write screen."""

    class Meta:
        model = Category
        fields = ["name", "slug", "parent"]


class PersonaForm(MergingForm):
    """Form of a persona: an empty key is made from the name."""

    key = forms.CharField(
        label=_("key"),
        max_length=60,
        required=False,
        validators=[validate_slug],
        help_text=_("What authors write after “:::balloon”. Empty: made from the name."),
    )
    avatar = ImageChoiceField(label=_("avatar"))

    class Meta:
        model = Persona
        fields = ["name", "key", "avatar", "side", "shape"]

    def clean(self) -> dict[str, object]:
        """Make a missing key from the name, with a number if it is taken; a stored key stays."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "key" in data and not data["key"] and self.instance.key:
            data["key"] = self.instance.key
        elif "key" in data and not data["key"]:
            base = normalise(data.get("name", ""))[:KEY_LENGTH].strip("-_") or "persona"
            others = Persona.objects.exclude(pk=self.instance.pk).filter(key__startswith=base)
            data["key"] = free_slug(base, set(others.values_list("key", flat=True)))
        return data


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
