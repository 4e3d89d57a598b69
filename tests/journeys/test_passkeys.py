"""A passkey in a real browser, with a device that the browser pretends to have."""

import pytest

pytestmark = pytest.mark.journey


def with_device(visitor):
    """A device with a fingerprint reader, plugged into this browser."""
    devtools = visitor.context.new_cdp_session(visitor.page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_a_passkey_is_added_and_then_signs_in_without_a_mail(visit):
    marta = visit()
    marta.sign_in("marta@example.org")
    page = marta.page
    with_device(marta)

    page.goto("/en/me/security/")
    marta.check()
    page.click("text=Add a passkey")
    page.fill("#key-name", "Marta's laptop")
    marta.check()
    page.click("text=Add this device")
    page.wait_for_selector("text=The passkey is added.")
    assert "Marta's laptop" in page.inner_text("main")
    marta.check()

    marta.context.clear_cookies()
    page.goto("/en/sign-in/")
    page.click("text=Sign in with a passkey")
    page.wait_for_url("**/en/home/")

    page.goto("/en/me/security/")
    page.click("main .linkbtn >> nth=0")
    page.wait_for_selector("text=Removed.")


def test_without_scripts_no_passkey_is_offered_and_it_is_said(visit):
    marta = visit(scripts=False)
    marta.page.goto("/en/sign-in/")
    assert not marta.page.is_visible("text=Sign in with a passkey")
    marta.sign_in("marta@example.org")
    marta.page.goto("/en/me/security/passkey/")
    assert marta.page.is_visible("text=This browser cannot make passkeys")
