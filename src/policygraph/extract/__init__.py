"""From an outline to mentions: what the text says, with offsets and the rule that read it."""
