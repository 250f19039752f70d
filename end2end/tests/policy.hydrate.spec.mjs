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
