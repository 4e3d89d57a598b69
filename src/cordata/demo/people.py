"""Who to be in the demo, and whether it is there: loaded without what makes it."""

from cordata.accounts.queries import person_with_email


def is_loaded() -> bool:
    """Whether the network to try has been made."""
    return person_with_email("marta@example.org") is not None


def people_to_try() -> list[tuple[str, str]]:
    """Who to sign in as: address, and what that person is."""
    return [
        ("marta@example.org", "coordinator of Italy: forms the clusters, checks and publishes"),
        ("ana@example.org", "coordinator of Croatia: clusters are published there"),
        ("head.demo-it-001@example.org", "head of an invented mentor school in Italy"),
        ("head.demo-hr-006@example.org", "head of an invented mentee school in Croatia"),
        ("paola@example.org", "researcher in the programme"),
        ("teresa@example.org", "policy maker in Portugal"),
        ("ada@example.org", "administrator: countries, roles, audit trail, health"),
    ]
