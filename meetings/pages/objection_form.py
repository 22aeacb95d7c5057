"""The form in which anybody may object to what the archive has of her."""

from django import forms


class ObjectionForm(forms.Form):
    """The page, what and why, and whom to answer, which may be left out."""

    page = forms.CharField(required=False, max_length=500, label="Adressen på siden (valgfri)")
    text = forms.CharField(
        max_length=4_000, label="Hvad skal væk eller rettes, og hvorfor?", widget=forms.Textarea(attrs={"rows": 8})
    )
    contact = forms.CharField(
        required=False,
        max_length=200,
        label="Dit navn, og hvor vi kan svare (valgfrit)",
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )
    # No person sees the field; what fills it in is a program.
    website = forms.CharField(
        required=False,
        max_length=500,
        label="Lad feltet stå tomt",
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    @property
    def is_of_a_program(self) -> bool:
        """Whether the field that nobody sees was filled in."""
        return bool(self.cleaned_data.get("website"))
