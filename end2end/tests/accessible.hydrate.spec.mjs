import { expect, test } from '@playwright/test';
import { violations } from '../accessible.mjs';
import { addresses, VISITORS } from '../pages.mjs';
import { stateOf } from '../sessions.mjs';

for (const visitor of VISITORS) {
  for (const lang of ['zh', 'en']) {
    test.describe(`as ${visitor} in ${lang}`, () => {
      test.use({ storageState: stateOf(visitor) });

      test('a checker of accessibility finds nothing on any page', async ({ page }) => {
        test.setTimeout(300_000);
        for (const address of addresses(visitor, lang)) {
          await page.goto(address);
          expect.soft(await violations(page), address).toEqual([]);
        }
      });
    });
  }
}

test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark' });

  test('text stands out from its ground as well', async ({ page }) => {
    test.setTimeout(120_000);
    for (const address of ['/', '/programmes/petct-sx', '/staff', '/staff/N0103', '/expiring', '/account', '/notices']) {
      await page.goto(address);
      expect.soft(await violations(page), address).toEqual([]);
    }
  });
});

test('nor on a page that refuses what was typed, or gives something out', async ({ page }) => {
  const check = async (says) => {
    await expect(page.getByText(says).first()).toBeVisible();
    expect.soft(await violations(page), says).toEqual([]);
  };
  await page.goto('/expiring?kind=credential&stage=180');
  await page.locator('table.due tbody').getByRole('checkbox').last().check();
  await page.getByRole('button', { name: '为所选证照续期' }).click();
  await page.getByLabel('新证起始日期', { exact: true }).fill('2026-11-20');
  await page.getByLabel('新证有效期至', { exact: true }).fill('2026-11-21');
  await page.getByRole('button', { name: '全部续期' }).click();
  await check('没有写入任何记录');
  await page.goto('/expiring?stage=60');
  await page.locator('table.due tbody').getByRole('checkbox').last().check();
  await page.getByRole('button', { name: '暂缓所选事项' }).click();
  await check('请写明理由');
  await page.goto('/notices');
  const recipient = page.locator('form').filter({ has: page.locator('input[value=recipient-add]') });
  await recipient.getByLabel('邮箱').fill('renshi');
  await recipient.getByRole('button').click();
  await check('邮箱格式不对');
  await page.goto('/staff/N0104/identity');
  await page.getByLabel('身份证号').fill('110105194912310021');
  await page.getByRole('button', { name: '登记或更换号码' }).click();
  await check('校验码不对');
  await page.goto('/feeds?lang=en&of=person:N0101');
  await page.getByRole('button', { name: 'Add a calendar' }).click();
  await check('The link is shown only now');
});
