"""``--ocr``: read pictures of text as well."""

from __future__ import annotations

import click

ocr_option = click.option("--ocr", is_flag=True, help="Read scans and pictures too, through Tesseract.")
