"""Sharing to services that live on many hosts, without JavaScript."""

from django.http import HttpRequest, HttpResponse


def choose_instance(request: HttpRequest, service: str) -> HttpResponse:
    """Ask for the reader's instance, then show the finished link."""
    raise NotImplementedError
