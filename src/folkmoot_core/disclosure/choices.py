"""What is known of options of which people may choose several: they do not add up, but they are bounded."""

from __future__ import annotations

from collections.abc import Mapping


def more_to_hide(counts: Mapping[str, int], hidden: set[str], answered: int, most: int, threshold: int) -> set[str]:
    """The options to hide besides `hidden`, so that the bounds pin none of them down.

    Everybody who answered chose at least one option and no more than `most`, so all choices together lie between
    answered and most times answered; a hidden count is at least 1 and may be known to be below the threshold.
    """
    added: set[str] = set()
    while True:
        unseen = (hidden | added) & counts.keys()
        visible = sum(count for key, count in counts.items() if key not in unseen)
        number = len(unseen)
        least, greatest = answered - visible, most * answered - visible
        # A count hidden alone was hidden for being small, so all that its mark says must stay open; of several, one may
        # be large, if the others are as small as can be.
        alone = number == 1 and least > 1
        pinned = number > 0 and (alone or greatest - (number - 1) < threshold - 1)
        others = {key: count for key, count in counts.items() if key not in unseen}
        if not pinned or not others:
            return added
        added.add(min(others, key=lambda key: (others[key] == 0, others[key], key)))
