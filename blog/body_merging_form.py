"""Form of an entry whose text is merged with the changes of other people, by revisions."""

from typing import Any

from django import forms

from blog.models import Revision
from blog.revisions import store
from blog.revisions.merging import merge_body
from core.merging_forms import SEEN, MergingForm

BASED_ON = "based_on"


class BodyMergingForm(MergingForm):
    """A MergingForm that combines both changes of `body` if they are of different paragraphs."""

    page_fields = (SEEN, BASED_ON)
    #: Key of the latest revision when the page was rendered: the text that the user began with.
    based_on = forms.CharField(label="", required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.is_bound:
            self.initial[BASED_ON] = store.latest_pk(self.instance)

    def combine(self, name: str) -> bool:
        """Merge the text with the changes of other people since the page was rendered."""
        base = self._base() if name == "body" else None
        if base is None:
            return False
        merged = merge_body(self.instance, base=base, mine=self.cleaned_data["body"])
        if merged.text is not None:
            self.cleaned_data["body"] = merged.text
        return merged.text is not None

    def _base(self) -> Revision | None:
        """Return the revision that the page was rendered with, if it has the text that the page showed.

        Without a key it is the oldest: there was none when the page was rendered.
        """
        rows, pk = store.of(self.instance), self.cleaned_data.get(BASED_ON) or ""
        is_key = pk.isascii() and pk.isdecimal() and len(pk) < 19
        base: Revision | None = rows.filter(pk=pk).first() if is_key else rows.last()
        is_seen = base is not None and self.has_seen("body", store.content_of(base)["body"])
        return base if is_seen else None

    def _update_seen(self) -> None:
        """Continue from the text of the others, if the page shows it now."""
        super()._update_seen()
        if "body" in self.others:
            data: Any = self.data  # a copy, made by the base class
            data[self.add_prefix(BASED_ON)] = str(store.latest_pk(self.instance) or "")
