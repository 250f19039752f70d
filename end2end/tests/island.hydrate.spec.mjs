import { expect, test } from '@playwright/test';

test('an island wakes and nothing complains', async ({ page }) => {
  const complaints = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));

  await page.goto('/', { waitUntil: 'networkidle' });
  const summary = page.getByText('这是什么');
  await expect(async () => {
    await summary.click();
    await expect(page.getByRole('status')).toHaveText(/\d/, { timeout: 500 });
  }).toPass();
  expect(complaints).toEqual([]);
});
