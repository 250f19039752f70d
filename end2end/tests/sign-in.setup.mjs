import { expect, test as setup } from '@playwright/test';
import { PASSWORD } from '../demo-server.mjs';
import { secret } from '../secrets.mjs';
import { sessionOf } from '../sessions.mjs';

// An address may try to sign in twenty times a minute, and all tests come from one: so each account
// signs in once, here, and sign-in.spec.mjs is sparing with attempts.
for (const login of ['hr', 'admin', 'nuclear']) {
  setup(`${login} signs in`, async ({ page }) => {
    await page.goto('/sign-in');
    await page.getByLabel('登录名').fill(login);
    await page.getByLabel('密码').fill(PASSWORD);
    await page.getByRole('main').getByRole('button', { name: '登录' }).click();
    await expect(page).toHaveURL(/\/$/);
    const { cookies } = await page.context().storageState({ path: sessionOf(login) });
    secret(PASSWORD, ...cookies.map(({ value }) => value));
  });
}
