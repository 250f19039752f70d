// Runs the binary the way a newcomer would: alone in an empty folder, on a free port, with a
// database that is made for the occasion. Used by the browser tests and by end2end/sizes.mjs.
//
//   node end2end/demo-server.mjs BINARY [LOG]  until it is asked to stop; what it says goes to LOG, too

import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The day the demo hospital is made for and taken for today, so that no test depends on the clock. */
export const TODAY = '2026-11-22';

/** The password of every account of the demo, as `zhunru demo` prints it. */
export const PASSWORD = 'zhunru-示例-2026';

/**
 * Starts the server; resolves with its address and a function that stops it. All that it writes goes to
 * a file as well, where one is named.
 */
export async function start(binary, log) {
  const folder = mkdtempSync(join(tmpdir(), 'zhunru-'));
  const program = join(folder, 'zhunru');
  copyFileSync(binary, program);
  const env = { PATH: process.env.PATH, RUST_LOG: process.env.RUST_LOG ?? (log ? 'info' : 'warn') };
  execFileSync(program, ['demo', '--on', TODAY], { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const server = spawn(program, ['serve', '--port', '0', '--today', TODAY], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', log ? 'pipe' : 'inherit'],
  });
  if (log) record(server, log);
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const stop = async () => {
    server.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { address: await announced(server, ended), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Writes what a server says into a file, which begins anew. */
function record(server, log) {
  mkdirSync(dirname(log), { recursive: true });
  const file = createWriteStream(log);
  server.stderr.pipe(process.stderr);
  for (const said of [server.stdout, server.stderr]) said.pipe(file, { end: false });
}

/** The address the server prints once it listens. */
function announced(server, ended) {
  return new Promise((resolve, reject) => {
    let output = '';
    server.stdout.on('data', (chunk) => {
      output += chunk;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(output);
      if (address) resolve(address[0]);
    });
    ended.then((code) => reject(new Error(`the server ended with code ${code} before it listened`)));
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { address, stop } = await start(process.argv[2], process.argv[3]);
  console.log(`listening at ${address}`);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => stop().then(() => process.exit(0)));
  }
}
