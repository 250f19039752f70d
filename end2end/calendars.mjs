// Reads calendars with ical.js, which Thunderbird uses, and prints what it finds, an event per line.
// Used by server/tests/calendars.rs.
//
//   node end2end/calendars.mjs FILE...

import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const found = process.argv.slice(2).flatMap((path) => {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, 'utf8')));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return [event.uid, event.summary ?? '', event.startDate.toString(), event.endDate.toString()];
  });
});
const quoted = (text) => JSON.stringify(text);
const lines = found.map((fields) => `[${fields.map(quoted).join(', ')}]`);
// As Python sorts, by code points.
lines.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
console.log(lines.join('\n'));
