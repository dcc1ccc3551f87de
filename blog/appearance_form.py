"""Form of the site's theme: colour palettes, custom colours with a contrast check, a preview."""

from dataclasses import replace
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from core import theme
from core.contrast import TEXT_CONTRAST, clean_colour, least_contrast, nearest_readable
from core.models import SiteSettings
from core.settings_forms import SettingsForm
from core.theme import DARK_GROUNDS, LIGHT_GROUNDS, Theme

#: Accent colours for light and dark pages, named after traditional colours (tests/core: contrast).
PALETTES: Final = {
    "ai": (_("Indigo"), theme.DEFAULT_LIGHT, theme.DEFAULT_DARK),
    "nando": (_("Teal"), "#1f6a6c", "#7fc0bf"),
    "koke": (_("Moss"), "#4b6a2f", "#a3c380"),
    "yamabuki": (_("Ochre"), "#8a6100", "#e0b656"),
    "shu": (_("Vermilion"), "#b0402c", "#f0907c"),
    "beni": (_("Crimson"), "#a8305a", "#f08fae"),
    "fuji": (_("Wisteria"), "#6b5596", "#bda6e0"),
    "kuri": (_("Chestnut"), "#7a4a2b", "#d9a27e"),
    "sumi": (_("Ink"), "#3d3a36", "#cfc9bd"),
}
#: Fields of the theme besides the colours.
CHOICES: Final = ("density", "text_size", "corners")
#: Contrast of a dark colour derived from the light one (WCAG AAA; the minimum is TEXT_CONTRAST).
GOOD_CONTRAST: Final = 7.0


class PaletteSelect(forms.RadioSelect):
    """Radio buttons that show both colours before the name of each palette."""

    template_name = "admin/widgets/palettes.html"

    def create_option(
        self, name: str, value: object, *args: Any, **kwargs: Any
    ) -> dict[str, object]:
        """Add `colours` to the template context; the script copies them into the colour fields."""
        option = super().create_option(name, value, *args, **kwargs)
        _label, *colours = PALETTES.get(str(value), ("",))
        return {**option, "colours": colours}


class AppearanceForm(SettingsForm):
    """Colours, typefaces and density; a palette chosen in the same request sets both colours."""

    palette = forms.ChoiceField(
        label=_("ready-made colours"),
        choices=[
            *((key, label) for key, (label, _light, _dark) in PALETTES.items()),
            ("", _("Custom colours")),
        ],
        required=False,
        widget=PaletteSelect,
    )

    class Meta:
        model = SiteSettings
        fields = [
            "accent_light",
            "accent_dark",
            "heading_font",
            "text_size",
            "density",
            "corners",
        ]

    field_order = ["palette"]

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, files, **kwargs)
        self.fields["palette"].initial = palette_of(self.instance)
        for name in ("accent_light", "accent_dark"):
            attributes = {
                "data-colour": "",
                "spellcheck": "false",
                "autocomplete": "off",
                "maxlength": 7,
            }
            self.fields[name].widget.attrs |= attributes
        if colours := self._chosen_palette():
            self.data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
            self.data["accent_light"], self.data["accent_dark"] = colours  # type: ignore[index]

    def clean_accent_light(self) -> str:
        """Return the colour; raise ValidationError if its contrast on light pages is too low."""
        return self._readable("accent_light", theme.DEFAULT_LIGHT, LIGHT_GROUNDS)

    def clean_accent_dark(self) -> str:
        """Return the colour, derived from the light one if empty; check its contrast on dark pages."""
        light = self.cleaned_data.get("accent_light") or theme.DEFAULT_LIGHT
        derived = nearest_readable(light, DARK_GROUNDS, GOOD_CONTRAST)
        return self._readable("accent_dark", derived, DARK_GROUNDS)

    def look(self) -> Theme:
        """Return the theme for the preview: the valid values of the form, else the stored ones."""
        look = self._meta.model.load().look
        if self.is_bound:
            values = {name: self._valid_colour(name) for name in ("accent_light", "accent_dark")}
            look = replace(look, light=values["accent_light"], dark=values["accent_dark"])
            look = replace(look, **{name: self._valid_choice(name) for name in CHOICES})
        return look

    def _chosen_palette(self) -> tuple[str, str] | None:
        """Return the colours of a newly chosen palette, or None.

        None too for a submitted suggestion (`use-accent_…`). If the palette is unchanged, the typed
        colours are custom ones.
        """
        key = self.data.get("palette", "") if self.is_bound else ""
        if key not in PALETTES or key == self.fields["palette"].initial:
            return None
        if "use-accent_light" in self.data or "use-accent_dark" in self.data:
            return None
        return PALETTES[key][1:]

    def _valid_colour(self, name: str) -> str:
        """Return the colour in the field `name` without a contrast check; if invalid, the stored one."""
        try:
            return clean_colour(self.data.get(name, ""))
        except ValidationError:
            return str(self.stored[name])

    def _valid_choice(self, name: str) -> str:
        """Return the choice in the field `name`; if invalid, the stored one."""
        value = self.data.get(name, "")
        field = self.fields[name]
        is_valid = isinstance(field, forms.ChoiceField) and field.valid_value(value)
        return value if is_valid else str(self.stored[name])

    def _readable(self, name: str, default: str, grounds: tuple[str, ...]) -> str:
        colour = clean_colour(self.cleaned_data[name] or default)
        if (contrast := least_contrast(colour, grounds)) >= TEXT_CONTRAST:
            return colour
        self.offer(name, nearest_readable(colour, grounds))
        raise ValidationError(
            _(
                "%(colour)s is hard to read on the page. Its contrast is %(found)s, but at least "
                "%(least)s is needed."
            ),
            code="contrast",
            params={
                "colour": colour,
                "found": number_format(contrast, 2),
                "least": number_format(TEXT_CONTRAST, 1),
            },
        )


def palette_of(site: SiteSettings) -> str:
    """Return the key of the site's palette, or "" for custom colours."""
    pair = (site.accent_light, site.accent_dark)
    return next((key for key, (_label, *colours) in PALETTES.items() if tuple(colours) == pair), "")


def appearance_preview(form: AppearanceForm) -> str:
    """Render the preview of the theme: a sample of a page, light and dark."""
    heading = form.data.get("heading_font") if form.is_bound else form.stored["heading_font"]
    context = {"look": form.look(), "heading": heading, "name": form.instance.name}
    return render_to_string("admin/settings/_look.html", context)
