import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { inspectPdfSignatures, qrPath } from '@mibun/documents';
import { streamPdf } from '@mibun/documents/testing/sample-pdf';
import { signPdf, throwAwaySigner } from '@mibun/documents/testing/throw-away-signer';
import sharp from 'sharp';
import { sampleCertificate } from '../packages/documents/samples/certificate.ts';
import { sampleLetter } from '../packages/documents/samples/letter.ts';
import { sampleNotice } from '../packages/documents/samples/notice.ts';
import { runProgram } from './harness/programs.ts';

// Witnesses: pdfsig, pdftotext, pdffonts, pdftoppm (poppler-utils), qpdf, openssl. A missing one fails the test.

const createdAt = new Date('2026-11-22T00:00:00Z');
const samples: Record<string, Uint8Array> = {};
let folder = '';

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mibun-documents-'));
  const appearance = {
    page: 0,
    x: 62,
    y: 700,
    width: 190,
    height: 44,
    lines: ['見本市長 電子署名', '2026-11-22'],
  };
  const [city, town] = [throwAwaySigner('rsa'), throwAwaySigner('ec', 'Mihon Town')];
  const certificate = await sampleCertificate(createdAt);
  Object.assign(samples, {
    notice: await sampleNotice(createdAt),
    letter: await sampleLetter(createdAt),
    certificate,
    rsa: signPdf(certificate, city, { appearance }),
    ec: signPdf(certificate, town),
    twice: signPdf(signPdf(certificate, city), town, { appearance }),
    streams: signPdf(streamPdf(), city),
  });
  for (const [name, pdf] of Object.entries(samples)) await writeFile(file(name), pdf);
});

after(() => rm(folder, { recursive: true, force: true }));

function file(name: string): string {
  return path.join(folder, `${name}.pdf`);
}

async function pdfsig(name: string): Promise<string> {
  return (await runProgram('pdfsig', [file(name)])).everything;
}

for (const [name, hash] of [
  ['rsa', 'SHA-256'],
  ['ec', 'SHA-384'],
  ['streams', 'SHA-256'],
] as const) {
  test(`pdfsig: the ${name} document is valid, CAdES, ${hash}, wholly signed`, async () => {
    const said = await pdfsig(name);
    assert.match(said, /Signature Validation: Signature is Valid\./);
    assert.match(said, /Signature Type: ETSI\.CAdES\.detached/);
    assert.match(said, new RegExp(`Signing Hash Algorithm: ${hash}`));
    assert.match(said, /\n\s+- Total document signed/);
  });
}

test('pdfsig: of two signatures both are valid, the last covers the whole document', async () => {
  const said = await pdfsig('twice');
  assert.equal(said.match(/Signature is Valid/g)?.length, 2);
  assert.equal(said.match(/- Not total document signed/g)?.length, 1);
});

test('pdfsig and we agree that an altered document is not valid', async () => {
  const altered = Buffer.from(samples.rsa ?? []);
  const at = altered.indexOf('/Producer') + 12;
  altered[at] = (altered[at] ?? 0) ^ 1;
  await writeFile(file('altered'), altered);
  const said = await pdfsig('altered');
  assert.match(said, /Digest Mismatch/);
  assert.doesNotMatch(said, /Signature is Valid/);
  assert.ok(inspectPdfSignatures(altered).signatures.every((s) => !s.intact && !s.signatureValid));
});

