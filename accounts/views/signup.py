"""Sign-up of readers: request a link, create the account, add a first passkey."""

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

from accounts import signup, tasks, tokens
from accounts.client_ip import network_of
from accounts.forms.signup import SignUpFinishForm, SignUpForm
from accounts.views.onboarding import form_methods
from core.http import View


def require_sign_up_open(view: View) -> View:
    """Decorator: 404 unless readers may sign up."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not signup.is_open():
            raise Http404
        return view(request, *args, **kwargs)

    return wrapper


@require_sign_up_open
@form_methods
@never_cache
def request_link(request: HttpRequest) -> HttpResponse:
    """Take an address and queue the mail. Known and unknown addresses get the same response."""
    if request.user.is_authenticated:
        return redirect("account_overview")
    form = SignUpForm(request.POST or None, network=network_of(request))
    if form.is_valid():
        arguments = {"email": form.cleaned_data["email"], "language": get_language()}
        transaction.on_commit(lambda: tasks.answer_sign_up.enqueue(**arguments))
        return redirect("account_sign_up_sent")
    status = 429 if form.has_error("__all__", "flood") else 422 if form.errors else 200
    return render(request, "account/signup.html", {"form": form}, status=status)


@require_sign_up_open
@require_safe
@never_cache
def sent(request: HttpRequest) -> HttpResponse:
    """Say that a mail was sent, without the address."""
    return render(request, "account/signup_sent.html")


@require_sign_up_open
@form_methods
@never_cache
@sensitive_post_parameters("password")
def finish(request: HttpRequest, token: str) -> HttpResponse:
    """Create the account by POST; a GET shows the form."""
    pending = signup.get_by_token(token)
    if pending is None:
        return render(request, "account/signup_closed.html", status=404)
    form = SignUpFinishForm(request.POST or None, email=pending.email)
    if not form.is_valid():
        context = {"form": form, "email": pending.email}
        status = 422 if form.errors else 200
        return render(request, "account/signup_finish.html", context, status=status)
    try:
        user = signup.complete(pending, **form.cleaned_data, language=get_language() or "")
    except tokens.InvalidLinkError:
        return render(request, "account/signup_closed.html", status=404)
    target = "account_first_passkey" if form.wants_passkey else "account_overview"
    response: HttpResponse = perform_login(
        request, user, email_verification="none", redirect_url=reverse(target)
    )
    if not form.wants_passkey:
        messages.success(request, _("Welcome! Your account is ready."))
    return response


class FirstPasskeyView(AddWebAuthnView):  # type: ignore[misc]
    """Add the first passkey of an account without a password or another factor.

    There is no reauthentication, because the account has no factor to confirm with. Adding the key counts
    as one, so the recovery codes can be shown next.
    """

    template_name = "account/first_passkey.html"

    def get_form_class(self) -> type[SignupWebAuthnForm]:
        """Return the form for a passkey, without the choice of a mere second factor."""
        return SignupWebAuthnForm  # type: ignore[no-any-return]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the WebAuthn options for a passwordless key."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["js_data"] = {"creation_options": auth.begin_registration(self.request.user, True)}
        return context

    def form_valid(self, form: SignupWebAuthnForm) -> HttpResponse:
        """Store the key and redirect to the recovery codes."""
        key, _codes = flows.add_authenticator(
            self.request,
            name=form.cleaned_data["name"],
            credential=form.cleaned_data["credential"],
        )
        post_authentication(self.request, key, reauthenticated=True)
        return redirect("mfa_view_recovery_codes")


first_passkey = never_cache(FirstPasskeyView.as_view())
