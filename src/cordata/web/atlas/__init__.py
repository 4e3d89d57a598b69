"""The atlas: ways of coordinating described, compared side by side, with their sources."""
