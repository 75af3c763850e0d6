"""The commands: each module parses, calls and prints; the work is done elsewhere. Libraries are imported when a command runs."""

from pipeline.cli.app import nutgraf, summarize

__all__ = ["nutgraf", "summarize"]
