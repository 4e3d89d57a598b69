"""Clusters of schools: proven optimal, explained pair by pair, priced before a change.

Source of the method: docs/methods/matching.md. Costs are integers: 100 units are one point
of the published weights, which sum to 100 points.
"""
