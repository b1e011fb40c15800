"""Answers over the graph: who carries how much, what depends on what, each with its sentences."""
