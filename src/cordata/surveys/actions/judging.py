"""Look at a wave as a whole, once its last round has closed."""

from django.db import transaction

from cordata.history.actions import record
from cordata.surveys.models import Judged, Wave
from cordata.surveys.queries.trust import METHOD, judged, waves_to_judge


def judge_waves() -> int:
    """Find how far the figures of every wave that is over can be trusted; returns how many.

    Called when rounds have closed. Two schools that close last at the same moment make two
    that look: whoever comes second finds it done. Half a minute for ten thousand schools, so
    it stays out of the transactions that close rounds.
    """
    return sum(_judge(wave) for wave in waves_to_judge())


@transaction.atomic
def _judge(wave: Wave) -> bool:
    held = Wave.objects.select_for_update(no_key=True).get(pk=wave.pk)
    if Judged.objects.filter(wave=held).exists():
        return False
    Judged.objects.create(wave=held, found=judged(held), method=METHOD)
    record("wave.judged", on=held, by=None, scope=f"country:{held.cohort.country_id}")
    return True
