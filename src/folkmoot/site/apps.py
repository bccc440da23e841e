from django.apps import AppConfig
from django.core.checks import register


class SiteConfig(AppConfig):
    name = "folkmoot.site"
    label = "site"

    def ready(self) -> None:
        # Models may be imported only once every app is there.
        from folkmoot.domains.partnerships.public import register_meeting_dates  # noqa: PLC0415
        from folkmoot.site.checks import SAFE_START, check_production  # noqa: PLC0415
        from folkmoot.site.registries import offered  # noqa: PLC0415

        register(check_production, SAFE_START, deploy=True)
        for label, source in offered("meeting_dates"):
            register_meeting_dates(label, source)
