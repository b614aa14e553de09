"""What leaves the house: Excel, PDF, text. Knows no Qt."""
