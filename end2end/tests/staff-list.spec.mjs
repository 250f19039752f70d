import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { sessionOf } from '../sessions.mjs';

// The demo hospital is made for 2026-11-22: N0220 left two months before, the nuclear medicine permit
// of N0106 ends with the month.
const rows = (page) => page.locator('table.staff tbody tr');

const find = (page) => page.getByRole('button', { name: '查询' }).click();

test('from the board to the list, and page by page through it', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: '人员', exact: true }).click();
  await expect(page).toHaveURL(/\/staff$/);
  await expect(rows(page)).toHaveCount(50);
  await expect(page.getByText(/第 1–50 人，共 \d+ 人/)).toBeVisible();
  const first = await rows(page).first().innerText();
  await page.getByRole('link', { name: '下一页' }).click();
  await expect(page).toHaveURL(/page=2/);
  await expect(page.getByText(/第 51–\d+ 人/)).toBeVisible();
  await page.getByRole('link', { name: '上一页' }).click();
  expect(await rows(page).first().innerText()).toBe(first);
});

test('somebody is found by number, by pinyin and by initials, and the filter stands in the address', async ({ page }) => {
  await page.goto('/staff');
  await page.getByLabel('姓名或工号').fill('n0106');
  await find(page);
  await expect(rows(page)).toHaveCount(1);
  await expect(page).toHaveURL(/q=n0106/);
  const name = await rows(page).getByRole('link').innerText();
  await page.getByLabel('姓名或工号').fill(name);
  await find(page);
  await expect(rows(page).filter({ hasText: 'N0106' })).toHaveCount(1);
  await expect(rows(page).getByRole('link', { name }).first()).toHaveAttribute('href', /^\/staff\/N\d+/);
});

test('what ends and who has left is as of the day', async ({ page }) => {
  await page.goto('/staff?q=N0106&due=30');
  await expect(rows(page)).toContainText('2026-11-30 到期');
  await page.goto('/staff?q=N0106&due=30&on=2026-12-01');
  await expect(rows(page)).toHaveCount(0);
  await expect(page.getByText('没有符合条件的人员')).toBeVisible();
  await page.getByLabel('证书到期').selectOption({ label: '已过期' });
  await find(page);
  await expect(page).toHaveURL(/on=2026-12-01/);
  await expect(rows(page)).toContainText('2026-11-30 已过期');

  await page.goto('/staff?q=N0220');
  await expect(rows(page)).toContainText('已离职');
  await page.goto('/staff?q=N0220&due=overdue');
  await expect(rows(page)).toHaveCount(0);
});

test('the list is sorted by name and keeps what is asked', async ({ page }) => {
  await page.goto('/staff?department=nm');
  await page.getByRole('columnheader').getByRole('link', { name: '姓名' }).click();
  await expect(page).toHaveURL(/department=nm.*sort=name/);
  await expect(page.getByRole('columnheader', { name: '姓名' })).toHaveAttribute('aria-sort', 'ascending');
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveURL(/lang=en.*department=nm.*sort=name/);
});

test('a filter that nobody understands is said, and nobody is listed', async ({ page }) => {
  const response = await page.goto('/staff?status=here');
  expect(response.status()).toBe(400);
  await expect(page.getByRole('alert')).toContainText('here');
  await expect(rows(page)).toHaveCount(0);
});

test('what is found is exported with a reason', async ({ page }) => {
  await page.goto('/staff?department=nm&profession=nurse');
  const n_found = await rows(page).count();
  expect(n_found).toBeGreaterThan(0);
  await page.getByText('导出', { exact: true }).click();
  await page.getByLabel('文件格式').selectOption('csv');
  // Browsers see to it that something is typed; blanks they let through.
  await page.getByLabel('用途').fill('  ');
  await page.getByRole('button', { name: '导出文件' }).click();
  await expect(page.getByRole('alert')).toContainText('请填写用途');
  await expect(page.getByLabel('文件格式')).toHaveValue('csv');

  await page.getByLabel('用途').fill('职业健康检查');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出文件' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('人员资质台账-2026-11-22.csv');
  const text = await readFile(await download.path(), 'utf8');
  expect(text).toContain('工号');
  expect(text.split('\r\n').length).toBeGreaterThan(n_found);
});

test.describe('a department head', () => {
  test.use({ storageState: sessionOf('nuclear') });

  test('sees own people only, and no way to export', async ({ page }) => {
    await page.goto('/staff');
    await expect(rows(page).first()).toBeVisible();
    await expect(page.getByLabel('科室').locator('option')).toHaveCount(2);
    await expect(page.getByText('导出', { exact: true })).toHaveCount(0);
    await page.goto('/staff?q=N0220');
    await expect(rows(page)).toHaveCount(0);
    const response = await page.goto('/export');
    expect(response.status()).toBe(404);
  });
});

test('the list fits a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/staff');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(360);
});
