"""The protocol as pygls speaks it, but for requests it cannot read: those would be left without an answer."""

from __future__ import annotations

from typing import Any

from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol


class Protocol(LanguageServerProtocol):
    """Answers what is malformed, a position below zero for one, with an error."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        """The message that JSON makes. Raises JsonRpcException for one that cannot be read."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "method" in data and isinstance(data.get("id"), int | str):
                self._send_response(data["id"], error=error.to_response_error())
            raise
