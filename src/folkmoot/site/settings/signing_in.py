"""How people sign in: password, second step, a partner's own identity provider. See docs/guides/signing-in.md."""

from __future__ import annotations

import os
from typing import Any

AUTHENTICATION_BACKENDS = ["folkmoot.ground.accounts.adapters.PasswordBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
# Seconds a link to choose a new password works; an invitation works longer, since people are away.
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24
INVITATION_DAYS = 7

# Residents need no account to answer. Where this is "1", anybody may make one; it has no role until one is granted.
SIGN_UP_OPEN = os.environ.get("FOLKMOOT_SIGN_UP", "") == "1"
# Who must use a second step: "staff" (every role but resident), "none", or role names with commas between.
TWO_STEP = os.environ.get("FOLKMOOT_TWO_STEP", "none")
# Production turns this off, so that demonstration accounts are dead even if somebody loads them there.
DEMO_PEOPLE_MAY_SIGN_IN = True
# Carries mail about accounts to the one door out. A dotted path, since accounts lie below messages.
PERSON_MAIL = "folkmoot.site.person_mail.send_person_mail"
# Says from which address a request came, knowing our own proxies; a dotted path for the same reason.
SENDER_OF_REQUEST = "folkmoot.site.middleware.sender_of"

ACCOUNT_ADAPTER = "folkmoot.ground.accounts.adapters.SignInAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "folkmoot.ground.accounts.forms.sign_up.SignUpFields"
SIGN_IN_FORMS = "folkmoot.ground.accounts.forms.sign_in"
ACCOUNT_FORMS = {
    "login": f"{SIGN_IN_FORMS}.SignInForm",
    "signup": f"{SIGN_IN_FORMS}.SignUpForm",
    "add_email": f"{SIGN_IN_FORMS}.ChangeAddressForm",
    "change_password": f"{SIGN_IN_FORMS}.ChangePasswordForm",
    "set_password": f"{SIGN_IN_FORMS}.SetPasswordForm",
    "reset_password": f"{SIGN_IN_FORMS}.AskForPasswordForm",
    "reset_password_from_key": f"{SIGN_IN_FORMS}.NewPasswordForm",
    "reauthenticate": f"{SIGN_IN_FORMS}.ConfirmForm",
}
MFA_FORMS = {
    "authenticate": f"{SIGN_IN_FORMS}.CodeForm",
    "reauthenticate": f"{SIGN_IN_FORMS}.ConfirmCodeForm",
    "activate_totp": f"{SIGN_IN_FORMS}.SetUpAppForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# A stranger who types an address learns nothing, and the address gets no letter from us.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * 30
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if os.environ.get("FOLKMOOT_PUBLIC_URL", "").startswith("https:") else "http"

MFA_ADAPTER = "folkmoot.ground.accounts.adapters.SecondStepAdapter"
# Security keys need a script on the page, and every page here works without one.
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1

SOCIALACCOUNT_ADAPTER = "folkmoot.ground.accounts.adapters.IdentityProviderAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
# A link, not a form: browsers hold a form's redirects to our Content-Security-Policy, which knows no other site.
# The answer is still tied to the browser that asked, by the state parameter.
SOCIALACCOUNT_LOGIN_ON_GET = True
# An account that an administrator prepared is found by its address, if the provider vouches for the address.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True


def identity_providers(environment: dict[str, str]) -> dict[str, Any]:
    """The partner's identity provider from FOLKMOOT_OIDC_…; nothing where no address is given.

    FOLKMOOT_OIDC_EMAIL_IS_VERIFIED=1 is for directories that never send `email_verified` (OpenID Connect Core 1.0,
    section 5.1) although their addresses are their own.
    """
    server_url = environment.get("FOLKMOOT_OIDC_SERVER_URL", "").rstrip("/")
    if not server_url:
        return {}
    app = {
        "provider_id": "partner",
        "name": environment.get("FOLKMOOT_OIDC_NAME", "") or "your organisation",
        "client_id": environment.get("FOLKMOOT_OIDC_CLIENT_ID", ""),
        "secret": environment.get("FOLKMOOT_OIDC_CLIENT_SECRET", ""),
        "settings": {
            "server_url": server_url,
            "verified_email": environment.get("FOLKMOOT_OIDC_EMAIL_IS_VERIFIED", "") == "1",
        },
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


SOCIALACCOUNT_PROVIDERS = identity_providers(dict(os.environ))
