"""URLs below account/: sign-in, sign-up, password, e-mail address, devices, second factors.

django-allauth reverses its pages by these names. Only the pages that are used are routed: its own
sign-up, address confirmation and codes by mail are not.
"""

from allauth.account import views as allauth_views
from django.urls import include, path, re_path

from accounts.email_change import Link
from accounts.views import account, devices, email_change, login, onboarding, signup

urlpatterns = [
    path("", account.overview, name="account_overview"),
    path("profile/", account.profile, name="account_profile"),
    path("language/", account.set_language, name="account_language"),
    path("protect/", account.protect, name="account_protect"),
    # New accounts and roles
    path("first/<str:token>/", onboarding.first_administrator, name="account_first_steps"),
    path("invitation/<str:token>/", onboarding.invitation, name="account_invitation"),
    path("signup/", signup.request_link, name="account_sign_up"),
    path("signup/sent/", signup.sent, name="account_sign_up_sent"),
    path("signup/passkey/", signup.first_passkey, name="account_first_passkey"),
    path("signup/<str:token>/", signup.finish, name="account_sign_up_finish"),
    # E-mail address
    path("email/", email_change.request_change, name="account_change_email"),
    path("email/withdraw/", email_change.withdraw, name="account_withdraw_email"),
    path(
        "email/old/<str:token>/", email_change.confirm, {"link": Link.OLD}, name="account_email_old"
    ),
    path(
        "email/new/<str:token>/", email_change.confirm, {"link": Link.NEW}, name="account_email_new"
    ),
    path("email/stop/<str:token>/", email_change.stop, name="account_email_stop"),
    # Signing in and out
    path("login/", login.SignInView.as_view(), name="account_login"),
    path("logout/", allauth_views.logout, name="account_logout"),
    path("inactive/", allauth_views.account_inactive, name="account_inactive"),
    path("reauthenticate/", allauth_views.reauthenticate, name="account_reauthenticate"),
    # Password
    path("password/change/", allauth_views.password_change, name="account_change_password"),
    path("password/set/", allauth_views.password_set, name="account_set_password"),
    path("password/reset/", allauth_views.password_reset, name="account_reset_password"),
    path(
        "password/reset/done/",
        allauth_views.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth_views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        allauth_views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    # Devices
    path("devices/", devices.device_list, name="account_devices"),
    path("devices/sign-out/", devices.sign_out_others, name="account_devices_sign_out"),
    path("devices/<int:pk>/sign-out/", devices.sign_out, name="account_device_sign_out"),
    # Second factors and passkeys
    path("2fa/authenticate/", login.CodeView.as_view(), name="mfa_authenticate"),
    path("2fa/", include("allauth.mfa.urls")),
]
