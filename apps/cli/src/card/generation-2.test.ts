import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { GENERATION_1, GENERATION_2 } from '@mibun/card';
import { fromPem, readCertificate } from '@mibun/pki';
import { DESCRIPTION_EXAMPLE } from './apps/description.ts';
import { pinFor, pinsOf } from './pin-kinds.ts';
import { RESIDENT_EXAMPLE } from './resident-file.ts';

const MAIN = join(import.meta.dirname, '../main.ts');

test('chip.md §7 generation 1 has four secrets, generation 2 two: one PIN for everything but signing', () => {
  assert.deepEqual(
    pinsOf(GENERATION_1).map(({ kind, alsoFor }) => [kind, alsoFor]),
    [
      ['signature', []],
      ['authentication', []],
      ['registry', []],
      ['text', []],
    ],
  );
  assert.deepEqual(pinsOf(GENERATION_2), [
    { kind: 'signature', alsoFor: [], name: 'signature password' },
    { kind: 'authentication', alsoFor: ['registry', 'text'], name: 'PIN' },
  ]);
  assert.equal(pinFor(GENERATION_2, 'text').kind, 'authentication');
  assert.equal(pinFor(GENERATION_1, 'text').kind, 'text');
});

describe('mibun card with a card of generation 2', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mibun-generation-2-'));
  const letter = join(folder, 'letter.txt');
  let serial = '';
  let credentials: Readonly<Record<string, string>>;

  /** What it says on stdout; fails with what it says on stderr. */
  function mibun(...args: readonly string[]): Promise<string> {
    const all = [MAIN, 'card', ...args, '--cards', join(folder, 'mine')];
    return new Promise((resolve, reject) => {
      execFile(process.execPath, all, { cwd: folder }, (error, stdout, stderr) =>
        error ? reject(new Error(stderr)) : resolve(stdout),
      );
    });
  }

  before(async () => {
    writeFileSync(join(folder, 'resident.json'), JSON.stringify(RESIDENT_EXAMPLE));
    writeFileSync(letter, 'I apply for a certificate of residence.\n');
    const made = await mibun('new', '--profile', 'generation-2', '--resident', 'resident.json', '--json');
    ({ card: serial, credentials } = JSON.parse(made));
    writeFileSync(join(folder, 'made.json'), made);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  test('new prints what opens this card, and nothing that opens none', () => {
    assert.deepEqual(Object.keys(credentials), ['signature', 'authentication', 'registry', 'text', 'codeB']);
    assert.deepEqual([credentials.registry, credentials.text], ['2580', '2580']);
  });

  test('show reads every file and verifies it up to the authorities; sex is on the chip, not on the picture', async () => {
    const shown = JSON.parse(
      await mibun('show', '--credentials', 'made.json', '--save', join(folder, 'out'), '--json'),
    );
    assert.equal(shown.ok, true);
    const { files } = shown as {
      readonly files: readonly {
        readonly name: string;
        readonly state: string;
        readonly verified: boolean | null;
        readonly says: Readonly<Record<string, unknown>> | null;
      }[];
    };
    const saying = (name: string) => files.find((file) => file.name === name)?.says;
    assert.deepEqual(
      files.filter(({ state }) => state !== 'read').map(({ name }) => name),
      [],
    );
    assert.equal(files.filter(({ verified }) => verified).length, 10);
    assert.equal(saying('face')?.sex, '2');
    assert.equal(saying('tokenInfo')?.label, 'MIBUNG2TOKEN');
    for (const certificate of ['authenticationCertificate', 'signatureCertificate']) {
      const { notAfter } = saying(certificate) ?? {};
      assert.equal(notAfter, `${saying('serial')?.expiry}T14:59:59.000Z`, 'ends with the card');
    }
    for (const file of ['front.png', 'back.png', 'faces.pdf']) {
      assert.ok(existsSync(join(folder, 'out', file)), file);
    }
  });

  test('sign makes signatures that everybody checks: ECDSA with SHA-384, in DER, and as CMS', async () => {
    const [der] = fromPem(
      'CERTIFICATE',
      readFileSync(join(folder, 'out/authenticationCertificate.pem'), 'utf8'),
    );
    const { spki } = readCertificate(der ?? assert.fail());
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    await mibun('sign', serial, letter, '--pin', '2580');
    assert.ok(verify('sha384', readFileSync(letter), key, readFileSync(`${letter}.sig`)));

    await mibun('sign', serial, letter, '--with', 'signature', '--password', 'MIBUN2026', '--cms');
    await mibun('authorities', '--save', folder);
    const check = ['cms', '-verify', '-binary', '-inform', 'DER', '-in', `${letter}.p7s`, '-content', letter];
    const said = await new Promise((resolve) => {
      execFile(
        'openssl',
        [...check, '-CAfile', join(folder, 'signature-ca.pem'), '-purpose', 'any'],
        (_error, _stdout, stderr) => resolve(stderr),
      );
    });
    assert.match(String(said), /CMS Verification successful/);
  });

  test('pin change changes the one PIN for every use, and pin status tells it once', async () => {
    await mibun('pin', 'change', serial, 'registry', '--old', '2580', '--new', '8024');
    await assert.rejects(mibun('sign', serial, letter, '--pin', '2580'), /2 tries are left/);
    await mibun('sign', serial, letter, '--pin', '8024');
    const { pins } = JSON.parse(await mibun('pin', 'status', serial, '--json'));
    assert.deepEqual(pins, [
      { pin: 'signature', triesLeft: 5, tries: 5 },
      { pin: 'authentication', triesLeft: 3, tries: 3, alsoFor: ['registry', 'text'] },
    ]);
  });

  test('MUL-01 it takes applications of other bodies', async () => {
    const { aid } = DESCRIPTION_EXAMPLE;
    writeFileSync(join(folder, 'application.json'), JSON.stringify(DESCRIPTION_EXAMPLE));
    await mibun('apps', 'install', serial, 'application.json');
    writeFileSync(join(folder, 'member'), 'M-000042');
    await mibun('apps', 'write', serial, aid, '0001', 'member');
    assert.equal(await mibun('apps', 'read', serial, aid, '0001'), 'M-000042\n');
  });
});
