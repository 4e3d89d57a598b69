"""The outbox: letters are rows, written with the action they tell of, sent by a worker."""
