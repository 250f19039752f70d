import { expect, test } from '@playwright/test';

test('the first page says what this is', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveTitle('准入');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('准入');
});

test('a folded part opens', async ({ page }) => {
  await page.goto('/');
  const content = page.getByText('人员档案与标准条款');
  await expect(content).toBeHidden();
  await page.getByText('这是什么').click();
  await expect(content).toBeVisible();
});

test('an address that shows nothing says so', async ({ page }) => {
  const response = await page.goto('/nothing/here');
  expect(response.status()).toBe(404);
  await page.getByRole('link', { name: '返回首页' }).click();
  await expect(page).toHaveURL('/');
});
