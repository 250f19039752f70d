import { expect, test } from '@playwright/test';

/** A file of one paper of one person; projects run beside each other, so each has its own person. */
function ledger(rows) {
  return { name: '台账.csv', mimeType: 'text/csv', buffer: Buffer.from(`${rows.join('\n')}\n`) };
}

async function handIn(page, rows) {
  await page.goto('/import');
  await page.getByLabel('台账文件').setInputFiles(ledger(rows));
  await page.getByRole('button', { name: '上传并预览' }).click();
  await expect(page).toHaveURL(/\/import\/[0-9a-f]{32}$/);
}

/** Some staff number of the demo hospital, another for each project. */
const staffOf = ({ project }) => (project.name === 'wasm' ? 'N0101' : 'N0102');

test('the template and the limits stand before the upload', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: '导入台账' }).click();
  await expect(page.getByText('20 MB')).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /宽表模板/ }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('zhunru-template.xlsx');
});

test('a ledger is previewed, imported, and taken back', async ({ page }, info) => {
  const staff = staffOf(info);
  const rows = ['工号,证书名称,证书编号,发证日期', `${staff},BLS,e2e-1,2026-01-01`];
  await handIn(page, rows);
  await expect(page.getByText('新增 1 行', { exact: false })).toBeVisible();
  await page.getByText(/将要写入的改动/).click();
  await expect(page.getByRole('row').filter({ hasText: '证书编号' })).toContainText('e2e-1');
  await page.getByRole('button', { name: '确认导入' }).click();
  await expect(page).toHaveURL(/\/import\/batches\//);
  await expect(page.getByText('新增 1 条')).toBeVisible();
  const result = page.url();

  await handIn(page, rows);
  await expect(page.getByRole('status')).toContainText('没有要写入的改动');
  await page.getByRole('button', { name: '放弃并删除文件' }).click();
  await expect(page).toHaveURL(/\/import$/);

  await page.goto(result);
  await page.getByLabel('原因（可不填）').fill('演示');
  await page.getByLabel('我确认要撤销').check();
  await page.getByRole('button', { name: '撤销整个批次' }).click();
  await expect(page.getByRole('status')).toContainText('已撤销');
  await page.getByRole('link', { name: '查看撤销' }).click();
  await expect(page.getByText('演示')).toBeVisible();
});

test('bad rows are told with column and allowed words, and headers are given a meaning', async ({ page }, info) => {
  const staff = staffOf(info);
  await handIn(page, ['代码,证书名称,编码X', `${staff},没有的证,e2e-2`]);
  await expect(page.getByRole('alert')).toContainText('没有找到含“工号”的表头行');
  await page.getByLabel('哪一列是工号').selectOption('代码');
  await page.getByRole('button', { name: '按所选重新核对' }).click();
  await page.getByLabel('编码X').selectOption('证书编号');
  await page.getByRole('button', { name: '按所选重新核对' }).click();
  const bad = page.getByRole('row').filter({ hasText: '没有的证' });
  await expect(bad).toContainText('可用：');
  await expect(bad).toContainText('证书名称');
  await expect(page.getByRole('button', { name: '确认导入' })).toHaveCount(0);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载带结果列的原表' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('zhunru-results.xlsx');
  await page.getByRole('button', { name: '放弃并删除文件' }).click();
});

test('what is no ledger is refused with the reason', async ({ page }) => {
  await page.goto('/import');
  const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]);
  await page.getByLabel('台账文件').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: picture });
  await page.getByRole('button', { name: '上传并预览' }).click();
  await expect(page.getByRole('alert')).toContainText('看不懂文件的编码');
});

test('the pages of importing fit a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const address of ['/import', '/audit']) {
    await page.goto(address);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, address).toBeLessThanOrEqual(0);
  }
});
