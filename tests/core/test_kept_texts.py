"""A form view that fails answers with the text that was sent."""

import pytest
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpResponse

from core.kept_texts import keeping_text, retry_later

TYPED = "長い文章<b>"
SHOWN = "長い文章&lt;b&gt;"


def view_raising(error):
    @keeping_text("text")
    def view(request):
        raise error

    return view


@pytest.mark.parametrize("error", [OperationalError(), InterfaceError(), OSError()])
def test_an_outage_answers_503_with_the_text(rf, error):
    response = view_raising(error)(rf.post("/", {"text": TYPED}))
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert SHOWN in response.content.decode()
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_a_missing_page_answers_404_with_the_text(rf):
    response = view_raising(Http404())(rf.post("/", {"text": TYPED}))
    assert response.status_code == 404
    assert SHOWN in response.content.decode()


def test_other_errors_and_other_methods_are_not_affected(rf):
    with pytest.raises(ValueError, match="broken"):
        view_raising(ValueError("broken"))(rf.post("/", {"text": TYPED}))
    with pytest.raises(OperationalError):
        view_raising(OperationalError())(rf.get("/", {"text": TYPED}))


@pytest.mark.parametrize(("status", "is_later"), [(200, False), (422, False), (503, True)])
def test_only_an_outage_is_tried_again_later(status, is_later):
    assert ("Retry-After" in retry_later(HttpResponse(status=status))) is is_later
