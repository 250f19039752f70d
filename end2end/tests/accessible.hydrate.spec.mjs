import { expect, test } from '@playwright/test';
import { violations } from '../accessible.mjs';
import { addresses, VISITORS } from '../pages.mjs';
import { stateOf } from '../sessions.mjs';

for (const visitor of VISITORS) {
  for (const lang of ['zh', 'en']) {
    test.describe(`as ${visitor} in ${lang}`, () => {
      test.use({ storageState: stateOf(visitor) });

      test('a checker of accessibility finds nothing on any page', async ({ page }) => {
        test.setTimeout(300_000);
        for (const address of addresses(visitor, lang)) {
          await page.goto(address);
          expect.soft(await violations(page), address).toEqual([]);
        }
      });
    });
  }
}

test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark' });

  test('text stands out from its ground as well', async ({ page }) => {
    test.setTimeout(120_000);
    for (const address of ['/', '/programmes/petct-sx', '/staff', '/staff/N0103', '/expiring', '/account', '/notices']) {
      await page.goto(address);
      expect.soft(await violations(page), address).toEqual([]);
    }
  });
});
