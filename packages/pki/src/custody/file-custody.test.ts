import assert from 'node:assert/strict';
import { createPublicKey, randomBytes, verify } from 'node:crypto';
import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { testCustodyBehaviour } from '../../testing/custody-behaviour.ts';
import { fileCustody } from './file-custody.ts';

const home = await mkdtemp(join(tmpdir(), 'mibun-custody-'));
after(() => rm(home, { recursive: true }));

let count = 0;
function custodyAt(directory = join(home, String(count++)), passphrase = 'correct horse') {
  const options = { directory, passphrase, random: (length: number) => randomBytes(length), costLog2: 4 };
  return { directory, custody: fileCustody(options) };
}

testCustodyBehaviour('file custody', async () => {
  const { directory, custody } = custodyAt();
  return { custody, again: () => custodyAt(directory).custody };
});

const message = new TextEncoder().encode('to be signed');

test('pki.md §1 nothing is ever overwritten', async () => {
  const { directory, custody } = custodyAt();
  const spki = await custody.create('one', 'ec-p384');
  await assert.rejects(custody.create('one', 'ec-p384'), { code: 'key-exists' });
  await assert.rejects(custody.createSecret('one'), { code: 'key-exists' });
  const both = await Promise.allSettled([
    custodyAt(directory).custody.create('two', 'ec-p384'),
    custodyAt(directory).custody.create('two', 'ec-p384'),
  ]);
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  const made = both.find((result) => result.status === 'fulfilled')?.value ?? assert.fail();
  const signature = await custody.sign('two', 'sha384WithECDSA', message);
  const key = createPublicKey({ key: Buffer.from(made), format: 'der', type: 'spki' });
  assert.equal(verify('sha384', message, key, signature), true);
  assert.deepEqual(await custody.publicKey('one'), spki);
  assert.deepEqual(
    (await readdir(directory)).filter((name) => name.endsWith('.new')),
    [],
  );
});

test('files are for the owner alone and hold no key in the clear', async () => {
  const { directory, custody } = custodyAt();
  await custody.createSecret('secret', { extractable: true });
  const secret = Buffer.from(await custody.unwrapSecret('secret'));
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    const text = await readFile(path, 'utf8');
    assert.ok(!text.includes(secret.toString('base64')) && !text.includes(secret.toString('hex')));
  }
  assert.equal((await stat(directory)).mode & 0o777, 0o700);
});

test('a wrong passphrase opens nothing, and names itself', async () => {
  const { directory, custody } = custodyAt();
  const spki = await custody.create('ca', 'ec-p384');
  const wrong = custodyAt(directory, 'wrong horse').custody;
  await assert.rejects(wrong.sign('ca', 'sha384WithECDSA', message), { code: 'passphrase-wrong' });
  await assert.rejects(wrong.create('other', 'ec-p384'), { code: 'passphrase-wrong' });
  assert.deepEqual(await wrong.publicKey('ca'), spki, 'public keys need no passphrase');
});

test('a changed, exchanged or damaged file is found', async () => {
  const { directory, custody } = custodyAt();
  await custody.create('good', 'ec-p384');
  await custody.create('bad', 'ec-p384');
  const path = (label: string) => join(directory, `${label}.key`);
  const [good, bad] = [await readFile(path('good'), 'utf8'), await readFile(path('bad'), 'utf8')];
  const attempt = () => custodyAt(directory).custody.sign('bad', 'sha384WithECDSA', message);
  for (const text of [
    '',
    '{}',
    good,
    good.replace('"good"', '"bad"'),
    bad.replace(/"extractable": false/, '"extractable": true'),
  ]) {
    await writeFile(path('bad'), text);
    await assert.rejects(attempt(), { code: 'key-damaged' });
  }
  await writeFile(path('bad'), bad);
  await attempt();
  await rename(path('bad'), path('gone'));
  await assert.rejects(attempt(), { code: 'key-unknown' });
});
