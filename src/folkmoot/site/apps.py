from django.apps import AppConfig
from django.core.checks import register


class SiteConfig(AppConfig):
    name = "folkmoot.site"
    label = "site"

    def ready(self) -> None:
        # Models may be imported only once every app is there.
        from folkmoot.site.checks import SAFE_START, check_production  # noqa: PLC0415

        register(check_production, SAFE_START, deploy=True)
        wire_domains()


def wire_domains() -> None:
    """What one domain offers and another reads; neither knows the other."""
    from folkmoot.domains.compact import public as compact  # noqa: PLC0415
    from folkmoot.domains.consultations import public as consultations  # noqa: PLC0415
    from folkmoot.domains.money import public as money  # noqa: PLC0415
    from folkmoot.domains.partnerships import public as partnerships  # noqa: PLC0415
    from folkmoot.domains.performance import public as performance  # noqa: PLC0415
    from folkmoot.domains.plans import public as plans  # noqa: PLC0415
    from folkmoot.site.bridges import counted_by_indicators  # noqa: PLC0415
    from folkmoot.site.registries import offered  # noqa: PLC0415

    money.register_counting("performance", counted_by_indicators)
    compact.register_source("consultations", consultations.consultations_held)
    for label, source in offered("meeting_dates"):
        partnerships.register_meeting_dates(label, source)
        plans.register_meeting_dates(label, source)
    plans.register_measures("performance.indicator", performance.measures_of)
    plans.register_matrix("partnerships", partnerships.plan_matrices)
