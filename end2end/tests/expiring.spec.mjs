import { expect, test } from '@playwright/test';
import { sessionOf } from '../sessions.mjs';

// The demo hospital is made for 2026-11-22: the nuclear medicine permit of N0106 ends with the month.
const rows = (page) => page.locator('table.due tbody tr');
const permit = '/expiring?q=N0106&kind=credential:permit-nuclear-medicine';

test('from the board to what ends, by stage and by month', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('navigation').getByRole('link', { name: '到期', exact: true }).click();
  await expect(page).toHaveURL(/\/expiring$/);
  const stages = page.getByRole('navigation', { name: '按剩余天数' });
  await stages.getByRole('link', { name: /^8–14 天/ }).click();
  await expect(page).toHaveURL(/stage=14/);
  await expect(rows(page).filter({ hasText: 'N0106' })).toContainText('还有 8 天');
  const months = page.getByRole('navigation', { name: '按月份' });
  await months.getByRole('link', { name: /^2026-12/ }).click();
  await expect(page).toHaveURL(/month=2026-12/);
  await expect(rows(page).locator('time').first()).toHaveText(/^2026-12-/);
});

test('a row says what its lapse does and leads to the record and to its renewal', async ({ page }) => {
  await page.goto(permit);
  const row = rows(page);
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('2026-12-01 起');
  await row.getByRole('link', { name: '续期' }).click();
  await expect(page).toHaveURL(/\/staff\/N0106\?renew=/);
});

test('what is put off says who and until when, and is taken back', async ({ page }, info) => {
  // The two runs of this flow put off two different things.
  const place = info.project.name === 'wasm' ? 0 : 1;
  await page.goto('/expiring?stage=60');
  const row = rows(page).nth(place);
  const key = await row.getAttribute('data-key');
  await row.getByRole('checkbox').check();
  await page.getByLabel('暂缓至').fill('2099-12-31');
  await page.getByRole('button', { name: '暂缓所选事项' }).click();
  await expect(page.getByText('请写明理由')).toBeVisible();
  await expect(row.getByRole('checkbox')).toBeChecked();
  await page.getByLabel('理由').fill('已报名');
  await page.getByRole('button', { name: '暂缓所选事项' }).click();
  const own = page.locator(`tr[data-key="${key}"]`);
  await expect(own).toContainText('暂缓至 2099-12-31：已报名');
  await own.getByRole('button', { name: '取消暂缓' }).click();
  await expect(own).not.toContainText('暂缓至');
});

test('papers are renewed together or not at all', async ({ page }, info) => {
  const place = info.project.name === 'wasm' ? 0 : 1;
  await page.goto('/expiring?kind=credential&stage=180');
  const key = await rows(page).nth(place).getAttribute('data-key');
  await rows(page).nth(place).getByRole('checkbox').check();
  await page.getByRole('button', { name: '为所选证照续期' }).click();
  await expect(page).toHaveURL(/\/expiring\/renew\?/);
  await page.getByLabel('新证起始日期', { exact: true }).fill('2026-11-20');
  await page.getByLabel('新证有效期至', { exact: true }).fill('2026-11-21');
  await page.getByRole('button', { name: '全部续期' }).click();
  await expect(page.getByText('没有写入任何记录')).toBeVisible();
  await page.getByLabel('新证有效期至', { exact: true }).fill('2039-11-19');
  await page.getByRole('button', { name: '全部续期' }).click();
  await expect(page.getByText('已续期 1 项')).toBeVisible();
  await expect(page.locator(`tr[data-key="${key}"]`)).toHaveCount(0);
});

test.describe('a head', () => {
  test.use({ storageState: sessionOf('nuclear') });

  test('sees what ends of the own department and changes nothing', async ({ page }) => {
    await page.goto(permit);
    await expect(rows(page)).toHaveCount(1);
    await expect(rows(page).getByRole('checkbox')).toHaveCount(0);
    await expect(rows(page).getByRole('link', { name: '提议更正' })).toBeVisible();
    const answer = await page.goto('/expiring/renew?key=none');
    expect(answer.status()).toBe(404);
  });
});
