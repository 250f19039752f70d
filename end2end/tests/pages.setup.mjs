import { expect, test as setup } from '@playwright/test';
import { keepMade } from '../pages.mjs';
import { sessionOf } from '../sessions.mjs';

setup.use({ storageState: sessionOf('admin') });

/** Hands a ledger of one paper in; the address of the file. */
async function handIn(page, paper) {
  const rows = ['工号,证书名称,证书编号,发证日期', `N0301,BLS,${paper},2026-01-01`];
  await page.goto('/import');
  const buffer = Buffer.from(`${rows.join('\n')}\n`);
  await page.getByLabel('台账文件').setInputFiles({ name: '台账.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: '上传并预览' }).click();
  await expect(page).toHaveURL(/\/import\/[0-9a-f]{32}$/);
  return new URL(page.url()).pathname;
}

setup('pages that are there only once something was done', async ({ page }) => {
  await handIn(page, 'e2e-batch');
  await page.getByRole('button', { name: '确认导入' }).click();
  await expect(page).toHaveURL(/\/import\/batches\//);
  const batch = new URL(page.url()).pathname;
  const upload = await handIn(page, 'e2e-upload');
  await page.goto('/expiring?q=N0106&kind=credential:permit-nuclear-medicine');
  await page.locator('table.due tbody').getByRole('checkbox').check();
  await page.getByRole('button', { name: '为所选证照续期' }).click();
  await expect(page).toHaveURL(/\/expiring\/renew\?/);
  const { pathname, search } = new URL(page.url());
  keepMade({ batch, upload, renewal: `${pathname}${search}` });
});
