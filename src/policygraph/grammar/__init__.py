"""What all stages share about the language: folding, numerals, dates, compiled rules."""
