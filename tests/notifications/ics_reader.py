"""A strict reader of calendar files, written from RFC 5545 alone: it fails where the file breaks a rule."""

import re

_NAME = re.compile(r"[A-Z-]+(;[A-Z-]+=[^:;]+)*")
_MARK = re.compile(r"\\(.)")


def lines(data):
    """Unfold a file into its lines; every one ends with CRLF and has 75 octets at most."""
    assert data.endswith(b"\r\n")
    raw = data.split(b"\r\n")[:-1]
    assert all(b"\r" not in line and b"\n" not in line for line in raw)
    assert max(len(line) for line in raw) <= 75
    assert all(line.decode() for line in raw), "no line is empty, and each is whole UTF-8"
    found = []
    for line in raw:
        if line.startswith(b" "):
            found[-1] += line[1:]
        else:
            found.append(line)
    return [line.decode() for line in found]


def events(data):
    """Read the events of a calendar as dictionaries; alarms are listed under `alarms`."""
    found, stack = [], []
    for line in lines(data):
        head, colon, value = line.partition(":")
        assert colon, line
        assert _NAME.fullmatch(head), line
        name = head.split(";")[0]
        if name == "BEGIN":
            stack.append(value)
            if value == "VEVENT":
                found.append({"alarms": []})
        elif name == "END":
            assert stack.pop() == value
        elif stack[-1:] == ["VALARM"]:
            found[-1]["alarms"] += [value] if name == "TRIGGER" else []
        elif stack[-1:] == ["VEVENT"]:
            assert name not in found[-1], f"{name} twice"
            found[-1][name] = plain(value) if name in {"SUMMARY", "DESCRIPTION", "CATEGORIES"} else value
    assert stack == []
    for event in found:
        assert {"UID", "DTSTAMP", "DTSTART"} <= event.keys()
    return found


def plain(value):
    """Take the escapes of a text away; a bare comma or semicolon is a fault."""
    assert not re.search(r"[;,]", _MARK.sub("", value)), value
    return _MARK.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
