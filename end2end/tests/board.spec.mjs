import { expect, test } from '@playwright/test';

// The demo hospital is made for 2026-11-22, and that day is taken for today. On 2026-12-22 the
// leader of the PET/MR programme has ten years of nuclear medicine; a permit expired meanwhile.
const later = '2026-12-22';

const clause = (page, id) => page.getByRole('row').filter({ hasText: id });

/** What stands in the column of verdicts, the break date aside. */
const verdict = (page, id) => clause(page, id).locator('td.verdict');

test('the board shows every programme, worst first', async ({ page }) => {
  await page.goto('/');
  // A test beside this one makes a programme of its own.
  const rows = page
    .getByRole('table')
    .getByRole('row')
    .filter({ has: page.getByRole('link'), hasNotText: '试建项目' });
  await expect(rows).toHaveCount(7);
  await expect(rows.first()).toContainText('不符合');
  await expect(rows.last()).toContainText('符合');
  await expect(rows.last()).not.toContainText('不符合');
});

test('from the board to a sheet, to another day, to another verdict', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: /PET\/MR/ }).first().click();
  await expect(page).toHaveURL(/\/programmes\/petmr-sx/);
  await expect(verdict(page, 'sx2025.petmr.4.2c')).toContainText('不符合');
  await expect(clause(page, 'sx2025.petmr.4.2c')).toContainText(later);

  await page.locator('input[name=on]').fill(later);
  await page.locator('input[name=on]').press('Enter');
  await expect(page).toHaveURL(new RegExp(`on=${later}`));
  await expect(verdict(page, 'sx2025.petmr.4.2c')).toHaveText(/^●\s*符合/);
  await expect(verdict(page, 'sx2025.petmr.4.1a')).toContainText('不符合');
});

test('the uncertified physician on the post is named with the paper that is missing', async ({ page }) => {
  await page.goto('/programmes/petct-sx');
  const row = clause(page, 'sx2025.petct.4.1a');
  await expect(verdict(page, 'sx2025.petct.4.1a')).toContainText('不符合');
  await expect(row).toContainText('N0219');
});

test('before the edition nothing is assessed until asked for', async ({ page }) => {
  await page.goto('/programmes/petct-sx?on=2025-06-15');
  await expect(page.getByText('尚未施行').first()).toBeVisible();
  await expect(clause(page, 'sx2025.petct.4.1a')).toHaveCount(0);
  await page.goto('/programmes/petct-sx?on=2025-06-15&as_if=1');
  await expect(clause(page, 'sx2025.petct.4.1a')).toHaveCount(1);
});

test('the same in English, and the language is kept', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.getByRole('link', { name: /PET\/MR/ }).first().click();
  await expect(page).toHaveURL(/lang=en/);
  await expect(verdict(page, 'sx2025.petmr.4.2c')).toContainText('Short');
});

test('what is not there is a page that leads back', async ({ page }) => {
  for (const address of ['/nothing/here', '/programmes/none']) {
    const response = await page.goto(address);
    expect(response.status()).toBe(404);
    await page.getByRole('main').getByRole('link').first().click();
    await expect(page).toHaveURL(/\/$/);
  }
});

test('a day that is none is shown as it was typed', async ({ page }) => {
  await page.goto('/?on=2026-02-30');
  await expect(page.getByText('2026-02-30').first()).toBeVisible();
  await expect(page.getByRole('alert')).toBeVisible();
});
