"""Signals of core."""

from django.dispatch import Signal

#: Sent by core.settings_forms.save inside its transaction; the sender is the settings model. Arguments:
#: `row`, `by` (a user), `group` (slug of the group), `changes` (a list of core.settings_forms.Change).
settings_changed = Signal()
