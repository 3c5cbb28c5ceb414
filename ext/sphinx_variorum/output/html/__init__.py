"""The printed form in HTML: strings from records, words from nodes."""
