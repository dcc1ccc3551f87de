"""Readers who make an account: ask for a link, press the button behind it, choose how to sign in."""

from functools import wraps
from typing import Any

from allauth.account.utils import perform_login
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.webauthn.forms import SignupWebAuthnForm
from allauth.mfa.webauthn.internal import auth, flows
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from accounts import sign_up, tasks, tokens
from accounts.forms.reader import SignUpFinishForm, SignUpForm
from accounts.views.entering import METHODS


def while_open(view: Any) -> Any:
    """Let the page exist only while the owner lets readers sign up."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not sign_up.is_open():
            raise Http404
        response: HttpResponse = view(request, *args, **kwargs)
        return response

    return guarded


@while_open
@METHODS
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Take an address; the worker writes to it. Known and unknown ones get the same answer."""
    if request.user.is_authenticated:
        return redirect("account_overview")
    form = SignUpForm(request.POST or None, request=request)
    if form.is_valid():
        wish = {"email": form.cleaned_data["email"], "language": get_language()}
        transaction.on_commit(lambda: tasks.answer_sign_up.enqueue(**wish))
        return redirect("account_sign_up_sent")
    status = 429 if form.has_error("__all__", "flood") else 422 if form.errors else 200
    return render(request, "account/sign_up.html", {"form": form}, status=status)


@while_open
@require_safe
@never_cache
def sent(request: HttpRequest) -> HttpResponse:
    """Say that a mail is on its way, to whomever."""
    return render(request, "account/sign_up_sent.html")


@while_open
@METHODS
@never_cache
@sensitive_post_parameters("password")
def finish(request: HttpRequest, token: str) -> HttpResponse:
    """Make the account, when the button is pressed; a GET only shows it."""
    found = sign_up.find(token)
    if found is None:
        return render(request, "account/sign_up_closed.html", status=404)
    form = SignUpFinishForm(request.POST or None, email=found.email)
    if not form.is_valid():
        context = {"form": form, "email": found.email}
        status = 422 if form.errors else 200
        return render(request, "account/sign_up_finish.html", context, status=status)
    try:
        user = sign_up.complete(found, **form.cleaned_data, language=get_language() or "")
    except tokens.SpentError:
        return render(request, "account/sign_up_closed.html", status=404)
    target = "account_first_passkey" if form.wants_passkey else "account_overview"
    response: HttpResponse = perform_login(
        request, user, email_verification="none", redirect_url=reverse(target)
    )
    if not form.wants_passkey:
        messages.success(request, _("Welcome! Your account is ready."))
    return response


class FirstPasskeyView(AddWebAuthnView):  # type: ignore[misc]
    """Makes the passkey of an account that has no password and no other way in yet.

    As when any key is added; django-allauth asks nobody to confirm who they are who has nothing to do
    so with. Making the key counts as having done so: the recovery codes are shown next.
    """

    template_name = "account/first_passkey.html"

    def get_form_class(self) -> type[SignupWebAuthnForm]:
        """Always a passkey, never a mere second factor: nothing to choose."""
        return SignupWebAuthnForm  # type: ignore[no-any-return]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Ask the browser for a key that opens the account alone."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["js_data"] = {"creation_options": auth.begin_registration(self.request.user, True)}
        return context

    def form_valid(self, form: SignupWebAuthnForm) -> HttpResponse:
        """Keep the key and show the recovery codes."""
        key, _codes = flows.add_authenticator(
            self.request,
            name=form.cleaned_data["name"],
            credential=form.cleaned_data["credential"],
        )
        post_authentication(self.request, key, reauthenticated=True)
        return redirect("mfa_view_recovery_codes")


first_passkey = never_cache(FirstPasskeyView.as_view())
