"""What the lowest room announces."""

from django.dispatch import Signal

#: Sent by core.settings_forms.save inside its transaction, by the settings model. Facts: `row`, `by`
#: (a user), `group` (slug of the group), `changes` (core.settings_forms.Change: field, label, before, after).
settings_changed = Signal()
