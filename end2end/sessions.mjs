import { fileURLToPath } from 'node:url';

/** Where the session of an account of the demo is kept while the tests run. */
export const sessionOf = (login) => fileURLToPath(new URL(`.auth/${login}.json`, import.meta.url));
