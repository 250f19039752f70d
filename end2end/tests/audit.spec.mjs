import { expect, test } from '@playwright/test';
import { sessionOf } from '../sessions.mjs';

/** Another person for each project, since both work on one hospital at the same time. */
const staffOf = ({ project }) => (project.name === 'wasm' ? 'N0103' : 'N0104');

async function recordPaper(page, staff, expires) {
  const rows = ['工号,证书名称,证书编号,有效期至', `${staff},BLS,audit-${staff},${expires}`];
  await page.goto('/import');
  const buffer = Buffer.from(`${rows.join('\n')}\n`);
  await page.getByLabel('台账文件').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: '上传并预览' }).click();
  await page.getByRole('button', { name: '确认导入' }).click();
  await expect(page).toHaveURL(/\/import\/batches\//);
}

test('a change is found, shown before and after, and restored', async ({ page }, info) => {
  const staff = staffOf(info);
  await recordPaper(page, staff, '2030-01-01');
  await recordPaper(page, staff, '2031-01-01');
  await page.getByRole('link', { name: '操作日志', exact: true }).click();
  await page.getByLabel('工号、登录名或记录编号').fill(staff);
  await page.getByLabel('操作', { exact: true }).selectOption('record.correct');
  await page.getByRole('button', { name: '查询' }).click();
  const entry = page.getByRole('listitem').filter({ hasText: '2031-01-01' }).first();
  const row = entry.getByRole('row').filter({ hasText: '有效期至' });
  await expect(row).toContainText('2030-01-01');
  await expect(entry.getByRole('link', { name: staff, exact: true })).toHaveAttribute('href', `/staff/${staff}`);
  await entry.getByText('恢复…').click();
  await entry.getByLabel('原因（可不填）').fill('日期抄错');
  await entry.getByRole('button', { name: '确认恢复' }).click();
  await expect(page).toHaveURL(/batch=undo/);
  const restored = page.getByRole('listitem').filter({ hasText: '日期抄错' });
  await expect(restored.getByRole('row').filter({ hasText: '有效期至' })).toContainText('2030-01-01');
});

test('the whole chain is verified', async ({ page }) => {
  await page.goto('/audit');
  await page.getByRole('button', { name: '核对整条链' }).click();
  await expect(page.getByRole('status')).toContainText('链完整');
});

test.describe('a department head', () => {
  test.use({ storageState: sessionOf('nuclear') });

  test('finds neither the log nor importing', async ({ page }) => {
    for (const address of ['/audit', '/import', '/import/template.xlsx']) {
      const response = await page.goto(address);
      expect(response.status()).toBe(404);
    }
    await expect(page.getByRole('link', { name: '操作日志' })).toHaveCount(0);
  });
});
