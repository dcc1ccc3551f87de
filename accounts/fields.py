"""Columns that accounts need."""

from typing import Any

from django.db import models


class LowercaseEmailField(models.EmailField):
    """An e-mail address in lower case, however it was typed: in every row, and in every look-up.

    Sign-in looks addresses up in lower case, so one stored otherwise would never be found.
    """

    def get_prep_value(self, value: Any) -> Any:
        """Return `value` as it is kept and looked up."""
        prepared = super().get_prep_value(value)
        return prepared.lower() if isinstance(prepared, str) else prepared

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Let the object in memory agree with its row."""
        value = self.get_prep_value(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value
