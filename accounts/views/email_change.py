"""Changing one's address: ask, confirm behind both links, or stop. A GET changes nothing."""

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
from accounts.forms.reader import EmailChangeForm
from accounts.models import EmailChange, User
from accounts.views.entering import METHODS


@METHODS
@never_cache
@login_required
@reauthentication_required  # type: ignore[untyped-decorator]
def ask(request: HttpRequest) -> HttpResponse:
    """Take the new address. Whether another account has it changes nothing here."""
    form = EmailChangeForm(request.POST or None, user=_person(request))
    if form.is_valid() and not email_change.ASKS.hit(str(_person(request).pk)):
        form.add_error(None, _("You have asked several times. Please wait an hour."))
    if form.is_valid():
        email_change.ask(_person(request), form.cleaned_data["email"])
        messages.success(request, _("We are writing to both addresses."))
        return redirect("account_change_email")
    context = {"form": form, "change": EmailChange.objects.filter(user=_person(request)).first()}
    return render(request, "account/email.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take one's wish back."""
    EmailChange.objects.filter(user=_person(request)).delete()
    messages.success(request, _("Your address stays as it is."))
    return redirect("account_overview")


@METHODS
@never_cache
@login_required
def confirm(request: HttpRequest, token: str, link: Link) -> HttpResponse:
    """Let one mailbox agree, when the button is pressed by the person whose account it is."""
    change = email_change.find(link, token)
    if change is None or change.user != request.user:
        return _closed(request)
    if request.method != "POST":
        return render(request, "account/email_confirm.html", {"change": change, "link": link})
    try:
        is_done = email_change.confirm(change, link)
    except tokens.SpentError:
        return _closed(request)
    text = (
        _("Your address is changed.")
        if is_done
        else _("Confirmed. Now the other mailbox: press the button behind the link there, too.")
    )
    messages.success(request, text)
    return redirect("account_overview" if is_done else "account_change_email")


@METHODS
@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Let whoever reads the old mailbox stop the change, signed in or not."""
    change = email_change.find(Link.STOP, token)
    if change is None:
        return _closed(request)
    if request.method == "POST":
        email_change.stop(change)
        return render(request, "account/email_stopped.html")
    return render(request, "account/email_stop.html", {"change": change})


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "account/email_closed.html", status=404)


def _person(request: HttpRequest) -> User:
    """Return who is signed in, behind login_required."""
    return cast("User", request.user)