test('openssl cms: CAdES verification successful, with signing-certificate-v2', async () => {
  const pdf = Buffer.from(samples.rsa ?? []);
  const [signature] = inspectPdfSignatures(pdf).signatures;
  assert.ok(signature?.signerCertificate !== undefined);
  const [, gapStart, gapEnd] = signature.byteRange;
  const container = Buffer.from(pdf.subarray(gapStart + 1, gapEnd - 1).toString('latin1'), 'hex');
  const place = (name: string): string => path.join(folder, name);
  await writeFile(place('content'), Buffer.concat([pdf.subarray(0, gapStart), pdf.subarray(gapEnd)]));
  await writeFile(place('cms'), container.subarray(0, 4 + container.readUInt16BE(2)));
  const pem = Buffer.from(signature.signerCertificate).toString('base64');
  await writeFile(
    place('ca.pem'),
    `-----BEGIN CERTIFICATE-----\n${pem.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
  );
  const { status, everything } = await runProgram('openssl', [
    ...[
      'cms',
      '-verify',
      '-cades',
      '-binary',
      '-inform',
      'DER',
      '-in',
      place('cms'),
      '-content',
      place('content'),
    ],
    ...['-CAfile', place('ca.pem'), '-partial_chain', '-purpose', 'any', '-out', '/dev/null'],
  ]);
  assert.equal(status, 0, everything);
  assert.match(everything, /CAdES Verification successful/i);
});

for (const name of ['notice', 'letter', 'certificate', 'rsa', 'twice', 'streams']) {
  test(`qpdf: ${name} has no syntax or stream errors`, async () => {
    const { status, everything } = await runProgram('qpdf', ['--check', file(name)]);
    assert.equal(status, 0, everything);
  });
}

test('qpdf packs a letter into object streams, and it is still signed validly', async () => {
  const packed = path.join(folder, 'packed.pdf');
  const { status, everything } = await runProgram('qpdf', [
    '--object-streams=generate',
    file('letter'),
    packed,
  ]);
  assert.equal(status, 0, everything);
  await writeFile(file('repacked'), signPdf(await readFile(packed), throwAwaySigner()));
  assert.match(await pdfsig('repacked'), /Signature is Valid/);
});

test('pdftotext: names with rare characters and variants can be copied out', async () => {
  const { output } = await runProgram('pdftotext', ['-layout', file('certificate'), '-']);
  const flat = output.replace(/[\u{e0100}-\u{e01ef}]/gu, '');
  for (const text of ['渡邉', '葛', '之介', '平成2年3月4日', '野町', '2026-1122-000417', '1 / 1 ページ']) {
    assert.ok(flat.includes(text), `${text} in ${flat}`);
  }
});

test('pdffonts: every font of the letters is embedded, subset and has its Unicode map', async () => {
  for (const name of ['notice', 'letter', 'certificate']) {
    const { output } = await runProgram('pdffonts', [file(name)]);
    const rows = output.trim().split('\n').slice(2);
    assert.ok(rows.length > 0);
    for (const row of rows) assert.match(row, /yes yes yes/, row);
  }
});

test('KSK-07 a coarse copy of the certificate shows the word in the ground, fine dots vanish', async () => {
  const picture = path.join(folder, 'ground');
  await runProgram('pdftoppm', ['-r', '300', '-gray', '-png', '-singlefile', file('certificate'), picture]);
  const { data, info } = await sharp(`${picture}.png`).blur(1).raw().toBuffer({ resolveWithObject: true });
  // A copier blurs a little and loses what is then lighter than a threshold. In squares of 2 mm in a band without text, it must keep much
  // where the word stands in coarse dots and next to nothing where the ground is fine.
  const side = 24;
  const kept: number[] = [];
  for (let y = Math.round(info.height * 0.845); y + side < info.height * 0.925; y += side) {
    for (let x = Math.round(info.width * 0.12); x + side < info.width * 0.88; x += side) {
      let dark = 0;
      for (let i = 0; i < side * side; i++) {
        const at = (y + Math.floor(i / side)) * info.width + x + (i % side);
        if ((data[at * info.channels] ?? 255) < 205) dark++;
      }
      kept.push(dark / (side * side));
    }
  }
  kept.sort((a, b) => a - b);
  const share = (rank: number): number => kept[Math.floor(kept.length * rank)] ?? 0;
  assert.ok(share(0.95) > 0.01 && share(0.4) < share(0.95) / 20, `kept ${share(0.4)} and ${share(0.95)}`);
});

test('pdftoppm and our own QR drawing give the same modules', async () => {
  const url = 'https://mihon.example/verify/2026-1122-000417';
  const { modules } = qrPath(url);
  const picture = path.join(folder, 'qr');
  await runProgram('pdftoppm', ['-r', '300', '-gray', '-png', '-singlefile', file('certificate'), picture]);
  const { data, info } = await sharp(`${picture}.png`)
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const side = (27 / 25.4) * 300;
  const left = (22 / 25.4) * 300;
  const top = topOfQr(data, info.width, left + side / modules / 2, side / modules);
  const { d } = qrPath(url);
  let wrong = 0;
  for (let y = 0; y < modules; y++) {
    for (let x = 0; x < modules; x++) {
      const px = Math.round(left + ((x + 0.5) * side) / modules);
      const py = Math.round(top + ((y + 0.5) * side) / modules);
      if ((data[py * info.width + px] ?? 255) < 128 !== isDark(d, x, y)) wrong++;
    }
  }
  assert.equal(wrong, 0);
});

/** The first row where a whole finder pattern's edge stands: seven dark modules downwards. */
function topOfQr(data: Uint8Array, width: number, x: number, module: number): number {
  const column = Math.round(x);
  let run = 0;
  for (let y = 0; y * width + column < data.length; y++) {
    run = (data[y * width + column] ?? 255) < 100 ? run + 1 : 0;
    if (run >= Math.floor(module * 6.5)) return y - run + 1;
  }
  return assert.fail('no QR code found');
}

function isDark(d: string, x: number, y: number): boolean {
  return [...d.matchAll(/M(\d+) (\d+)h(\d+)/g)].some(
    ([, from, row, run]) => Number(row) === y && x >= Number(from) && x < Number(from) + Number(run),
  );
}

test('another random document: pdfsig and we agree byte for byte about what is signed', async () => {
  const reason = randomBytes(8).toString('hex');
  const pdf = signPdf(samples.letter ?? new Uint8Array(), throwAwaySigner(), { reason });
  await writeFile(file('random'), pdf);
  const [signature] = inspectPdfSignatures(pdf).signatures;
  const [, a, b, c] = signature?.byteRange ?? [0, 0, 0, 0];
  assert.ok((await pdfsig('random')).includes(`[0 - ${a}], [${b} - ${b + c}]`));
  assert.equal(signature?.reason, reason);
});
