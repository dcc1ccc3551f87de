"""The form of the site's appearance: ready pairs of colours, own ones that can be read, a preview."""

from dataclasses import replace
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from core import appearance
from core.appearance import DARK_GROUNDS, LIGHT_GROUNDS, Look
from core.colours import TEXT_CONTRAST, clean_colour, least_contrast, nearest_readable
from core.models import SiteSettings
from core.settings_forms import SettingsForm

#: Pairs for light and dark pages, named after traditional colours; each can be read (tests/core).
PALETTES: Final = {
    "ai": (_("Indigo"), appearance.DEFAULT_LIGHT, appearance.DEFAULT_DARK),
    "nando": (_("Teal"), "#1f6a6c", "#7fc0bf"),
    "koke": (_("Moss"), "#4b6a2f", "#a3c380"),
    "yamabuki": (_("Ochre"), "#8a6100", "#e0b656"),
    "shu": (_("Vermilion"), "#b0402c", "#f0907c"),
    "beni": (_("Crimson"), "#a8305a", "#f08fae"),
    "fuji": (_("Wisteria"), "#6b5596", "#bda6e0"),
    "kuri": (_("Chestnut"), "#7a4a2b", "#d9a27e"),
    "sumi": (_("Ink"), "#3d3a36", "#cfc9bd"),
}
#: What the look holds besides the colours.
CHOICES: Final = ("density", "text_size", "corners")
#: A dark colour that is made from the light one stands out well, not just enough.
GOOD_CONTRAST: Final = 7.0


class PaletteSelect(forms.RadioSelect):
    """Radio buttons with both colours before each name."""

    template_name = "admin/widgets/palettes.html"

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the pair, for the script that fills it in."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        _label, *colours = PALETTES.get(str(value), ("",))
        return {**option, "colours": colours}


class LookForm(SettingsForm):
    """Colours, typefaces and layout."""

    palette = forms.ChoiceField(
        label=_("ready-made colours"),
        choices=[
            *((key, label) for key, (label, _light, _dark) in PALETTES.items()),
            ("", _("Colours of my own")),
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
            "layout",
        ]

    field_order = ["palette"]

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
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
        if taken := self._chosen_palette():
            self.data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
            self.data["accent_light"], self.data["accent_dark"] = taken  # type: ignore[index]

    def clean_accent_light(self) -> str:
        """Return a colour that can be read on light pages."""
        return self._readable("accent_light", appearance.DEFAULT_LIGHT, LIGHT_GROUNDS)

    def clean_accent_dark(self) -> str:
        """Return a colour that can be read on dark pages, made from the light one if none is given."""
        light = self.cleaned_data.get("accent_light") or appearance.DEFAULT_LIGHT
        made = nearest_readable(light, DARK_GROUNDS, GOOD_CONTRAST)
        return self._readable("accent_dark", made, DARK_GROUNDS)

    def look(self) -> Look:
        """Return what the form holds as far as it can be shown, the stored look for the rest."""
        look = self._meta.model.load().look
        if self.is_bound:
            values = {name: self._shown(name) for name in ("accent_light", "accent_dark")}
            look = replace(look, light=values["accent_light"], dark=values["accent_dark"])
            look = replace(look, **{name: self._known(name) for name in CHOICES})
        return look

    def _chosen_palette(self) -> tuple[str, str] | None:
        """The pair that the person chose just now; a colour typed beside the old pair is their own."""
        key = self.data.get("palette", "") if self.is_bound else ""
        if key not in PALETTES or key == self.fields["palette"].initial:
            return None
        if "use-accent_light" in self.data or "use-accent_dark" in self.data:
            return None
        return PALETTES[key][1:]

    def _shown(self, name: str) -> str:
        """The colour in the field `name`, readable or not; the stored one where it is none."""
        try:
            return clean_colour(self.data.get(name, ""))
        except ValidationError:
            return str(self.stored[name])

    def _known(self, name: str) -> str:
        """The choice in the field `name`; the stored one where it is none."""
        value = self.data.get(name, "")
        field = self.fields[name]
        is_known = isinstance(field, forms.ChoiceField) and field.valid_value(value)
        return value if is_known else self.stored[name]

    def _readable(self, name: str, default: str, grounds: tuple[str, ...]) -> str:
        colour = clean_colour(self.cleaned_data[name] or default)
        if (found := least_contrast(colour, grounds)) >= TEXT_CONTRAST:
            return colour
        self.offer(name, nearest_readable(colour, grounds))
        raise ValidationError(
            _(
                "%(colour)s is hard to read on the page: its contrast is %(found)s, and %(least)s is needed."
            ),
            code="contrast",
            params={
                "colour": colour,
                "found": number_format(found, 2),
                "least": number_format(TEXT_CONTRAST, 1),
            },
        )


def palette_of(site: SiteSettings) -> str:
    """Return the key of the pair that the site has, or "" for colours of its own."""
    pair = (site.accent_light, site.accent_dark)
    return next((key for key, (_label, *colours) in PALETTES.items() if tuple(colours) == pair), "")


def look_preview(form: LookForm) -> str:
    """Return a piece of a page in the colours and sizes of the form, light and dark."""
    heading = form.data.get("heading_font") if form.is_bound else form.stored["heading_font"]
    context = {"look": form.look(), "heading": heading, "name": form.instance.name}
    return render_to_string("admin/settings/_look.html", context)
