"""Fragments: requests of a script for a part of a page (`?fragment=1`)."""

from django.http import HttpRequest


def is_fragment(request: HttpRequest) -> bool:
    return request.GET.get("fragment") == "1"
