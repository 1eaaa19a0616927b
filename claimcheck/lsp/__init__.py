"""The language server: `checked` checks a text as `check` does, `server` speaks the protocol, the others word answers.

Offsets are code points everywhere but in `positions`, which knows how an editor counts.
"""
