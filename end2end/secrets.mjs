import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// What a run of the tests must not find in the server's log, noted by the tests that learn of it.
// Beside the sessions, which are as secret and as short-lived.
const folder = new URL('.auth/', import.meta.url);
const noted = fileURLToPath(new URL('secrets.txt', folder));

/** Where the server's output of a run of the tests is written. */
export const LOG = fileURLToPath(new URL('server.log', folder));

/** Begins anew, when the server of a run is started. */
export function forget() {
  mkdirSync(folder, { recursive: true });
  rmSync(noted, { force: true });
}

/** Notes texts, each without a line break, that must not be in the log. */
export function secret(...texts) {
  appendFileSync(noted, texts.map((text) => `${text}\n`).join(''));
}

/** Everything noted in this run. */
export const secrets = () => [...new Set(readFileSync(noted, 'utf8').split('\n').filter(Boolean))];
