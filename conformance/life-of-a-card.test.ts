import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { readCrl, toPem } from '@mibun/pki';
import { hanako } from '../apps/cli/src/scenario/hero.ts';
import { type LifeStep, lifeOfACard } from '../apps/cli/src/scenario/life-of-a-card.ts';
import { Story } from '../apps/cli/src/scenario/story.ts';
import { openWorld, type World } from '../apps/cli/src/scenario/world.ts';
import { runProgram } from './harness/programs.ts';
import { witnessCardWithOpenSc } from './opensc.ts';

// The life of one card, step by step, with independent programs looking at what each step left behind.

describe('the life of one card', () => {
  let folder: string;
  let world: World;
  let story: Story;
  let steps: readonly LifeStep[];
  const hero = hanako();

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mibun-life-'));
    world = await openWorld(folder, () => {});
    story = new Story({ folder: join(folder, 'artefacts'), json: false, silent: true });
    steps = lifeOfACard(world, story, hero);
  });
  after(async () => {
    await world.close();
    await rm(folder, { recursive: true, force: true });
  });

  const file = (name: string) => join(story.folder, name);
  async function walk(...ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const step = steps.find((candidate) => candidate.id === id);
      assert.ok(step, id);
      await step.act();
    }
  }
  async function fetchTo(path: string, name: string): Promise<string> {
    return story.keep(name, await world.visitor().fetched(path));
  }
  async function opensslSaysOf(kind: 'signature' | 'authentication', certificate: string): Promise<string> {
    await fetchTo(`/ca/${kind}.cer`, `ca-${kind}.cer`);
    await runProgram('openssl', [
      'x509',
      '-inform',
      'DER',
      '-in',
      file(`ca-${kind}.cer`),
      '-out',
      file(`ca-${kind}.pem`),
    ]);
    const ca = file(`ca-${kind}.pem`);
    const { everything: output } = await runProgram('openssl', [
      'ocsp',
      '-issuer',
      ca,
      '-CAfile',
      ca,
      '-cert',
      file(certificate),
      '-url',
      `${world.origin}/ocsp/${kind}`,
      '-no_nonce',
    ]);
    assert.match(output, /Response verify OK/, output);
    return /: (good|revoked|unknown)/.exec(output)?.[1] ?? output;
  }

  test('from the form to the hand-over', () => walk('apply', 'screen', 'make', 'arrive'));

  test('openssl: both certificates stand under their own CA, and are on hold before the hand-over', async () => {
    for (const kind of ['signature', 'authentication'] as const) {
      assert.equal(await opensslSaysOf(kind, `card-1-${kind}.pem`), 'revoked');
      const { everything: output } = await runProgram('openssl', [
        'verify',
        '-CAfile',
        file(`ca-${kind}.pem`),
        file(`card-1-${kind}.pem`),
      ]);
      assert.match(output, /: OK/);
    }
    const { everything: output } = await runProgram('openssl', [
      'verify',
      '-CAfile',
      file('ca-signature.pem'),
      file('card-1-authentication.pem'),
    ]);
    assert.doesNotMatch(output, /: OK/, 'the authentication certificate is not of the signature CA');
  });

  test('the card is handed over', () => walk('hand-over'));

  test('openssl: good after the hand-over', async () => {
    for (const kind of ['signature', 'authentication'] as const) {
      assert.equal(await opensslSaysOf(kind, `card-1-${kind}.pem`), 'good');
    }
  });

  test('OpenSC recognises the card from production, lists it, logs in and signs with both keys', async () => {
    const card = world.running.tray.insert(hero.cardSerial);
    try {
      const observations = await witnessCardWithOpenSc({
        chip: card.chip,
        authPin: hero.secrets.authentication,
        signPassword: hero.secrets.signature,
      });
      assert.ok(observations.length > 5);
      for (const { claim, ok, detail } of observations) assert.ok(ok, `${claim}: ${detail}`);
    } finally {
      await card.close();
    }
  });

  test('she logs in, signs, and uses the kiosk', () => walk('log-in', 'sign', 'kiosk'));

  test('pdfsig: the signed document is valid and trusted, the altered one is not', async () => {
    const database = `sql:${folder}`;
    await runProgram('certutil', ['-N', '-d', database, '--empty-password']);
    await runProgram('certutil', [
      '-A',
      '-d',
      database,
      '-n',
      'ca',
      '-t',
      'CT,C,C',
      '-i',
      file('ca-signature.pem'),
    ]);
    const signed = await runProgram('pdfsig', ['-nssdir', database, file('contract-signed.pdf')]);
    assert.match(signed.everything, /Signature is Valid/, signed.everything);
    assert.match(signed.everything, /Certificate is Trusted/, signed.everything);
    const altered = await runProgram('pdfsig', ['-nssdir', database, file('contract-altered.pdf')]);
    assert.doesNotMatch(altered.everything, /Signature is Valid/, altered.everything);
  });

  test('qpdf: signed documents and official papers are sound PDF files', async () => {
    for (const name of [
      'contract-signed.pdf',
      'resident-record.pdf',
      'card-1-issue-notice.pdf',
      'card-1-faces.pdf',
    ]) {
      const { status, everything } = await runProgram('qpdf', ['--check', file(name)]);
      assert.equal(status, 0, `${name}: ${everything}`);
    }
  });

  test('stopped by phone: everything refuses within five seconds', () => walk('stop'));

  test('openssl: on hold, in OCSP and in the CRL', async () => {
    for (const kind of ['signature', 'authentication'] as const) {
      assert.equal(await opensslSaysOf(kind, `card-1-${kind}.pem`), 'revoked');
      await fetchTo(`/crl/${kind}/all.crl`, `crl-${kind}.crl`);
      const { everything: output } = await runProgram('openssl', [
        'crl',
        '-inform',
        'DER',
        '-in',
        file(`crl-${kind}.crl`),
        '-CAfile',
        file(`ca-${kind}.pem`),
        '-noout',
        '-text',
      ]);
      assert.match(output, /verify OK/, output);
      assert.match(output, /Certificate Hold/, output);
    }
  });

  test('found and reactivated', () => walk('reactivate'));

  test('openssl: AUTH is good again, the old SIG is not', async () => {
    assert.equal(await opensslSaysOf('authentication', 'card-1-authentication.pem'), 'good');
    assert.equal(await opensslSaysOf('signature', 'card-1-signature.pem'), 'revoked');
  });

  test('lost for good, replaced by a new card', () => walk('lose', 'replace'));

  test('openssl: the old card is revoked, the new one good', async () => {
    assert.equal(await opensslSaysOf('authentication', 'card-1-authentication.pem'), 'revoked');
    for (const kind of ['signature', 'authentication'] as const) {
      assert.equal(await opensslSaysOf(kind, `card-2-${kind}.pem`), 'good');
    }
  });

  test('openssl: the kept lists are enough without a network, their delta CRLs with them', async () => {
    for (const kind of ['signature', 'authentication'] as const) {
      const names = [`crl-${kind}.crl`, `crl-${kind}-delta.crl`];
      const lists = await Promise.all(names.map((name) => readFile(file(name))));
      assert.equal(readCrl(new Uint8Array(lists[0] ?? [])).freshestUrls.length, 1);
      await writeFile(file(`${kind}.pem`), lists.map((der) => toPem('X509 CRL', der)).join(''));
      const checked = (certificate: string) =>
        runProgram('openssl', [
          'verify',
          ...['-crl_check', '-use_deltas', '-extended_crl', '-CRLfile', file(`${kind}.pem`)],
          ...['-CAfile', file(`ca-${kind}.pem`), file(certificate)],
        ]);
      const now = await checked(`card-2-${kind}.pem`);
      assert.equal(now.status, 0, now.everything);
      const before = await checked(`card-1-${kind}.pem`);
      assert.match(before.everything, /certificate revoked/, before.everything);
    }
  });
});
