import { expect, test } from '@playwright/test';
import { addresses, VISITORS } from '../pages.mjs';
import { stateOf } from '../sessions.mjs';

/** By how many pixels a page is wider than the screen, and what makes it so. */
const tooWide = (page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth <= width) return [];
    const wide = [...document.body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > width);
    return wide.map((one) => `${one.tagName}.${one.className} ${one.textContent.slice(0, 40)}`);
  });

for (const visitor of VISITORS) {
  for (const lang of ['zh', 'en']) {
    test.describe(`as ${visitor} in ${lang}`, () => {
      test.use({ storageState: stateOf(visitor) });

      // A screen of 1280 pixels at 200 % and at 400 %, which is also the narrowest phone.
      test('no page scrolls sideways at 640 and at 320 pixels', async ({ page }) => {
        test.setTimeout(180_000);
        for (const address of addresses(visitor, lang)) {
          await page.setViewportSize({ width: 640, height: 360 });
          await page.goto(address);
          expect.soft(await tooWide(page), `${address} at 640`).toEqual([]);
          await page.setViewportSize({ width: 320, height: 640 });
          expect.soft(await tooWide(page), `${address} at 320`).toEqual([]);
        }
      });
    });
  }
}
