"""Views outside the admin that combine several apps."""

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from comments import personal_data
from desk.account_deletion import AccountDeletionForm


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
@reauthentication_required  # type: ignore[untyped-decorator]
def delete_account(request: HttpRequest) -> HttpResponse:
    """Show the account deletion form; delete the account of the signed-in user and sign out on POST."""
    data = request.POST if request.method == "POST" else None
    form = AccountDeletionForm(data, user=request.user)  # type: ignore[arg-type]
    if form.is_valid():
        form.save()
        logout(request)
        return redirect("account_deleted")
    return render(request, "account/delete.html", {"form": form})


@require_safe
@never_cache
@login_required
def comment_data(request: HttpRequest) -> HttpResponse:
    """Download the comment data of the signed-in user as JSON."""
    data = personal_data.export(personal_data.person_of_user(request.user))  # type: ignore[arg-type]
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="comments.json"'
    return response


@require_safe
@never_cache
def account_deleted(request: HttpRequest) -> HttpResponse:
    return render(request, "account/deleted.html")
