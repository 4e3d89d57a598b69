"""Every kind of thing that can be found, in the order of the list of kinds."""

from cordata.search.queries.kinds import (
    activities,
    calls,
    challenges,
    clusters,
    diary,
    files,
    findings,
    goals,
    guidelines,
    networks,
    positions,
    posts,
    practices,
    recommendations,
    schools,
    texts,
    threads,
    ways,
)
from cordata.search.queries.kinds.kind import Kind, Written

ALL: tuple[Kind, ...] = (
    recommendations.KIND, guidelines.KIND, practices.KIND, ways.KIND, findings.KIND,
    positions.KIND, challenges.KIND, networks.KIND, calls.KIND, schools.KIND, posts.KIND, clusters.KIND,
    goals.KIND, activities.KIND, diary.KIND, threads.KIND, files.KIND, texts.KIND,
)  # fmt: skip
KINDS = {kind.code: kind for kind in ALL}

__all__ = ["ALL", "KINDS", "Kind", "Written"]
