import { expect, test } from '@playwright/test';
import { sessionOf } from '../sessions.mjs';

test.use({ storageState: sessionOf('admin') });

const pages = [
  '/',
  '/programmes/petct-sx',
  '/programmes/petct-sx/what-if?change=leave~N0103~2026-12-01',
  '/account',
  '/programmes/petct-sx/records?edit=posting:petct-sx:1',
  '/new/programme',
  '/institution',
  '/proposals',
  '/staff',
  '/export',
  '/staff/N0103',
  '/staff/N0103?add=credential',
  '/staff/N0103?history=1',
  '/new/person',
  '/staff/N0103/attachments',
  '/staff/N0103/identity',
  '/users',
  '/import',
  '/audit',
  '/sign-in',
  '/set-up',
  '/nothing/here',
];

for (const lang of ['zh', 'en']) {
  test(`no page breaks its own security policy (${lang})`, async ({ page }) => {
    // Each page is waited for until nothing more is asked for.
    test.setTimeout(120_000);
    const broken = [];
    await page.exposeFunction('noteViolation', (directive, what) => broken.push(`${directive} ${what}`));
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) =>
        window.noteViolation(event.violatedDirective, event.blockedURI),
      );
    });
    for (const address of pages) {
      const mark = address.includes('?') ? '&' : '?';
      await page.goto(`${address}${mark}lang=${lang}`, { waitUntil: 'networkidle' });
    }
    expect(broken).toEqual([]);
  });
}
