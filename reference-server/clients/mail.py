"""The messages and mailbox names that every client is given: whatever is legal and has been got wrong by somebody."""

# "/" parts the levels here, whatever the server has.
NAMES = ["Archive/2026/November", "Entwürfe", "日本語/メール", "R&D", "Sent Items", 'He said "no"', "back\\slash"]
LAST = "日本語"  # of those at the first level, in the order of their characters


def _message(name: str, body: bytes, header: bytes = b"") -> bytes:
    return (
        b"Subject: " + name.encode() + b"\r\nFrom: Ann <ann@example.org>\r\nTo: Bea <bea@example.org>\r\n"
        b"Date: Mon, 7 Feb 1994 21:52:25 -0800\r\nMessage-ID: <"
        + name.encode()
        + b"@example.org>\r\n"
        + header
        + b"\r\n"
        + body
    )


_NESTED = (
    b"preamble\r\n--outer\r\nContent-Type: message/rfc822\r\n\r\n"
    b'Subject: within\r\nContent-Type: multipart/alternative; boundary="in ner"\r\n\r\n'
    b"--in ner\r\n\r\nPlain.\r\n--in ner\r\nContent-Type: text/html; charset=utf-8\r\n"
    b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"<p>Gr=C3=BC=C3=9Fe</p>=\r\n\r\n--in ner--\r\n\r\n--outer\r\n"
    b"Content-Type: application/octet-stream; name*=utf-8''%E2%82%AC.bin\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\nAAECAwQFBgcICQoLDA0ODw==\r\n\r\n--outer--\r\nepilogue\r\n"
)

# By the word that stands in its subject.
MESSAGES = {
    "plain": _message("plain", b"Black.\r\nNo sugar.\r\n"),
    "eight-bit": _message(
        "eight-bit",
        "Grüße, 日本語\r\n".encode() + bytes(range(0x80, 0x100)) + b"\r\n",
        b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n",
    ),
    "long-lines": _message("long-lines", b"x" * 5000 + b"\r\n" + b"word " * 1600 + b"\r\n"),
    "very-long-lines": _message("very-long-lines", b"word " * 4000 + b"\r\n" + b"x" * 40000 + b"\r\n"),
    "no-final-line-end": _message("no-final-line-end", b"It ends in the middle"),
    "empty-body": _message("empty-body", b""),
    "spaces-and-tabs": _message(
        "spaces-and-tabs", b" \t\r\n\t trailing \t \r\n\r\n\r\n", b"X-Folded: one\r\n\ttwo\r\n  three\r\n"
    ),
    "nested": _message("nested", _NESTED, b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=outer\r\n"),
    "dots-and-from": _message(
        "dots-and-from", b".\r\n..\r\n.dot\r\nFrom here on\r\n>From there\r\n--\r\n* 1 EXISTS\r\na1 OK done\r\n){3}\r\n"
    ),
    "megabyte": _message("megabyte", b"".join(b"%06d %s\r\n" % (n, b"abcdefgh" * 7) for n in range(16000))),
    "bare-header": b"Subject: bare-header\r\nFrom: ann@example.org\r\n",
}


def name_of(octets: bytes) -> str:
    """The word of a message, however much of it has changed."""
    for line in octets.replace(b"\r", b"").split(b"\n"):
        if line.startswith(b"Subject: "):
            return line[9:].decode(errors="replace")
    return "without a subject"


def difference(expected: dict[str, bytes], got: list[bytes]) -> str:
    """What is wrong with the messages that came, or nothing."""
    left = dict(expected)
    for octets in got:
        name = name_of(octets)
        if name not in left:
            return f"message {name!r}: came and was not expected, or came twice"
        wanted = left.pop(name)
        if octets != wanted:
            at = next((i for i, (a, b) in enumerate(zip(wanted, octets)) if a != b), min(len(wanted), len(octets)))
            return (
                f"message {name!r}: {len(wanted)} octets were expected and {len(octets)} came; from octet {at} on\n"
                f"    expected {wanted[max(0, at - 20):at + 60]!r}\n    got      {octets[max(0, at - 20):at + 60]!r}"
            )
    return f"messages that did not come: {', '.join(left)}" if left else ""
