import { expect, test } from '@playwright/test';
import { sessionOf } from '../sessions.mjs';

test('equipment is added, corrected and removed', async ({ page }, info) => {
  const name = `试机 ${info.project.name}`;
  await page.goto('/');
  await page.getByRole('link', { name: '医疗机构资料' }).click();
  const equipment = page.locator('section#equipment');
  await equipment.getByRole('link', { name: /新增/ }).click();
  await equipment.getByLabel('设备种类').selectOption({ index: 1 });
  await equipment.getByLabel('设备名称或编号').fill(name);
  await equipment.getByLabel('启用日期').fill('2026-02-30');
  await equipment.getByRole('button', { name: '保存' }).click();
  await expect(equipment.getByLabel('启用日期')).toHaveValue('2026-02-30');
  await equipment.getByLabel('启用日期').fill('2026-02-28');
  await equipment.getByRole('button', { name: '保存' }).click();

  const row = equipment.getByRole('row').filter({ hasText: name });
  await row.getByRole('link', { name: /更正/ }).click();
  await equipment.getByLabel('启用日期').fill('2026-03-01');
  await equipment.getByRole('button', { name: '保存' }).click();
  await expect(row).toContainText('2026-03-01');
  await row.getByRole('link', { name: /删除/ }).click();
  await equipment.getByRole('button', { name: '删除' }).click();
  await expect(row).toHaveCount(0);
});

test('a department in use says what uses it', async ({ page }) => {
  await page.goto('/institution');
  const departments = page.locator('section#department');
  await departments.getByRole('link', { name: /删除/ }).first().click();
  await expect(departments.getByText(/还在使用它的有/)).toBeVisible();
});

test.describe('a head', () => {
  test.use({ storageState: sessionOf('nuclear') });

  test('finds no page of the institution', async ({ page }) => {
    const answer = await page.goto('/institution');
    expect(answer.status()).toBe(404);
    await expect(page.getByRole('link', { name: '医疗机构资料' })).toHaveCount(0);
  });
});
