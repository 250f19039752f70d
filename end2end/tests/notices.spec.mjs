import { expect, test } from '@playwright/test';
import { secret } from '../secrets.mjs';
import { sessionOf } from '../sessions.mjs';

const form = (page, name) => page.locator('form').filter({ has: page.locator(`input[name=form][value=${name}]`) });

const row = (page, name) => page.getByRole('row').filter({ hasText: name });

test('a robot with a wrong address or name is refused at the field', async ({ page }, { project }) => {
  const name = `护理部群-${project.name}`;
  const token = `token${project.name}0123456789abcdef`;
  const sign = `SEC${project.name}0123456789abcdef`;
  secret(token, sign);
  const address = `https://oapi.dingtalk.com/robot/send?access_token=${token}`;
  const robot = form(page, 'robot-add');
  const add = async (kind, url) => {
    await robot.getByLabel('类型').selectOption(kind);
    await robot.getByLabel('名称').fill(name);
    await robot.getByLabel('机器人地址').fill(url);
    await robot.getByLabel('加签密钥').fill(sign);
    await robot.getByRole('button', { name: '添加机器人' }).click();
  };
  await page.goto('/notices');
  for (const [kind, url] of [
    ['企业微信', address],
    ['钉钉', address.replace('https:', 'http:')],
    ['钉钉', `https://127.0.0.1/robot/send?access_token=${token}`],
    ['钉钉', 'nonsense'],
  ]) {
    await add(kind, url);
    await expect(robot.locator('#robot-add-url_secret-fault')).toContainText('这不是该类机器人的地址');
    await expect(robot.getByLabel('名称')).toHaveValue(name);
    // Secrets are not shown again.
    await expect(robot.getByLabel('机器人地址')).toHaveValue('');
    await expect(robot.getByLabel('加签密钥')).toHaveValue('');
  }
  await add('钉钉', address);
  await expect(row(page, name)).toContainText('oapi.dingtalk.com/…cdef');
  expect(await page.content()).not.toContain(token);
  await add('钉钉', address);
  await expect(robot.locator('#robot-add-name-fault')).toContainText('不能与已有机器人重名');
  await row(page, name).getByRole('button', { name: '移除' }).click();
  await expect(row(page, name)).toHaveCount(0);
});

test('recipients are told apart, tested and removed', async ({ page }, { project }) => {
  const name = `人事科-${project.name}`;
  const add = form(page, 'recipient-add');
  const send = add.getByRole('button', { name: '添加接收人' });
  await page.goto('/notices');
  await add.getByLabel('名称').fill(name);
  await add.getByLabel('提醒范围').selectOption('以下勾选的科室');
  await add.getByLabel('邮箱').fill('renshi@example.cn');
  await send.click();
  await expect(add.getByRole('alert')).toContainText('至少勾选一个科室');
  await expect(add.getByLabel('邮箱')).toHaveValue('renshi@example.cn');
  await add.getByLabel('核医学科').check();
  await add.getByLabel('邮箱').fill('renshi');
  await send.click();
  await expect(add.locator('#recipient-add-address-fault')).toContainText('邮箱格式不对');
  await expect(add.getByLabel('核医学科')).toBeChecked();
  await expect(add.getByLabel('名称')).toHaveValue(name);
  await add.getByLabel('邮箱').fill('renshi@example.cn');
  await send.click();
  await expect(row(page, name)).toContainText('核医学科');
  await expect(row(page, name)).toContainText('renshi@example.cn');
  // The demo has no mail server, and the page says so before anybody wonders.
  await expect(page.getByText('没有配置邮件服务器；')).toBeVisible();
  await row(page, name).getByRole('button', { name: '发测试消息' }).click();
  await expect(page.getByRole('alert')).toContainText('没有配置邮件服务器');
  await row(page, name).getByRole('button', { name: '移除' }).click();
  await expect(row(page, name)).toHaveCount(0);
});

test('digests are not made in quiet hours, and hours are kept', async ({ page }) => {
  const hours = form(page, 'settings');
  // The runs of this flow stand beside each other and save the same.
  const save = async (hour, from, to) => {
    await hours.getByLabel('每天几点起生成汇总').selectOption(hour);
    await hours.getByLabel('免打扰开始').selectOption(from);
    await hours.getByLabel('免打扰结束').selectOption(to);
    await hours.getByRole('button', { name: '保存' }).click();
  };
  await page.goto('/notices');
  await save('23:00', '21:00', '07:00');
  await expect(hours.getByRole('alert')).toContainText('不能在免打扰时段内');
  await expect(hours.getByLabel('每天几点起生成汇总')).toHaveValue('23');
  await expect(hours.getByLabel('免打扰结束')).toHaveValue('7');
  await save('09:00', '21:00', '07:00');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.goto('/notices');
  await expect(hours.getByLabel('每天几点起生成汇总')).toHaveValue('9');
  await expect(hours.getByLabel('免打扰开始')).toHaveValue('21');
});

test('what was sent has its place', async ({ page }) => {
  await page.goto('/notices');
  await expect(page.getByRole('heading', { name: '发送记录' })).toBeVisible();
  // A digest is made for whom the hour of the clock finds among the recipients.
  const none = page.getByText('还没有发过通知。');
  await expect(none.or(page.getByText('保留最近四百天的发送记录'))).toBeVisible();
});

test.describe('a head', () => {
  test.use({ storageState: sessionOf('nuclear') });

  test('sets no notices', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByRole('link', { name: '通知', exact: true })).toHaveCount(0);
    expect((await page.goto('/notices')).status()).toBe(404);
  });
});
