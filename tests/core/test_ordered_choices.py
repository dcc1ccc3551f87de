"""Several choices in an order, by one select for each."""

import pytest
from django import forms
from django.http import QueryDict

from blog.models import Author
from core.ordered_choices import OrderedChoiceField, OrderedModelChoiceField, OrderedSelect
from tests.factories import make_author


class KeysForm(forms.Form):
    keys = OrderedChoiceField(
        choices=[("a", "甲"), ("b", "乙"), ("c", "丙")],
        required=False,
        widget=OrderedSelect(spare=2),
    )


def test_the_order_of_the_selects_is_kept_without_empty_ones_and_duplicates():
    form = KeysForm(QueryDict("keys=c&keys=&keys=a&keys=c"))
    assert form.is_valid()
    assert form.cleaned_data["keys"] == ["c", "a"]


def test_an_unknown_key_is_refused():
    assert "keys" in KeysForm(QueryDict("keys=nowhere")).errors


def test_a_page_has_a_select_for_each_choice_and_empty_ones():
    html = str(KeysForm(initial={"keys": ["b", "a"]})["keys"])
    assert html.count("<select") == 4
    chosen = [part.partition("</option>")[0] for part in html.split(" selected")[1:]]
    assert [label.rpartition(">")[2].strip() for label in chosen[:2]] == ["乙", "甲"]


@pytest.mark.django_db
def test_rows_keep_their_order_and_a_new_order_is_a_change():
    first, second, third = (make_author() for _number in range(3))
    field = OrderedModelChoiceField(Author.objects.exclude(pk=third.pk))
    assert field.clean([str(second.pk), str(first.pk)]) == [second, first]
    with pytest.raises(forms.ValidationError):
        field.clean([str(third.pk)])
    assert field.has_changed([first, second], [str(second.pk), str(first.pk)])
    assert not field.has_changed([first, second], [str(first.pk), str(second.pk)])
