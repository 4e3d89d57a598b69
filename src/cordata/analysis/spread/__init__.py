"""Whether mentoring lasts and spreads: continuation, stages, ties between schools, growth."""
