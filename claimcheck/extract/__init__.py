"""From prose to claims: tokens, sentences, numbers, quantities, dates, sources, claims."""
