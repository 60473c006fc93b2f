from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        """Names what of this app is sealed against being changed afterwards."""
        from accounts.services import sealing  # noqa: PLC0415  # models are loaded by now, and not before

        sealing.register("accounts.logentry", fixed=("at", "verb", "subject"), personal=("by_name", "details"))
