import { expect, test } from '@playwright/test';
import { secret } from '../secrets.mjs';
import { sessionOf } from '../sessions.mjs';

const PAGE = '/staff/N0103/attachments';

/** A PDF that no other test has. */
function scan(name, project) {
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.7 ${project} ${name}`) };
}

test('a scan is added, looked at and removed', async ({ page, request }, { project }) => {
  const name = `证书-${project.name}.pdf`;
  await page.goto(PAGE);
  const chosen = page.getByLabel('属于哪条记录');
  await chosen.selectOption({ index: 1 });
  await page.getByLabel('文件', { exact: true }).setInputFiles(scan(name, project.name));
  await page.getByRole('button', { name: '添加扫描件' }).click();
  await expect(page).toHaveURL(new RegExp(`${PAGE}$`));
  const item = page.getByRole('listitem').filter({ hasText: name });
  const address = await item.getByRole('link', { name, exact: true }).getAttribute('href');
  const answer = await request.get(address);
  expect(answer.headers()['content-type']).toBe('application/pdf');
  expect(answer.headers()['content-security-policy']).toContain('sandbox');
  await item.getByRole('button', { name: `移除 ${name}` }).click();
  await expect(item).toHaveCount(0);
  expect((await request.get(address)).status()).toBe(404);
});

test('the evidence of an attestation is filed at its row', async ({ page }, { project }) => {
  const name = `检测报告-${project.name}.pdf`;
  await page.goto('/programmes/petct-sx/records');
  const row = page.locator('section#attestation tbody tr').first();
  await row.getByRole('link', { name: /^添加扫描件/ }).click();
  await expect(page.getByLabel('属于哪条记录')).toHaveValue(/^attestation:petct-sx:/);
  await page.getByLabel('文件', { exact: true }).setInputFiles(scan(name, project.name));
  await page.getByRole('button', { name: '添加扫描件' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: name })).toBeVisible();
  await page.getByRole('link', { name: '返回记录' }).click();
  await expect(row.getByRole('link', { name, exact: true })).toBeVisible();
  await page.goto('/programmes/petct-sx/attachments');
  await page.getByRole('button', { name: `移除 ${name}` }).click();
  await expect(page.getByRole('listitem').filter({ hasText: name })).toHaveCount(0);
});

test('what is no scan is refused, and the record stays chosen', async ({ page }) => {
  await page.goto(PAGE);
  const chosen = page.getByLabel('属于哪条记录');
  await chosen.selectOption({ index: 2 });
  const value = await chosen.inputValue();
  const html = { name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<p>no</p>') };
  await page.getByLabel('文件', { exact: true }).setInputFiles(html);
  await page.getByRole('button', { name: '添加扫描件' }).click();
  await expect(page.getByRole('alert')).toContainText('内容不是 PDF');
  await expect(page.getByLabel('属于哪条记录')).toHaveValue(value);
});

test.describe('a department head', () => {
  test.use({ storageState: sessionOf('nuclear') });

  test('has no form, and nothing of other departments', async ({ page }) => {
    await page.goto('/staff/N0103/identity');
    await expect(page.getByRole('heading', { name: '没有此页' })).toBeVisible();
    await page.goto(PAGE);
    await expect(page.getByRole('button', { name: '添加扫描件' })).toHaveCount(0);
  });
});

test('an identity number is kept by its end and shown whole for a reason', async ({ page }) => {
  secret('110105194912310021', '11010519491231002X');
  await page.goto('/staff/N0104/identity');
  await page.getByLabel('身份证号').fill('110105194912310021');
  await page.getByRole('button', { name: '登记或更换号码' }).click();
  await expect(page.getByRole('alert')).toContainText('校验码不对');
  await page.getByLabel('身份证号').fill('11010519491231002X');
  await page.getByRole('button', { name: '登记或更换号码' }).click();
  await expect(page.getByText('**************002X')).toBeVisible();
  await expect(page.getByText('11010519491231002X')).toHaveCount(0);
  await page.getByLabel('查看原因').fill('办理证书变更');
  await page.getByRole('button', { name: '查看完整号码' }).click();
  await expect(page.getByRole('status')).toContainText('11010519491231002X');
});
