import { expect, test } from '@playwright/test';

// In the demo hospital of 2026-11-22 the permit of N0106 ends with the month, and with it clause
// 4.1a of the PET/MR programme.
const breaks = '2026-12-01';

const strip = (page) => page.getByRole('region', { name: '今后 24 个月' });
const broken = (page, id) => strip(page).locator(`li[data-clause="${id}"]`);

test('the sheet names the day, the clause, the person and the record behind a break', async ({ page }) => {
  await page.goto('/programmes/petmr-sx');
  const entry = broken(page, 'sx2025.petmr.4.1a').first();
  await expect(entry).toContainText(breaks);
  await expect(entry).toContainText('N0106');
  await expect(entry).toContainText('2026-11-30');
});

test('the day of a break leads to the sheet of that day, where the clause is short', async ({ page }) => {
  await page.goto('/programmes/petmr-sx');
  await broken(page, 'sx2025.petmr.4.1a').first().getByRole('link', { name: breaks }).first().click();
  await expect(page).toHaveURL(new RegExp(`on=${breaks}.*#sx2025\\.petmr\\.4\\.1a$`));
  const row = page.getByRole('row').filter({ hasText: 'sx2025.petmr.4.1a' });
  await expect(row.first().locator('td.verdict')).toContainText('不符合');
});

test('every stretch that is drawn is also told in words', async ({ page }) => {
  await page.goto('/programmes/lap-sx');
  const drawn = strip(page).locator('svg g[data-verdict]');
  const told = strip(page).locator('.stretches li');
  await expect(told.first()).toContainText('2026-11-22');
  await expect(told).toHaveCount(await drawn.count());
});

test('the strip fits a phone and the whole page stays as wide as the screen', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/programmes/petmr-sx');
  await expect(strip(page).locator('svg').first()).toBeVisible();
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});

test('the same in English', async ({ page }) => {
  await page.goto('/programmes/petmr-sx?lang=en');
  const english = page.getByRole('region', { name: 'The next 24 months' });
  await expect(english.locator('li[data-clause="sx2025.petmr.4.1a"]').first()).toContainText('Short');
});
