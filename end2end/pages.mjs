// Every page there is, so that what must be true of all of them is asked of all of them.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const kept = fileURLToPath(new URL('.auth/pages.json', import.meta.url));

/** Keeps the addresses of pages that had to be made first, by name, for the tests of a run. */
export const keepMade = (addresses) => writeFileSync(kept, JSON.stringify(addresses));

// By who opens them: a login of the demo, or nobody. A function makes an address of those kept.
const PAGES = {
  admin: [
    '/',
    '/?on=2026-03-01',
    '/programmes/petct-sx',
    '/programmes/petmr-sx',
    '/programmes/lap-sx?show=open',
    '/programmes/petct-sx/what-if',
    '/programmes/petct-sx/what-if?change=leave~N0103~2026-12-01',
    '/programmes/petct-sx/records',
    '/programmes/petct-sx/records?edit=posting:petct-sx:1',
    '/programmes/petct-sx/records?remove=posting:petct-sx:1',
    '/programmes/petct-sx/records?add=figure',
    '/new/programme',
    '/institution',
    '/institution?add=equipment',
    '/proposals',
    '/staff',
    '/staff?q=N0106&due=30',
    '/staff?status=none',
    '/export',
    '/staff/N0103',
    '/staff/N0103?add=credential',
    '/staff/N0103?leave=1',
    '/staff/N0103?history=1',
    '/staff/N0103/attachments',
    '/programmes/petct-sx/attachments',
    '/institution/attachments',
    '/staff/N0103/identity',
    '/new/person',
    '/expiring',
    '/expiring?kind=credential&stage=180',
    '/expiring/renew?key=none',
    ({ renewal }) => renewal,
    '/import',
    ({ upload }) => upload,
    ({ batch }) => batch,
    '/audit',
    '/users',
    '/account',
    '/notices',
    '/feeds',
    '/feeds?of=person:N0103',
    '/api-tokens',
    '/nothing/here',
  ],
  nuclear: [
    '/',
    '/programmes/petct-sx',
    '/programmes/petct-sx/records',
    '/staff/N0103',
    '/propose/credential:N0103:1',
    '/propose/new?of=posting&owner=petct-sx',
    '/proposals',
    '/expiring',
    '/users',
  ],
  nobody: ['/sign-in', '/sign-in?next=%2Fstaff', '/set-up?token=none'],
};

/** Who opens pages. */
export const VISITORS = Object.keys(PAGES);

/** The addresses of the pages that a visitor opens, in a language. */
export function addresses(visitor, lang) {
  const made = JSON.parse(readFileSync(kept, 'utf8'));
  return PAGES[visitor].map((page) => {
    const address = typeof page === 'function' ? page(made) : page;
    return `${address}${address.includes('?') ? '&' : '?'}lang=${lang}`;
  });
}
