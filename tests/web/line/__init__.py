"""The line may drop."""
