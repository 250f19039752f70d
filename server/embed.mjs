// Makes the browser half ready to be embedded: one folder named after the hash of what is in it,
// each file beside its compressed forms.
//
//   node server/embed.mjs FROM TO

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const [from, to] = process.argv.slice(2);

const files = readdirSync(from, { withFileTypes: true }).map((entry) => {
  if (!entry.isFile()) {
    throw new Error(`${join(from, entry.name)} is not a file: the server embeds files only`);
  }
  return { name: entry.name, bytes: readFileSync(join(from, entry.name)) };
});

const hash = createHash('sha256');
for (const { name, bytes } of files) hash.update(name).update(bytes);
const folder = join(to, hash.digest('hex').slice(0, 16));

mkdirSync(folder, { recursive: true });
for (const { name, bytes } of files) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  }));
}
