import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { authenticate, Declined, type Holder, type RelayError, runRelay } from '@mibun/agent';
import { Chip, diversify, manufacture } from '@mibun/card';
import { drawPortrait, portraitJpeg } from '@mibun/portraits';
import { connectInProcess } from '@mibun/reader';
import type { CredentialKind } from '@mibun/rules';
import { AKI, AKI_AS_STAFF, openSettlementBench, type SettlementBench } from '../../../testing/settlement.ts';
import { openChipKeyPool } from '../../issuance/production/index.ts';

const TRANSPORT = randomBytes(32);
const PINS: Readonly<Record<CredentialKind, string>> = {
  signature: 'MIBUN2026',
  authentication: '2580',
  registry: '3691',
  text: '4702',
};
const TYPES: Holder = { setPins: async () => PINS, askPin: () => Promise.reject(new Declined()) };
const DECLINES: Holder = { ...TYPES, setPins: () => Promise.reject(new Declined()) };

describe('the card of first staff, in the reader of the ceremony', () => {
  let bench: SettlementBench;
  let folder: string;
  let token: string;
  let photo: string;
  const pool = openChipKeyPool();
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mibun-staff-card-'));
    const transportKeyFile = join(folder, 'transport-key');
    writeFileSync(transportKeyFile, TRANSPORT.toString('hex'), { mode: 0o600 });
    bench = await openSettlementBench({ transportKeyFile });
    await bench.certificates.open();
    await bench.app.listen({ port: 0, host: '127.0.0.1' });
    token = await bench.open();
    await bench.post('residents', { rows: [AKI] }, token);
    photo = Buffer.from(await portraitJpeg(drawPortrait({ seed: 'aki', age: 36, sex: '2' }))).toString(
      'base64',
    );
  });
  after(async () => {
    await bench.close();
    pool.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function blank(chipSerial: string): Chip {
    const image = manufacture({
      chipSerial,
      profile: 'generation-1',
      issuerKeys: diversify(TRANSPORT, chipSerial),
    });
    return new Chip(image, { random: randomBytes, generateKey: pool.generateKey, save: () => {} });
  }

  async function ceremony(chip: Chip, holder: Holder): Promise<unknown> {
    const { status, body } = await bench.post('staff', { ...AKI_AS_STAFF, photo }, token);
    assert.deepEqual([status, body.card], [200, 'waiting']);
    assert.ok(body.ticket);
    const address = bench.app.server.address() as { readonly port: number };
    return runRelay({
      relayUrl: `http://127.0.0.1:${address.port}/api/relay`,
      token: body.ticket.token,
      connection: connectInProcess(chip),
      holder,
    });
  }
  const ended = (code: string) => (error: unknown) => (error as RelayError).code === code;

  test('it is made from a blank, goes on after a break in the same card alone, and logs its holder in', async () => {
    const chip = blank('812345678901234');
    await assert.rejects(ceremony(chip, DECLINES), ended('RELAY_DECLINED'));
    await assert.rejects(ceremony(blank('812345678905555'), TYPES), ended('ENCODER_HAS_ANOTHER_CARD'));
    assert.deepEqual(await ceremony(chip, TYPES), { card: 'ACTIVE' });
    const again = await bench.post('staff', { ...AKI_AS_STAFF, photo }, token);
    assert.deepEqual([again.body.card, again.body.ticket], ['active', null]);

    const card = connectInProcess(chip);
    const post = (url: string, payload: object) => bench.app.inject({ method: 'POST', url, payload });
    const challenge = (await post('/api/login/challenge', { audience: 'staff' })).json();
    const proof = await authenticate({
      connection: card,
      pin: PINS.authentication,
      origin: bench.platform.config.origins.server,
      nonce: challenge.nonce,
      statement: challenge.statement.en,
    });
    const login = await post('/api/login', {
      audience: 'staff',
      challengeId: challenge.challengeId,
      language: 'en',
      certificate: Buffer.from(proof.certificate).toString('base64'),
      signature: Buffer.from(proof.signature).toString('base64'),
    });
    assert.equal(login.statusCode, 200, login.body);
    const roles = login.json().duties.map(({ role }: { role: string }) => role);
    assert.deepEqual(roles.sort(), ['auditor', 'clerk']);
  });

  test('no PIN is in anything that the server has', async () => {
    const { database } = bench.platform;
    const entries = await database.query((tx) => bench.platform.audit.list(tx, { limit: 200 }));
    for (const pin of Object.values(PINS)) assert.ok(!JSON.stringify(entries).includes(`"${pin}"`));
    assert.ok(entries.some(({ action }) => action === 'settlement.make-card'));
  });
});
