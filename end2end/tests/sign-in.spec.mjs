import { expect, test } from '@playwright/test';
import { PASSWORD } from '../demo-server.mjs';
import { secret } from '../secrets.mjs';
import { sessionOf } from '../sessions.mjs';

async function signIn(page, login, password) {
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('main').getByRole('button', { name: '登录' }).click();
}

test.describe('not signed in', () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test('one comes to where one wanted, and out again', async ({ page }) => {
    await page.goto('/programmes/petct-sx?on=2026-03-01');
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    await signIn(page, 'auditor', PASSWORD);
    await expect(page).toHaveURL(/\/programmes\/petct-sx\?on=2026-03-01$/);
    secret(...(await page.context().cookies()).map(({ value }) => value));
    await page.getByRole('button', { name: '退出登录' }).click();
    await expect(page).toHaveURL(/\/sign-in$/);
    await page.goto('/programmes/petct-sx');
    await expect(page).toHaveURL(/\/sign-in\?next=/);
  });

  test('a wrong password is said, and five lock the login', async ({ page }, { project }) => {
    await page.goto('/sign-in');
    const login = `nobody-${project.name}`;
    const guess = `guess-${project.name}-4711`;
    secret(guess);
    for (let tries = 0; tries < 5; tries += 1) {
      await signIn(page, login, guess);
      await expect(page.getByRole('alert')).toContainText('登录名或密码不对');
      await expect(page.getByLabel('登录名')).toHaveValue(login);
      await expect(page.getByLabel('密码')).toHaveValue('');
    }
    await signIn(page, login, guess);
    await expect(page.getByRole('alert')).toContainText('已锁定');
  });

  test('a link that has ended says what to do', async ({ page }) => {
    const response = await page.goto('/set-up?token=none');
    expect(response.status()).toBe(404);
    await expect(page.getByText('请找管理员重新发放')).toBeVisible();
  });
});

test.describe('a department head', () => {
  test.use({ storageState: sessionOf('nuclear') });

  test('sees own programmes and no other', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByRole('table').getByRole('link', { name: /PET\/CT/ }).first()).toBeVisible();
    await expect(page.getByRole('link', { name: /腹腔镜/ })).toHaveCount(0);
    for (const address of ['/programmes/lap-sx', '/programmes/lap-sx/what-if', '/users']) {
      const response = await page.goto(address);
      expect(response.status()).toBe(404);
    }
  });
});

test.describe('an administrator', () => {
  test.use({ storageState: sessionOf('admin') });

  test('adds an account, whose owner gets a link once', async ({ page }, { project }) => {
    await page.goto('/users');
    const add = page.locator('form').filter({ has: page.locator('input[name=form][value=add]') });
    await add.getByLabel('登录名').fill('HR');
    await add.getByLabel('姓名').fill('李雷');
    await add.getByRole('button').click();
    await expect(page.getByRole('alert')).toContainText('已有人用');
    await expect(add.getByLabel('姓名')).toHaveValue('李雷');

    await add.getByLabel('登录名').fill(`li-${project.name}`);
    await add.getByRole('button').click();
    await expect(page.getByRole('status')).toContainText('/set-up?token=');
    const link = await page.getByRole('status').locator('code.link').innerText();
    secret(new URL(link).searchParams.get('token'));
    await expect(page.getByRole('row').filter({ hasText: `li-${project.name}` })).toContainText('等待设置密码');
    await page.goto('/users');
    await expect(page.getByText('/set-up?token=')).toHaveCount(0);
  });
});
