"""Errors name the field they are about, wherever a form does not word them itself."""

from __future__ import annotations

import pytest
from django import forms
from django.template.loader import render_to_string


class Example(forms.Form):
    reason = forms.CharField(max_length=5)
    sender = forms.CharField(label="Name of the sender")
    how = forms.ChoiceField(label="How did it come?", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    area = forms.ChoiceField(choices=[("a", "A")])
    scan = forms.FileField()
    own = forms.CharField(error_messages={"required": "Say it in your own words."})


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("reason", "Enter the reason."),
        ("sender", "Fill in “Name of the sender”."),
        ("how", "Answer “How did it come?”"),
        ("area", "Choose “Area”."),
        ("scan", "Choose a file."),
        ("own", "Say it in your own words."),
    ],
)
def test_an_empty_field_is_asked_for_by_its_name(name: str, told: str) -> None:
    assert list(Example({})[name].errors) == [told]


def test_other_errors_name_the_field_too() -> None:
    form = Example({"reason": "too long", "area": "nowhere"})
    assert list(form["reason"].errors) == ["“Reason” can have up to 5 characters. You have 8."]
    assert list(form["area"].errors) == ["Choose “Area” from the list."]


def test_the_summary_leads_to_each_field_also_to_radio_buttons() -> None:
    form = Example({})
    page = render_to_string("components/error_summary.html", {"form": form})
    assert '<a href="#id_reason">Enter the reason.</a>' in page
    assert '<a href="#id_how_0">Answer “How did it come?”</a>' in page
    assert 'id="id_how_0"' in str(form)


def test_hint_and_error_are_tied_to_the_field() -> None:
    class Hinted(forms.Form):
        reason = forms.CharField(help_text="One sentence.")

    page = Hinted({})["reason"].as_field_group()
    assert 'aria-describedby="id_reason_helptext id_reason_error"' in page
    assert 'id="id_reason_helptext"' in page
    assert 'id="id_reason_error"' in page
