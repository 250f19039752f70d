import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { LOG, secrets } from '../secrets.mjs';

const log = readFileSync(LOG, 'utf8');

test('the log holds nothing that is secret', () => {
  const noted = secrets();
  // Three sessions and the password at the least.
  expect(noted.length).toBeGreaterThan(3);
  const found = noted.filter((secret) => log.includes(secret) || log.includes(encodeURIComponent(secret)));
  expect(found).toEqual([]);
  // Nor whatever looks like an identity number, or a key of 64 hexadecimal digits.
  expect(log.match(/\b(\d{17}[\dXx]|[0-9a-f]{64})\b/g)).toBeNull();
});

test('every event of the log is one line', () => {
  const lines = log.split('\n').filter(Boolean);
  const [said, ...events] = [...lines].sort((a, b) => b.startsWith('准入 ') - a.startsWith('准入 '));
  expect(said).toMatch(/^准入 http:\/\/127\.0\.0\.1:\d+$/);
  for (const line of events) expect(isEvent(line), line).toBe(true);
});

/** JSON where the log is JSON; else when, how grave, where, what. */
function isEvent(line) {
  if (line.startsWith('{')) {
    const { timestamp, level } = JSON.parse(line);
    return Boolean(timestamp && level);
  }
  const plain = line.replaceAll(/\x1b\[\d+m/g, '');
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ +(TRACE|DEBUG|INFO|WARN|ERROR) \S+: /.test(plain);
}
