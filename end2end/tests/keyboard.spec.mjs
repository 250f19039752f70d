import { expect, test } from '@playwright/test';

/**
 * What the pressing of Tab comes to on a page, from its top to its end: each stop once, with whether it
 * can be seen that it is there.
 */
async function walk(page) {
  const stops = [];
  // A field for a date has a stop for each of its parts, and a button.
  for (let again = 0; again < 6; ) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const one = document.activeElement;
      const isSame = one === window.walkedLast;
      if (isSame || !one || one === document.body || one.dataset.walked) return { isSame };
      one.dataset.walked = 'yes';
      window.walkedLast = one;
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      const { top, bottom, left, right, width, height } = one.getBoundingClientRect();
      const isInView = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
      const isDrawn = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
      return { name: `${one.tagName} ${one.textContent.slice(0, 40)}`, isSeen: isDrawn && isInView && width * height > 0 };
    });
    if (!stop.name && !stop.isSame) break;
    again = stop.isSame ? again + 1 : 0;
    if (stop.name) stops.push(stop);
  }
  return stops;
}

/** What can be clicked or filled in and was not come to. */
const missed = (page) =>
  page.evaluate(() => {
    const controls = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
    const all = [...document.querySelectorAll(controls)].filter((one) => {
      // Of radio buttons one is come to, and the arrows lead to the others.
      const isOther = one.type === 'radio' && !one.checked;
      return one.checkVisibility({ visibilityProperty: true }) && !one.disabled && !isOther;
    });
    const left = all.filter((one) => !one.dataset.walked);
    return { n: all.length, left: left.map((one) => `${one.tagName} ${one.textContent.slice(0, 40)}`) };
  });

for (const [name, address] of [
  ['a sheet', '/programmes/petmr-sx'],
  ['the list of people', '/staff'],
  ['what ends', '/expiring?department=nm'],
  ['a staff file', '/staff/N0103'],
  ['the board', '/'],
]) {
  test(`Tab leads to everything on ${name}, and one sees where one is`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.goto(address);
    const stops = await walk(page);
    const { n, left } = await missed(page);
    expect(n).toBeGreaterThan(10);
    expect(left).toEqual([]);
    expect(stops.filter(({ isSeen }) => !isSeen).map(({ name: stop }) => stop)).toEqual([]);
    // The first stop leads past the head.
    await expect(page.locator('a.skip')).toHaveAttribute('data-walked', 'yes');
  });
}

test('one gets past the head, and opens a list, by keys alone', async ({ page }) => {
  await page.goto('/programmes/petct-sx');
  await page.keyboard.press('Tab');
  await expect(page.locator('a.skip')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const isInside = await page.evaluate(() => document.querySelector('main').contains(document.activeElement));
  expect(isInside).toBe(true);
  const list = page.locator('details.people').first();
  await list.locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(list).toHaveAttribute('open', '');
});
