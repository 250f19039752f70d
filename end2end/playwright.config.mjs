import { defineConfig, devices } from '@playwright/test';
import { existsSync } from 'node:fs';
import { forget, LOG } from './secrets.mjs';
import { sessionOf } from './sessions.mjs';

// Of the runner, not of its workers: what the last run noted is over.
if (process.env.TEST_WORKER_INDEX === undefined) forget();

// A browser of the system where there is one (setup.sh sees to it), else Playwright's own.
const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium'].find((path) => path && existsSync(path));

const browser = {
  ...devices['Desktop Chrome'],
  baseURL: process.env.ZHUNRU_ADDRESS,
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
  launchOptions: {
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  },
};

const signedIn = { ...browser, storageState: sessionOf('hr') };

// Every flow runs twice: as most people see it, and without any script. What cannot be without one
// says so by its name, `*.hydrate.spec.mjs`.
export default defineConfig({
  testDir: 'tests',
  forbidOnly: !!process.env.CI,
  fullyParallel: true,
  workers: 2,
  timeout: 30_000,
  reporter: [['list']],
  use: { screenshot: 'only-on-failure', trace: 'retain-on-failure' },
  projects: [
    // Signs in once per role; every other test begins with HR's session.
    { name: 'sign in', use: { ...browser, javaScriptEnabled: false }, testMatch: '**/sign-in.setup.mjs', teardown: 'log' },
    // When everything else is over: what the server has written meanwhile.
    { name: 'log', testMatch: '**/log.teardown.mjs' },
    // Makes what some pages are about.
    { name: 'make', use: browser, testMatch: '**/pages.setup.mjs', dependencies: ['sign in'] },
    { name: 'wasm', use: signedIn, dependencies: ['make'] },
    {
      name: 'plain',
      use: { ...signedIn, javaScriptEnabled: false },
      dependencies: ['make'],
      testIgnore: '**/*.hydrate.spec.mjs',
    },
  ],
  // The release binary, alone in an empty folder; it takes a free port and says which.
  webServer: {
    command: `node demo-server.mjs ../target/release/zhunru ${JSON.stringify(LOG)}`,
    wait: { stdout: /listening at (?<ZHUNRU_ADDRESS>http:\S+)/ },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
    timeout: 60_000,
    stdout: 'ignore',
    stderr: 'pipe',
  },
});
