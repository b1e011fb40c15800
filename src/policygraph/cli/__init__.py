"""The command line: words in, exit status out; everything heavy is imported by the verb that needs it."""
