"""Kinds and states of what happens in the room. Motion and vote in the words of Popolo."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Capacity(models.TextChoices):
    CHAIR = "chair", _("In the chair")
    MEMBER = "member", _("Member")
    SUBSTITUTE = "substitute", _("Substitute")
    ALSO_PRESENT = "also_present", _("Also present")
    OFFICER = "officer", _("Officer in attendance")
    OBSERVER = "observer", _("Observer")


class Presence(models.TextChoices):
    EXPECTED = "expected", _("Expected")
    PRESENT = "present", _("Present")
    REMOTE = "remote", _("Present from afar")
    APOLOGIES = "apologies", _("Apologies")
    ABSENT = "absent", _("Absent")


class Interest(models.TextChoices):
    """Localism Act 2011, sections 29 to 34; prejudicial as the codes of conduct before and beside it have it."""

    PERSONAL = "personal", _("Personal interest")
    PREJUDICIAL = "prejudicial", _("Prejudicial interest")
    PECUNIARY = "pecuniary", _("Disclosable pecuniary interest")
    OTHER_REGISTRABLE = "registrable", _("Other registrable interest")
    NON_REGISTRABLE = "non_registrable", _("Interest that need not be registered")
    OTHER = "other", _("Other interest")


class InterestCode(models.TextChoices):
    """Which rules on interests bind a body."""

    LAW = "law", _("The law and code of conduct of councils, as on the day")
    VOLUNTARY = "voluntary", _("The body's own terms of reference")


class InterestClass(models.TextChoices):
    """What a registered interest is: the seven of SI 2012/1464, and what local codes add."""

    EMPLOYMENT = "employment", _("Employment, office, trade or profession")
    SPONSORSHIP = "sponsorship", _("Sponsorship")
    CONTRACTS = "contracts", _("Contracts with the council")
    LAND = "land", _("Land")
    LICENCES = "licences", _("Licences to occupy land")
    TENANCIES = "tenancies", _("Corporate tenancies")
    SECURITIES = "securities", _("Securities")
    MEMBERSHIP = "membership", _("Membership of another body")
    GIFT = "gift", _("Gift or hospitality")


class Whose(models.TextChoices):
    """Localism Act 2011, section 30(3)."""

    MEMBER = "member", _("The member's own")
    PARTNER = "partner", _("The member's partner's")


class Step(models.TextChoices):
    """Through the door, after the meeting began."""

    CAME = "came", _("Came")
    LEFT = "left", _("Left")


class Ground(models.TextChoices):
    """Localism Act 2011, section 33(2)(a) to (e)."""

    TOO_FEW = "too_few", _("So many would be barred that the business could not be done")
    BALANCE = "balance", _("The balance of political groups would be upset")
    RESIDENTS = "residents", _("It is in the interests of people living in the area")
    EXECUTIVE = "executive", _("Every member of the executive would be barred")
    OTHERWISE = "otherwise", _("It is otherwise appropriate")


class Requirement(models.TextChoices):
    """Popolo motion.requirement."""

    SIMPLE_MAJORITY = "simple_majority", _("More for than against")
    ABSOLUTE_MAJORITY = "absolute_majority", _("More than half of all members")
    TWO_THIRDS = "two_thirds", _("Two thirds of those who vote")
    CONSENSUS = "consensus", _("Consensus: nobody against")


class Result(models.TextChoices):
    """Popolo motion.result and vote_event.result."""

    PASS = "pass", _("Carried")
    FAIL = "fail", _("Lost")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSED = "lapsed", _("Lapsed")
    NONE = "none", _("Not decided")


class Option(models.TextChoices):
    """Popolo vote.option."""

    YES = "yes", _("For")
    NO = "no", _("Against")
    ABSTAIN = "abstain", _("Abstained")
    ABSENT = "absent", _("Absent")
    NOT_VOTING = "not voting", _("Did not vote")
    PAIRED = "paired", _("Paired")


class Outcome(models.TextChoices):
    """What a decision did with what was before the body. Rejected and deferred are answers too, with a reason."""

    NOTED = "noted", _("Noted")
    AGREED = "agreed", _("Agreed")
    AMENDED = "amended", _("Agreed with changes")
    RECOMMENDED = "recommended", _("Recommended to another body")
    REJECTED = "rejected", _("Rejected")
    DEFERRED = "deferred", _("Deferred")


class MinutesState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published, not yet approved")
    APPROVED = "approved", _("Approved")


class EntryState(models.TextChoices):
    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")
