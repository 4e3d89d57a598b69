"""What is published gets its DOI, if whoever runs this has an account with DataCite."""

from django.utils import timezone

from cordata.guidance.actions.deposits import begin_deposit, note_refused, note_taken
from cordata.guidance.models import Deposit
from cordata.guidance.queries.depositing import Wanted, account, record_of, wanted_dois
from cordata.kit.datacite import NotTaken, put_doi

State = Deposit.State


def deposit_dois() -> int:
    """Returns how many became findable. Safe to run again: a DOI is made once."""
    if not account().is_there:
        return 0
    found = [(one, begin_deposit(one.thing)) for one in wanted_dois()]
    return sum(_send(one, deposit) for one, deposit in found if _is_due(deposit))


def _is_due(deposit: Deposit) -> bool:
    waits = deposit.state in {State.WAITING, State.DRAFT}
    return waits and deposit.due_at <= timezone.now()


def _send(wanted: Wanted, deposit: Deposit) -> int:
    """A draft first: what is wrong with it shows before anybody can cite it."""
    told = record_of(wanted)
    try:
        if deposit.state == State.WAITING:
            put_doi(account(), deposit.doi, told, publish=False)
            note_taken(deposit, State.DRAFT)
        put_doi(account(), deposit.doi, told, publish=True)
    except NotTaken as refused:
        note_refused(deposit, str(refused))
        return 0
    note_taken(deposit, State.FINDABLE)
    return 1
