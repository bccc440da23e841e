"""What is sent beside the answers is read twice over: quickly, and by the form where something is wrong."""

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.domains.consultations.forms.sending import LONGEST, SendingForm, read_sending

WORDS = {
    "consent": ["", "none", "named", "unnamed", "everybody"],
    "tell": ["", "email", "text", "letter", "pigeon"],
    "name": ["", " ", "Ada", " Ada Fox ", "A" * 201],
    "email": ["", "ada@example.org", " ada@example.org", "ada", "a" * 250 + "@example.org"],
    "telephone": ["", "07700 900982", "12", "0" * 31],
    "address": ["", "  ", "1 High Street\nOldtown", "x" * 501],
    "copy": ["", "on", "yes", "false"],
}
posts = st.fixed_dictionaries({}, optional={name: st.sampled_from(words) for name, words in WORDS.items()})


@given(posts)
def test_the_quick_reading_and_the_form_agree(fields: dict[str, str]) -> None:
    post = QueryDict(mutable=True)
    post.update(fields)
    quick, form = read_sending(post), SendingForm(post)
    if quick is not None:
        assert form.is_valid(), form.errors
        assert form.sending == quick
        assert form.sending.contact() == quick.contact()
    elif fields.get("copy") in (None, "", "on"):
        # Browsers send nothing but these.
        assert not form.is_valid()


def test_a_post_of_every_browser_is_read_quickly() -> None:
    post = QueryDict(
        "consent=named&tell=letter&name=Ada&email=&telephone=&address=1+High+Street&copy=on&email=ada%40example.org"
    )
    sending = read_sending(post)
    assert sending is not None
    assert sending.contact().medium == "letter"
    assert sending.contact().copy_to == "ada@example.org"
    assert set(LONGEST) < set(SendingForm.base_fields)
