"""Change of the e-mail address: request, confirm by both links, withdraw, stop. A GET changes nothing."""

from typing import cast

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import email_change, tokens
from accounts.email_change import Link
from accounts.forms.signup import EmailChangeForm
from accounts.models import EmailChange, User
from accounts.views.onboarding import form_methods


@form_methods
@never_cache
@login_required
@reauthentication_required  # type: ignore[untyped-decorator]
def request_change(request: HttpRequest) -> HttpResponse:
    """Request a change. The response is the same if another account has the address."""
    form = EmailChangeForm(request.POST or None, user=_user(request))
    if form.is_valid() and not email_change.REQUESTS.hit(str(_user(request).pk)):
        form.add_error(None, _("You have made several requests. Please wait an hour."))
    if form.is_valid():
        email_change.start(_user(request), form.cleaned_data["email"])
        messages.success(request, _("We are sending a confirmation email to both addresses."))
        return redirect("account_change_email")
    context = {"form": form, "change": EmailChange.objects.filter(user=_user(request)).first()}
    return render(request, "account/email.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def withdraw(request: HttpRequest) -> HttpResponse:
    """Withdraw a pending change."""
    EmailChange.objects.filter(user=_user(request)).delete()
    messages.success(request, _("Your email address stays the same."))
    return redirect("account_overview")


@form_methods
@never_cache
@login_required
def confirm(request: HttpRequest, token: str, link: Link) -> HttpResponse:
    """Confirm the change for one mailbox. Only the signed-in owner of the account can."""
    change = email_change.get_by_token(link, token)
    if change is None or change.user != request.user:
        return _render_closed(request)
    if request.method != "POST":
        return render(request, "account/email_confirm.html", {"change": change, "link": link})
    try:
        is_done = email_change.confirm(change, link)
    except tokens.InvalidLinkError:
        return _render_closed(request)
    text = (
        _("Your email address was changed.")
        if is_done
        else _(
            "Confirmed. Now open the other mailbox and press the button behind the link there, too."
        )
    )
    messages.success(request, text)
    return redirect("account_overview" if is_done else "account_change_email")


@form_methods
@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the change by the link in the old mailbox, signed in or not."""
    change = email_change.get_by_token(Link.STOP, token)
    if change is None:
        return _render_closed(request)
    if request.method == "POST":
        email_change.stop(change)
        return render(request, "account/email_stopped.html")
    return render(request, "account/email_stop.html", {"change": change})


def _render_closed(request: HttpRequest) -> HttpResponse:
    return render(request, "account/email_closed.html", status=404)


def _user(request: HttpRequest) -> User:
    """Return the user of a request behind login_required."""
    return cast("User", request.user)
