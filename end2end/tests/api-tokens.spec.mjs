import { expect, test } from '@playwright/test';
import { secret } from '../secrets.mjs';
import { sessionOf } from '../sessions.mjs';

/** Asks for a token; it, which is shown this once. */
async function add(page, name, scopes, days) {
  await page.goto('/api-tokens');
  await page.getByLabel('用途').fill(name);
  for (const scope of scopes) await page.getByLabel(scope).check();
  await page.getByLabel('有效期').selectOption(days);
  await page.getByRole('button', { name: '新建令牌' }).click();
  const outcome = page.getByRole('status');
  await expect(outcome).toContainText('令牌只显示这一次');
  const token = await outcome.locator('code.link').innerText();
  secret(token);
  return token;
}

/** Asks the interface with a token and without a cookie. */
async function asking(playwright, token) {
  const context = await playwright.request.newContext({
    baseURL: process.env.ZHUNRU_ADDRESS,
    extraHTTPHeaders: token ? { authorization: `Bearer ${token}` } : {},
  });
  return { context, get: (address) => context.get(`/api/v1/${address}`) };
}

test('a token reads what it is for, until it is taken back', async ({ page, playwright }, { project }) => {
  const name = `人事系统-${project.name}`;
  const token = await add(page, name, ['项目与评估结论'], '30 天');
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('项目与评估结论');
  await expect(row).not.toContainText('人员档案');
  await expect(row).toContainText('未使用');
  await page.goto('/api-tokens');
  expect(await page.content()).not.toContain(token);

  const { context, get } = await asking(playwright, token);
  const programmes = await get('programmes');
  expect(programmes.status()).toBe(200);
  const ids = (await programmes.json()).programmes.map(({ id }) => id);
  expect(ids).toContain('petct-sx');
  const assessment = await get('programmes/petct-sx/assessment');
  expect(assessment.status()).toBe(200);
  for (const other of ['expiring', 'staff', 'staff/N0103']) {
    const refused = await get(other);
    expect(refused.status(), other).toBe(403);
    expect((await refused.json()).error).toBe('token-not-for-that');
  }
  expect((await get('programmes?day=today')).status()).toBe(400);

  await row.getByRole('button', { name: '收回' }).click();
  await expect(row).toHaveCount(0);
  const revoked = await get('programmes');
  expect(revoked.status()).toBe(401);
  expect(revoked.headers()['www-authenticate']).toBe('Bearer');
  await context.dispose();
});

test('a token without a use or a scope is not made, and nothing typed is lost', async ({ page }) => {
  await page.goto('/api-tokens');
  // Browsers see to it that something is typed; blanks they let through.
  await page.getByLabel('用途').fill('   ');
  await page.getByLabel('到期与失效日').check();
  await page.getByLabel('有效期').selectOption('365 天');
  await page.getByRole('button', { name: '新建令牌' }).click();
  await expect(page.locator('#add-name-fault')).toContainText('请填写用途');
  await expect(page.getByLabel('到期与失效日')).toBeChecked();
  await expect(page.getByLabel('有效期')).toHaveValue('365');
  await page.getByLabel('用途').fill('报表');
  await page.getByLabel('到期与失效日').uncheck();
  await page.getByRole('button', { name: '新建令牌' }).click();
  await expect(page.getByRole('alert')).toContainText('请至少勾选一项');
  await expect(page.getByLabel('用途')).toHaveValue('报表');
});

test('a session opens no interface, and its description is open to everybody', async ({ page, playwright }) => {
  expect((await page.request.get('/api/v1/programmes')).status()).toBe(401);
  const { context, get } = await asking(playwright);
  const described = await get('openapi.json');
  expect(described.status()).toBe(200);
  const document = await described.json();
  expect(document.openapi).toMatch(/^3\./);
  expect(Object.keys(document.paths)).toContain('/api/v1/programmes/{id}/assessment');
  await context.dispose();
  await page.goto('/api-tokens');
  await expect(page.getByRole('link', { name: '接口说明文档' })).toHaveAttribute('href', '/api/v1/openapi.json');
});

test.describe('a head', () => {
  test.use({ storageState: sessionOf('nuclear') });

  test('gives a token no more than is theirs', async ({ page, playwright }, { project }) => {
    const name = `科室大屏-${project.name}`;
    const scopes = ['项目与评估结论', '到期与失效日', '人员档案（不含身份证号）'];
    const token = await add(page, name, scopes, '90 天');
    const { context, get } = await asking(playwright, token);
    const { programmes } = await (await get('programmes')).json();
    expect(programmes.length).toBeGreaterThan(0);
    expect(programmes.map(({ id }) => id)).not.toContain('lap-sx');
    for (const [address, status] of [
      ['programmes/petct-sx/assessment', 200],
      ['programmes/lap-sx/assessment', 404],
      ['expiring', 200],
      ['staff/N0103', 200],
      ['staff/N0220', 404],
    ]) {
      expect((await get(address)).status(), address).toBe(status);
    }
    await context.dispose();
    const row = page.getByRole('row').filter({ hasText: name });
    await expect(page.getByRole('row').filter({ hasText: '人事系统' })).toHaveCount(0);
    await row.getByRole('button', { name: '收回' }).click();
    await expect(row).toHaveCount(0);
  });
});
