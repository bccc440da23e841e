"""References that people read aloud, write on paper and type back.

The alphabet is Crockford's base 32 (https://www.crockford.com/base32.html): no I, L, O or U, so that nothing can be
mistaken for 1 or 0 and no reference spells a rude word by accident. The last character is a check character: the
ISO 7064 MOD 37,36 procedure run on 32 characters (its hybrid system works for any alphabet size), which catches every
single wrong character and nearly every pair of neighbours swapped.
"""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SIZE = len(ALPHABET)
_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_GROUP = 4
_SHORTEST = 2
_LONGEST = 64


def make_reference(random_bytes: bytes, prefix: str = "") -> str:
    """Turn random bytes into a reference such as `7K3M-9QXW-4`.

    Five bytes give eight characters and the check character (about a million million references). `prefix` stands in
    front, outside the check ("VIS" gives `VIS-7K3M-9QXW-4`); it may hold letters and digits only.
    """
    if not random_bytes:
        raise ValueError("A reference needs at least one random byte.")
    if prefix and not (prefix.isascii() and prefix.isalnum()):
        raise ValueError("A reference prefix may hold only the letters A to Z and digits.")
    length = -(-len(random_bytes) * 8 // 5)
    number = int.from_bytes(random_bytes, "big")
    body = "".join(ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(length)))
    grouped = _grouped(body)
    return f"{prefix.upper()}-{grouped}" if prefix else grouped


def normalise_reference(text: str, prefix: str = "") -> str | None:
    """Read back what somebody typed: any case, spaces or dashes, O for 0, I or L for 1, U for V.

    Returns the reference as `make_reference` writes it, or None where the check character does not fit.
    With a `prefix`, it may be typed or left out.
    """
    squeezed = "".join(character for character in text.upper() if character.isalnum() and character.isascii())
    wanted = prefix.upper()
    candidates = [squeezed]
    if wanted and squeezed.startswith(wanted):
        candidates.insert(0, squeezed[len(wanted) :])
    for candidate in candidates:
        characters = candidate.translate(_LOOKALIKES)
        if not _SHORTEST <= len(characters) <= _LONGEST or any(c not in _VALUE for c in characters):
            continue
        if _check_character(characters[:-1]) == characters[-1]:
            grouped = _grouped(characters[:-1])
            return f"{wanted}-{grouped}" if wanted else grouped
    return None


def _grouped(body: str) -> str:
    groups = [body[start : start + _GROUP] for start in range(0, len(body), _GROUP)]
    return "-".join([*groups, _check_character(body)])


def _check_character(body: str) -> str:
    remainder = _SIZE
    for character in body:
        total = (remainder + _VALUE[character]) % _SIZE or _SIZE
        remainder = (total * 2) % (_SIZE + 1)
    return ALPHABET[(_SIZE + 1 - remainder) % _SIZE]
