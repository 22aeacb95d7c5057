"""What can be reached of django-allauth. Its own code knows these addresses by their names."""

from allauth.account.views import reauthenticate
from allauth.mfa.base.views import authenticate, index
from allauth.mfa.recovery_codes.views import generate_recovery_codes, view_recovery_codes
from allauth.mfa.totp.views import activate_totp, deactivate_totp
from allauth.mfa.webauthn.views import add_webauthn
from django.contrib import admin
from django.urls import path
from django.views.generic import RedirectView

from kkrarchive.second_factor.views import RemovePasskeyView, page_of_own_factors

urlpatterns = [
    path("login/", admin.site.login, name="account_login"),
    path("login/kode/", authenticate, name="mfa_authenticate"),
    path("totrin/", page_of_own_factors(index), name="mfa_index"),
    path("totrin/adgangskode/", page_of_own_factors(reauthenticate), name="account_reauthenticate"),
    path("totrin/app/", page_of_own_factors(activate_totp), name="mfa_activate_totp"),
    path("totrin/app/fjern/", page_of_own_factors(deactivate_totp), name="mfa_deactivate_totp"),
    path("totrin/noegle/", page_of_own_factors(add_webauthn), name="mfa_add_webauthn"),
    path(
        "totrin/noegler/",
        page_of_own_factors(RedirectView.as_view(pattern_name="mfa_index")),
        name="mfa_list_webauthn",
    ),
    path(
        "totrin/noegler/<int:pk>/fjern/",
        page_of_own_factors(RemovePasskeyView.as_view()),
        name="mfa_remove_webauthn",
    ),
    path("totrin/koder/", page_of_own_factors(view_recovery_codes), name="mfa_view_recovery_codes"),
    path("totrin/koder/nye/", page_of_own_factors(generate_recovery_codes), name="mfa_generate_recovery_codes"),
]
