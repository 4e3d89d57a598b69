"""The public side of the policy exchange: positions, questions, meetings, profiles, the ledger."""
