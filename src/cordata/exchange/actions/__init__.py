"""Verbs of the exchange: apply and admit, take a position, ask, keep the ledger, meet, advise."""
