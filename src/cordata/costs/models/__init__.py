"""National prices, and what clusters confirm that they used."""

from cordata.costs.models.confirmations import Confirmation, Ingredient
from cordata.costs.models.kinds import Bears, Item, Kind
from cordata.costs.models.prices import Price

__all__ = ["Bears", "Confirmation", "Ingredient", "Item", "Kind", "Price"]
