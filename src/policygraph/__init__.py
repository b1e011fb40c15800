"""policygraph: Vietnamese laws and plans as a knowledge graph whose every edge shows its words."""

from __future__ import annotations

__version__ = "0.1.0"
