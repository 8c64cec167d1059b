import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { buildWeb } from '../apps/web/build.ts';

// How a browser draws names with the fonts of the pages and no other. Needs /usr/bin/chromium.

const DIST = join(import.meta.dirname, '../apps/web/dist');
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};
const FAMILIES = '"Noto Sans JP Variable", "Mibun Rest"';

test('CARD-02 rare characters and registered variants are drawn by the fonts of the pages alone', async (t) => {
  await buildWeb();
  const sheets = globSync('assets/*.css', { cwd: DIST }).filter((path) =>
    readFileSync(join(DIST, path), 'utf8').includes('@font-face'),
  );
  assert.ok(sheets.length > 0);
  const page = `<!doctype html><meta charset="utf-8">${sheets.map((path) => `<link rel="stylesheet" href="/${path}">`).join('')}`;
  const server = createServer(({ url = '/' }, response) => {
    if (url === '/') return response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    if (!url.startsWith('/assets/')) return response.writeHead(404).end();
    const type = TYPES[extname(url)] ?? 'application/octet-stream';
    return response.writeHead(200, { 'content-type': type }).end(readFileSync(join(DIST, url)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  t.after(async () => {
    await browser.close();
    server.close();
  });
  const { port } = server.address() as { port: number };
  const tab = await browser.newPage();
  await tab.goto(`http://127.0.0.1:${port}/`);

  /** The pixels of each text, once all fonts that it needs are there. */
  const drawn = (texts: readonly string[]): Promise<readonly string[]> =>
    tab.evaluate(`(async (texts, families) => {
      await document.fonts.load('40px ' + families, texts.join(' '));
      await document.fonts.ready;
      const canvas = document.createElement('canvas');
      canvas.width = 120;
      canvas.height = 60;
      const ink = canvas.getContext('2d', { willReadFrequently: true });
      ink.font = '40px ' + families;
      return texts.map((text) => {
        ink.clearRect(0, 0, canvas.width, canvas.height);
        ink.fillText(text, 5, 45);
        return ink.getImageData(0, 0, canvas.width, canvas.height).data.join();
      });
    })(${JSON.stringify(texts)}, ${JSON.stringify(FAMILIES)})`);

  // As registered: these variants have a form of their own, and the plain character keeps its usual one.
  for (const base of ['辻', '葛', '祇', '榊', '鰯', '廟']) {
    const [usual, registered] = await drawn([base, `${base}\u{e0100}`]);
    assert.notEqual(registered, usual, base);
  }
  // Nothing is a box: each is drawn otherwise than what no font has.
  const rare = Array.from('髙﨑𠮷栁德彅鷗濵𡈽㐂邊邉𩸽𠀋𣑥俠神祥福Ⅱ');
  const [box, ...glyphs] = await drawn(['\u{10fffe}', ...rare]);
  for (const [at, glyph] of glyphs.entries()) assert.notEqual(glyph, box, rare[at]);
  assert.equal(new Set(glyphs).size, rare.length);
});
