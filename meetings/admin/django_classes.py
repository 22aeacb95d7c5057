"""Django's classes that the admin builds on. They take parameters in the type stubs alone."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.core.paginator import Paginator

if TYPE_CHECKING:
    from django.db.models import Model

    AnyModelAdmin = admin.ModelAdmin[Any]
    AnyTabularInline = admin.TabularInline[Any, Any]
    AnyStackedInline = admin.StackedInline[Any, Any]
    AnyUserAdmin = UserAdmin[Any]
    AnyPaginator = Paginator[Any]
    AnyModelForm = forms.ModelForm[Any]
    AnyInlineFormSet = forms.BaseInlineFormSet[Any, Any, Any]

    class AnyModelFormSet(forms.BaseModelFormSet[Any, Any]):
        """With what the stubs leave out."""

        model: type[Model]

        def _construct_form(self, i: int, **kwargs: Any) -> Any: ...
        def _should_delete_form(self, form: forms.BaseForm) -> bool: ...

else:
    AnyModelAdmin = admin.ModelAdmin
    AnyTabularInline = admin.TabularInline
    AnyStackedInline = admin.StackedInline
    AnyUserAdmin = UserAdmin
    AnyPaginator = Paginator
    AnyModelForm = forms.ModelForm
    AnyModelFormSet = forms.BaseModelFormSet
    AnyInlineFormSet = forms.BaseInlineFormSet
