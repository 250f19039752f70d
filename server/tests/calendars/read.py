"""Reads calendars with a library and prints what it finds, an event per line.

    read.py icalendar|vobject|ics FILE...
"""

import json
import sys
from concurrent.futures import ProcessPoolExecutor


def icalendar(text):
    from icalendar import Calendar

    for event in Calendar.from_ical(text).walk("VEVENT"):
        yield event["UID"], event.get("SUMMARY"), event.decoded("DTSTART"), event.decoded("DTEND")


def vobject(text):
    from vobject import readComponents

    for calendar in readComponents(text):
        for event in calendar.contents.get("vevent", []):
            yield event.uid.value, event.summary.value, event.dtstart.value, event.dtend.value


def ics(text):
    from ics import Calendar

    for event in Calendar(text).events:
        assert event.all_day
        # Its end is what follows the last day, too; it keeps both as instants.
        yield event.uid, event.name, event.begin.date(), event.end.date()


READERS = {"icalendar": icalendar, "vobject": vobject, "ics": ics}


def lines(reader, path):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    return [
        json.dumps([str(uid), str(title or ""), first.isoformat(), end.isoformat()], ensure_ascii=False)
        for uid, title, first, end in READERS[reader](text)
    ]


def main():
    reader, *paths = sys.argv[1:]
    with ProcessPoolExecutor(2) as pool:
        found = pool.map(lines, [reader] * len(paths), paths)
        print("\n".join(sorted(line for some in found for line in some)))


if __name__ == "__main__":
    main()
