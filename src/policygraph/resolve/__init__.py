"""From mentions to facts: which document, agency and instrument each mention means, or why none can be told."""
