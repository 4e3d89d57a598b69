"""Small things Django should have had. No word of the field lives here."""
