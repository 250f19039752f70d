import { expect, test } from '@playwright/test';

test('an island wakes, folds everything, and nothing complains', async ({ page }) => {
  const complaints = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));

  await page.goto('/programmes/petct-sx', { waitUntil: 'networkidle' });
  const parts = page.locator('details');
  const open = page.locator('details[open]');
  const all = await parts.count();
  expect(await open.count()).toBeLessThan(all);
  await page.getByRole('button', { name: '全部展开' }).click();
  await expect(open).toHaveCount(all);
  await page.getByRole('button', { name: '全部收起' }).click();
  await expect(open).toHaveCount(0);
  expect(complaints).toEqual([]);
});
