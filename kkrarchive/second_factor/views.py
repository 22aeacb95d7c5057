"""The log-in with its second step, and the guard that stands before every page of the admin."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib import messages
from django.contrib.admin.views.decorators import staff_member_required
from django.contrib.auth import logout
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from kkrarchive.second_factor.adapters import FactorAdapter
from kkrarchive.second_factor.proofs import Proof, second_factor_proof

View = Callable[..., HttpResponseBase]


class PasswordView(LoginView):
    """The first step. Whoever has a second factor is asked for it, all others are logged in."""

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        login = Login(user=form.get_user(), redirect_url=self.get_success_url())
        response: HttpResponse = perform_password_login(self.request, {}, login)
        return response


class RemovePasskeyView(RemoveWebAuthnView):
    """Removes a passkey, but not the last factor of whoever needs one."""

    def form_valid(self, form: Any) -> HttpResponse:
        adapter = FactorAdapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
            return redirect("mfa_index")
        response: HttpResponse = super().form_valid(form)
        return response


def with_second_factor(view: View) -> View:
    """A page of the admin, for sessions with the second factor that their user has or needs."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        proof = second_factor_proof(request)
        if proof is Proof.TO_SET_UP:
            return redirect("mfa_index")
        return _back_to_login(request) if proof is Proof.MISSING else view(request, *args, **kwargs)

    return guarded


def page_of_own_factors(view: View) -> View:
    """A page on which an editor changes the own factors: for sessions that have shown one, if there is one."""

    @never_cache
    @staff_member_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if second_factor_proof(request) is Proof.MISSING:
            return _back_to_login(request)
        return view(request, *args, **kwargs)

    return guarded


def _back_to_login(request: HttpRequest) -> HttpResponseBase:
    logout(request)
    return redirect_to_login(request.get_full_path())
