import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { addresses, VISITORS } from '../pages.mjs';
import { stateOf } from '../sessions.mjs';

for (const visitor of VISITORS) {
  test.describe(visitor, () => {
    test.use({ storageState: stateOf(visitor) });

    for (const lang of ['zh', 'en']) {
      test(`no page breaks its own security policy (${lang})`, async ({ page }) => {
        // Each page is waited for until nothing more is asked for.
        test.setTimeout(240_000);
        const broken = [];
        await page.exposeFunction('noteViolation', (directive, what) => broken.push(`${directive} ${what}`));
        await page.addInitScript(() => {
          document.addEventListener('securitypolicyviolation', (event) =>
            window.noteViolation(event.violatedDirective, event.blockedURI),
          );
        });
        for (const address of addresses(visitor, lang)) {
          await page.goto(address, { waitUntil: 'networkidle' });
        }
        expect(broken).toEqual([]);
      });
    }
  });
}

test('every route of the pages has an address in the list', () => {
  const routes = readFileSync(new URL('../../app/src/shell.rs', import.meta.url), 'utf8').matchAll(/path!\("([^"]+)"\)/g);
  const listed = VISITORS.flatMap((visitor) => addresses(visitor, 'zh')).map((address) => address.split('?')[0]);
  // Of two routes that fit an address, the one with fewer parameters is meant.
  const nParameters = (route) => route.split(':').length;
  const patterns = [...routes]
    .map(([, route]) => ({ route, pattern: new RegExp(`^${route.replaceAll(/:[a-z]+/g, '[^/]+')}$`) }))
    .sort((a, b) => nParameters(a.route) - nParameters(b.route));
  expect(patterns.length).toBeGreaterThan(20);
  const shown = new Set(listed.map((path) => patterns.find(({ pattern }) => pattern.test(path))?.route));
  const missing = patterns.map(({ route }) => route).filter((route) => !shown.has(route));
  expect(missing).toEqual([]);
});
