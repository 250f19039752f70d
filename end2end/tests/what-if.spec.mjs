import { expect, test } from '@playwright/test';

// The demo hospital is made for 2026-11-22, and that day is taken for today.
const page_of = '/programmes/petct-sx/what-if';

/** Chooses that the first person of the list leaves. */
async function somebodyLeaves(page) {
  const form = page.locator('details[data-sort=leave]');
  await form.locator('summary').click();
  await form.locator('select[name=who]').selectOption({ index: 1 });
  await form.locator('input[name=from]').fill('2026-11-20');
  await form.getByRole('button').click();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(`scripts ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled });

    test('from the sheet to a change, to what differs, and back', async ({ page }) => {
      await page.goto('/programmes/petct-sx?on=2026-11-22');
      await page.getByRole('link', { name: /试算变动/ }).click();
      await expect(page).toHaveURL(/what-if\?on=2026-11-22/);
      await expect(page.getByText('不保存任何内容')).toBeVisible();
      await expect(page.getByRole('table')).toHaveCount(0);

      await somebodyLeaves(page);
      await expect(page).toHaveURL(/change=leave~/);
      await expect(page).not.toHaveURL(/add=/);
      await expect(page.locator('.chosen li')).toHaveCount(1);
      await expect(page.locator('table.clauses')).toHaveCount(1);

      await page.getByRole('link', { name: /去掉/ }).click();
      await expect(page).not.toHaveURL(/change=/);
      await page.getByRole('link', { name: '回到核对表' }).click();
      await expect(page).toHaveURL(/\/programmes\/petct-sx\?on=2026-11-22$/);
    });

    test('a second change keeps the first', async ({ page }) => {
      await page.goto(`${page_of}?change=rules~2026-11-22`);
      await somebodyLeaves(page);
      await expect(page.locator('.chosen li')).toHaveCount(2);
    });

    test('what cannot be made is said', async ({ page }) => {
      const response = await page.goto(`${page_of}?change=leave~NOBODY~2026-12-01`);
      expect(response.status()).toBe(400);
      await expect(page.getByRole('alert')).toBeVisible();
      await expect(page.getByRole('table')).toHaveCount(0);
    });
  });
}

test('an open clause has its ways out under it', async ({ page }) => {
  await page.goto('/programmes/petct-sx');
  const ways = page.getByRole('row').filter({ hasText: 'sx2025.petct.4.1a' }).locator('details.ways');
  await ways.locator('summary').click();
  await expect(ways.locator('li').first()).toBeVisible();
});
