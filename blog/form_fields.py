"""Form fields of entries and settings."""

from django import forms
from django.db.models import Model

from blog.models import Category


class PasswordField(forms.CharField):
    """A new password for an entry; "" for no change. The stored one cannot be shown."""

    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})

    def comparable(self, value: object) -> bool:
        """Return whether one was typed: digests of passwords must not be sent or cached (MergingForm)."""
        return bool(value)


class CategoriesField(forms.ModelMultipleChoiceField):
    """A choice of several categories, indented by their depth in the tree."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, category: Model) -> str:
        depth = category.path.count("/") if isinstance(category, Category) else 0
        return f"{'　' * depth}{category}"
