"""Model fields."""

from typing import Any

from django.db import models


class LowercaseEmailField(models.EmailField):
    """An e-mail address that is lower case in every row and every look-up.

    Sign-in looks addresses up in lower case.
    """

    def get_prep_value(self, value: object) -> Any:
        prepared = super().get_prep_value(value)
        return prepared.lower() if isinstance(prepared, str) else prepared

    def pre_save(self, model_instance: models.Model, add: bool) -> object:
        """Return the value for the row, and set it on the instance too."""
        value = self.get_prep_value(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value
