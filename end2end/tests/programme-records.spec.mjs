import { expect, test } from '@playwright/test';

// Both projects write into one database, so each test makes a programme of its own.
const id_of = (info) => `e2e-${info.project.name}`;

test('a programme is made, staffed and declared, and the sheet follows', async ({ page }, info) => {
  const id = id_of(info);
  await page.goto('/');
  await page.getByRole('link', { name: '新建项目' }).click();
  await page.getByLabel('项目编号').fill(id);
  await page.getByLabel('项目名称').fill(`试建项目 ${info.project.name}`);
  await page.getByLabel('适用标准').selectOption('sx2025.petct');
  await page.getByRole('button', { name: '建立项目' }).click();
  await expect(page.getByText('请至少选一个科室')).toBeVisible();
  await expect(page.getByLabel('项目编号')).toHaveValue(id);
  await page.locator('input[name=department][value=nm]').check();
  await page.getByRole('button', { name: '建立项目' }).click();
  await expect(page).toHaveURL(new RegExp(`/programmes/${id}/records$`));

  // What the standard asks to be declared stands out, and one click declares it.
  const facts = page.locator('section#declared .asked li');
  const missing = facts.filter({ hasText: '尚未申报' });
  const n_missing = await missing.count();
  expect(n_missing).toBeGreaterThan(0);
  await missing.first().getByRole('button', { name: /^否/ }).click();
  await expect(page).toHaveURL(/#declared$/);
  await expect(missing).toHaveCount(n_missing - 1);

  // A leader, with a slip on the way.
  const postings = page.locator('section#posting');
  await expect(postings.locator('.asked')).toContainText('现在没有人在岗');
  await postings.locator('.asked').getByRole('link', { name: /新增/ }).click();
  await expect(postings.locator('select[name=post]')).toHaveValue('leader');
  await postings.getByLabel('人员').fill('N9999');
  await postings.getByRole('button', { name: '保存' }).click();
  await expect(postings.locator('#record-posting-staff-fault')).toBeVisible();
  await postings.getByLabel('人员').fill('N0103');
  await postings.getByLabel('上岗日期').fill('2020-01-01');
  await postings.getByRole('button', { name: '保存' }).click();
  await expect(postings.getByRole('row').filter({ hasText: 'N0103' })).toBeVisible();
  await expect(postings.locator('.asked')).toHaveCount(0);

  // It is ended by a link that fills in today.
  await postings.getByRole('link', { name: /结束/ }).click();
  await expect(postings.getByLabel('离岗日期')).toHaveValue('2026-11-22');
  await page.getByRole('link', { name: '取消' }).click();

  // An attestation comes with its clause and review date.
  const attestations = page.locator('section#attestation');
  await attestations.getByRole('link', { name: /去声明/ }).first().click();
  await expect(attestations.locator('input[name=clause]')).toHaveValue(/^sx2025\.petct\./);
  await expect(attestations.locator('input[name=through]')).toHaveValue('2027-11-22');

  await page.goto(`/programmes/${id}`);
  await expect(page.locator('table.clauses')).toHaveCount(1);
  await page.getByRole('link', { name: '资料与岗位' }).click();

  // And it goes again, once that is confirmed.
  await page.locator('section#programme').getByRole('link', { name: /删除/ }).click();
  await expect(page.getByText('与它一起删除的还有')).toBeVisible();
  await page.getByLabel('我确认要删除').check();
  await page.getByLabel(/删除的原因/).fill('试建');
  await page.getByRole('button', { name: '删除' }).click();
  await expect(page).toHaveURL(/\/$/);
  const gone = await page.goto(`/programmes/${id}`);
  expect(gone.status()).toBe(404);
});
