"""The line may drop: what every form needs so that nothing typed is lost."""
