import { expect, test } from '@playwright/test';
import { sessionOf } from '../sessions.mjs';

/** A page of the head of nuclear medicine, beside HR's. */
async function head(browser) {
  const context = await browser.newContext({ storageState: sessionOf('nuclear') });
  return context.newPage();
}

/** The head proposes a posting from a day; each test has a day of its own. */
async function propose(page, day) {
  await page.goto('/propose/new?of=posting&owner=petct-sx');
  await page.getByLabel('人员').fill('N0103');
  await page.locator('select[name=post]').selectOption('physician');
  await page.getByLabel('上岗日期').fill(day);
  await page.getByLabel(/^原因/).fill('新到岗');
  await page.getByRole('button', { name: '提出更正' }).click();
  await expect(page).toHaveURL(/\/proposals$/);
}

const card = (page, day) => page.locator('.proposal').filter({ hasText: day });

test('a head proposes, HR accepts, and the head reads what became of it', async ({ page, browser }, info) => {
  const day = info.project.name === 'wasm' ? '2026-01-11' : '2026-01-12';
  const theirs = await head(browser);
  await theirs.goto('/programmes/petct-sx/records');
  await expect(theirs.getByRole('link', { name: /提出更正/ }).first()).toBeVisible();
  await propose(theirs, day);

  await page.goto('/');
  await page.getByRole('link', { name: /更正建议/ }).click();
  await expect(card(page, day)).toContainText('新到岗');
  await card(page, day).getByRole('button', { name: '采纳', exact: true }).click();
  await expect(card(page, day)).toContainText('已采纳');
  await page.goto('/programmes/petct-sx/records');
  await expect(page.locator('section#posting').getByText(day)).toBeVisible();

  await theirs.goto('/proposals');
  await expect(card(theirs, day)).toContainText('已采纳');
  await theirs.context().close();
});

test('HR refuses with a reason, and an open one is withdrawn', async ({ page, browser }, info) => {
  const days = info.project.name === 'wasm' ? ['2026-02-11', '2026-02-13'] : ['2026-02-12', '2026-02-14'];
  const theirs = await head(browser);
  await propose(theirs, days[0]);
  await propose(theirs, days[1]);
  await card(theirs, days[1]).getByRole('button', { name: '撤回' }).click();
  await expect(card(theirs, days[1])).toContainText('已撤回');

  await page.goto('/proposals');
  await card(page, days[0]).getByLabel(/不采纳的原因/).fill('人员未到岗');
  await card(page, days[0]).getByRole('button', { name: '不采纳' }).click();
  await expect(card(page, days[0])).toContainText('未采纳');
  await theirs.goto('/proposals');
  await expect(card(theirs, days[0])).toContainText('人员未到岗');
  await theirs.context().close();
});

test('a file of another department is not there', async ({ browser }) => {
  const theirs = await head(browser);
  for (const address of ['/propose/posting:lap-sx:1', '/propose/posting:none:1']) {
    expect((await theirs.goto(address)).status()).toBe(404);
  }
  await theirs.context().close();
});
