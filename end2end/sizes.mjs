// Prints what a first visit transfers, file by file, as a browser that takes brotli would get it.
//
//   node end2end/sizes.mjs BINARY [ADDRESS…]

import { get, request } from 'node:http';
import { resolve } from 'node:path';
import { PASSWORD, start } from './demo-server.mjs';

const [binary, ...asked] = process.argv.slice(2);

let cookie = '';

/** Signs in as a browser would; the cookie. */
function signIn(server) {
  const form = new URLSearchParams({ login: 'hr', password: PASSWORD }).toString();
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(form),
    'sec-fetch-site': 'same-origin',
  };
  return new Promise((done, failed) => {
    const sent = request(`${server}/sign-in`, { method: 'POST', headers }, (response) => {
      response.resume();
      const [given] = response.headers['set-cookie'] ?? [];
      if (given) done(given.split(';')[0]);
      else failed(new Error(`signing in was answered with ${response.statusCode}`));
    });
    sent.on('error', failed);
    sent.end(form);
  });
}

/** The body as it travels, not unpacked. */
function fetchBytes(url, acceptEncoding) {
  return new Promise((done, failed) => {
    get(url, { headers: { 'accept-encoding': acceptEncoding, cookie } }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        if (response.statusCode === 200) done(Buffer.concat(chunks));
        else failed(new Error(`${url} answered ${response.statusCode}`));
      });
    }).on('error', failed);
  });
}

/** Sizes of a page and of the files that its head names, by kind. */
async function firstVisit(server, page) {
  const html = (await fetchBytes(server + page, 'identity')).toString();
  const files = new Set([...html.matchAll(/href="(\/(?:style|pkg)\/[^"]+)"/g)].map((match) => match[1]));
  const sizes = { html: (await fetchBytes(server + page, 'br')).length };
  for (const file of files) {
    const kind = file.split('.').pop();
    sizes[kind] = (sizes[kind] ?? 0) + (await fetchBytes(server + file, 'br')).length;
  }
  return sizes;
}

const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

const { address, stop } = await start(resolve(binary));
try {
  cookie = await signIn(address);
  for (const page of asked.length > 0 ? asked : ['/']) {
    const sizes = await firstVisit(address, page);
    const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
    const parts = Object.entries(sizes).map(([kind, size]) => `${kind} ${kB(size)}`);
    console.log(`first visit of ${page}, brotli: ${parts.join(' · ')} · together ${kB(total)}`);
  }
} finally {
  await stop();
}
