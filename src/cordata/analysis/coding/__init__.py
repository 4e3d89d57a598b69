"""What documents say: agreement of coders, saturation, comparison of cases as sets."""
