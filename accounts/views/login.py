"""Sign-in and second factor: rate limits answer 429, outages of database or cache answer 503.

The form is shown again with the name that was typed.
"""

from http import HTTPStatus
from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from django import forms
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise

from accounts import login_limits
from accounts.client_ip import network_of
from core.kept_texts import OUTAGES, RETRY_SECONDS, UNAVAILABLE
from core.rate_limit import TOO_MANY_REQUESTS


class RateLimitedSignInMixin:
    """Form view that answers rate limits (429) and outages (503) with Retry-After."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign in, or render the form with the reason."""
        try:
            if not login_limits.FORMS.hit(network_of(request)):
                return self._render_refused(TOO_MANY_REQUESTS, HTTPStatus.TOO_MANY_REQUESTS)
            response: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]
        except OUTAGES:
            return self._render_refused(UNAVAILABLE, HTTPStatus.SERVICE_UNAVAILABLE)
        return response

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        """Render the form again; 429 if a limit was reached."""
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        codes = {error.code for errors in form.errors.as_data().values() for error in errors}
        if "too_many_login_attempts" in codes:
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
            response["Retry-After"] = str(login_limits.PAUSE)
        return response

    def _render_refused(self, reason: str | Promise, status: HTTPStatus) -> HttpResponse:
        """Render the form with what was typed, without validating it."""
        form = self._submitted_form()
        form._errors, form.cleaned_data = ErrorDict(), {}  # type: ignore[attr-defined]
        form.add_error(None, str(reason))
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = status
        response["Retry-After"] = str(RETRY_SECONDS)
        return response

    def _submitted_form(self) -> forms.Form:
        form: forms.Form = self.get_form()  # type: ignore[attr-defined]
        return form


class SignInView(RateLimitedSignInMixin, LoginView):  # type: ignore[misc]
    """Sign-in by name and password."""


class CodeView(RateLimitedSignInMixin, AuthenticateView):  # type: ignore[misc]
    """Second factor: a code of an app, a recovery code or a key, after the password."""

    def _submitted_form(self) -> forms.Form:
        form: forms.Form = self.form
        return form
