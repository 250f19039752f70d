import { fileURLToPath } from 'node:url';

/** Where the session of an account of the demo is kept while the tests run. */
export const sessionOf = (login) => fileURLToPath(new URL(`.auth/${login}.json`, import.meta.url));

/** What a browser has that begins as somebody of the demo, or as nobody. */
export const stateOf = (login) => (login === 'nobody' ? { cookies: [], origins: [] } : sessionOf(login));
