"""Dates: my calendar, answers to invitations, the way into a video room, the cluster's year."""
