"""What leaves the house: Excel and PDF. Knows no Qt."""
