import assert from 'node:assert/strict';
import { createHash, randomBytes, verify, X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { type Agent, startAgent } from '@mibun/agent';
import { signedAttributes } from '@mibun/pki/cms';
import type { WalletCard } from '@mibun/protocol';
import {
  attachToVpcd,
  authenticationMessage,
  CardReaders,
  CardTray,
  type ChipContacts,
  connectInProcess,
  PcscProcess,
  triesLeft,
  type VpcdAttachment,
} from '@mibun/reader';
import { JPKI_KEYS, SAMPLE, sampleCard } from '@mibun/reader/testing/sample-card';
import { makeTestCard } from '@mibun/test-card';
import { AgentPage, type Told } from './harness/agent-page.ts';
import { startVirtualReaders, type VirtualReaders } from './harness/vpcd.ts';

// The agent beside real card readers: pcscd with vsmartcard's virtual readers. Needs pcscd, vsmartcard-vpcd and gcc.

const BANK = 'https://bank.example';
const NONCE = 'q83vEjRWeJC6q83vEjRWeJC6';
const STATEMENT = 'ログインします';
const PIN = SAMPLE.pins.authentication;

let machine: VirtualReaders;
let readers: CardReaders;
let agent: Agent;
let folder: string;
let page: AgentPage;
const inserted: VpcdAttachment[] = [];
let office: Awaited<ReturnType<typeof openOffice>>;

before(async () => {
  machine = await startVirtualReaders({ readers: 2 });
  Object.assign(process.env, machine.env);
  readers = await CardReaders.open({
    retryMs: 20,
    pulseMs: 500,
    load: () => new PcscProcess({ patienceMs: 2000 }).load(),
  });
  office = await openOffice();
  folder = mkdtempSync(join(tmpdir(), 'mibun-agent-reader-'));
  for (const part of ['agent', 'assets', 'tray']) mkdirSync(join(folder, part));
  writeFileSync(join(folder, 'agent/index.html'), '<!doctype html><title>agent</title>');
  agent = await startAgent({
    port: 0,
    tray: CardTray.open({
      directory: join(folder, 'tray'),
      key: randomBytes(32),
      surroundings: {
        random: randomBytes,
        generateKey: () => {
          throw new Error('no card is made here');
        },
      },
    }),
    readers,
    webRoot: folder,
    serverOrigin: office.origin,
  });
  page = await AgentPage.open(agent.origin);
  await call('POST', '/api/origins', { origin: BANK });
});
after(async () => {
  await agent.close();
  await office.close();
  await readers.close();
  await machine.stop();
  rmSync(folder, { recursive: true, force: true });
});

// A test that failed leaves no card behind in which the next one would see its own.
afterEach(() => {
  for (const card of inserted.splice(0)) card.remove();
});

const call = (method: string, path: string, body?: unknown) => page.call(method, path, body);
const cardsWhen = (fits: (cards: readonly WalletCard[]) => boolean) => page.cardsWhen(fits);

async function putIn(chip: ChipContacts, index = 0): Promise<VpcdAttachment> {
  const card = await attachToVpcd(chip, { port: machine.ports[index] ?? 0 });
  inserted.push(card);
  await cardsWhen((cards) => cards.some(({ reader }) => reader === machine.names[index]));
  return card;
}

async function takeOut(card: VpcdAttachment): Promise<void> {
  card.remove();
  await cardsWhen((cards) => cards.length === 0);
}

const authenticate = (origin = BANK) =>
  call('POST', '/api/ceremonies', {
    kind: 'authenticate',
    origin,
    cardSerial: SAMPLE.chipSerial,
    nonce: NONCE,
    statement: STATEMENT,
  });
const answer = (begun: Told, value: unknown) => page.answer(begun, value);

test('a card put into a reader appears with what it tells without a PIN, and is gone when it is pulled', async () => {
  const { chip } = await sampleCard();
  assert.deepEqual((await call('GET', '/api/cards')).cards, []);
  const card = await putIn(chip);
  const [shown] = await cardsWhen(([first]) => first?.facts !== undefined);
  assert.deepEqual(shown, {
    serial: SAMPLE.chipSerial,
    reader: machine.names[0],
    facts: {
      municipality: SAMPLE.municipality,
      expiry: SAMPLE.expiry,
      certificates: { authentication: true, signature: true },
      triesLeft: { signature: 5, authentication: 3, registry: 3, text: 3 },
    },
  });
  await takeOut(card);
});

test('a service that is frozen: the agent goes on, says so, and shows the card again with the thaw', async () => {
  const { chip } = await sampleCard();
  const card = await putIn(chip);
  await cardsWhen(([first]) => first?.facts !== undefined);
  assert.equal((await call('GET', '/api/cards')).readersSilent, false);
  machine.freeze();
  try {
    while (!(await call('GET', '/api/cards')).readersSilent)
      await new Promise((resolve) => setTimeout(resolve, 50));
    assert.deepEqual((await call('GET', '/api/cards')).cards, []);
    assert.equal((await call('GET', '/api/session')).demo, true);
  } finally {
    machine.thaw();
  }
  const [shown] = await cardsWhen(([first]) => first?.facts !== undefined);
  assert.equal(shown?.serial, SAMPLE.chipSerial);
  assert.equal((await call('GET', '/api/cards')).readersSilent, false);
  await takeOut(card);
});

test('a card of another kind is named as such and cannot be chosen', async () => {
  const atr = new Uint8Array(Buffer.from('3BE000FF8131FE4514', 'hex'));
  const foreign: ChipContacts = {
    atr,
    powerOn: () => atr,
    reset: () => atr,
    powerOff: () => undefined,
    transmit: () => Uint8Array.of(0x6a, 0x82),
  };
  const card = await putIn(foreign, 1);
  const [shown] = await cardsWhen(([first]) => first?.trouble !== undefined);
  assert.equal(shown?.trouble, 'foreign');
  const document = { name: 'contract.pdf', pages: 1, digest: 'ab'.repeat(32) };
  const request = { kind: 'sign', origin: BANK, cardSerial: shown.serial, document };
  assert.equal((await call('POST', '/api/ceremonies', request)).code, 'request-invalid');
  await takeOut(card);
});

test('the card in the reader logs its holder in, and its tries are seen anew afterwards', async () => {
  const { chip } = await sampleCard();
  const card = await putIn(chip);
  assert.equal((await authenticate('https://unknown.example')).code, 'origin-not-allowed');
  const asked = await authenticate();
  assert.deepEqual([asked.stage.kind, asked.stage.triesLeft], ['secret', 3]);
  const wrong = await answer(asked, { value: '9999' });
  assert.equal(wrong.stage.triesLeft, 2);
  const done = await answer({ ...wrong, id: asked.id }, { value: PIN });
  assert.equal(done.stage.kind, 'finished');
  const signed = authenticationMessage({ origin: BANK, nonce: NONCE, statement: STATEMENT });
  const signature = Buffer.from(done.stage.answer.signature, 'base64');
  assert.ok(verify('sha256', signed, JPKI_KEYS.authentication, signature));
  const [shown] = await cardsWhen(([first]) => first?.facts !== undefined);
  assert.equal(shown?.facts?.triesLeft.authentication, 3);
  await takeOut(card);
});

/** Asks for a document's signature and agrees to it, up to the question for the password. */
async function askToSign(cardSerial: string, digest: Uint8Array): Promise<Told> {
  const document = { name: 'contract.pdf', pages: 1, digest: Buffer.from(digest).toString('hex') };
  const begun = await call('POST', '/api/ceremonies', { kind: 'sign', origin: BANK, cardSerial, document });
  assert.deepEqual(begun.stage.document, document);
  const asked = await answer(begun, { agreed: true });
  assert.equal(asked.stage.kind, 'secret');
  return { ...asked, id: begun.id };
}

test('the card in the reader signs the document that was shown before the password', async () => {
  const { chip, certificates, credentials, plan } = await makeTestCard({ photo: 'none' });
  const card = await putIn(chip);
  const digest = createHash('sha256').update('a contract').digest();
  const asked = await askToSign(plan.chipSerial, digest);
  const done = await answer(asked, { value: credentials.signature });
  const signature = Buffer.from(done.stage.answer.signature, 'base64');
  const certificate = new Uint8Array(Buffer.from(done.stage.answer.certificate, 'base64'));
  assert.deepEqual(certificate, certificates.signature);
  const { publicKey } = new X509Certificate(certificate);
  assert.ok(verify('sha256', signedAttributes({ digest, certificate }), publicKey, signature));
  await takeOut(card);
});

test('a card with keys on P-384 signs the SHA-384 that was shown, and no SHA-256, whose password nobody is asked for', async () => {
  const { chip, certificates, credentials, plan } = await makeTestCard({
    profile: 'generation-2',
    photo: 'none',
  });
  const card = await putIn(chip);
  const asked = await askToSign(plan.chipSerial, createHash('sha384').update('a contract').digest());
  const done = await answer(asked, { value: credentials.signature });
  const { signature, certificate } = done.stage.answer;
  const signer = new Uint8Array(Buffer.from(certificate, 'base64'));
  assert.deepEqual(signer, certificates.signature);
  const digest = createHash('sha384').update('a contract').digest();
  const octets = signedAttributes({ digest, certificate: signer });
  const key = { key: new X509Certificate(signer).publicKey, dsaEncoding: 'ieee-p1363' } as const;
  assert.ok(verify('sha384', octets, key, Buffer.from(signature, 'base64')));

  const document = { name: 'contract.pdf', pages: 1, digest: 'ab'.repeat(32) };
  const request = { kind: 'sign', origin: BANK, cardSerial: plan.chipSerial, document };
  const begun = await call('POST', '/api/ceremonies', request);
  const refused = await answer(begun, { agreed: true });
  assert.deepEqual([refused.stage.kind, refused.stage.failure?.code], ['failed', 'other-digest']);
  await takeOut(card);
});

test('a card that keeps something else as its certificate signs nothing, and the person is told that it is the card', async () => {
  const { chip } = await sampleCard();
  const card = await putIn(chip);
  const asked = await askToSign(SAMPLE.chipSerial, createHash('sha256').update('a contract').digest());
  const done = await answer(asked, { value: SAMPLE.pins.signature });
  assert.deepEqual([done.stage.kind, done.stage.failure?.code], ['failed', 'card-trouble']);
  assert.equal(done.stage.answer, undefined);
  await takeOut(card);
});

test('the office’s system works with the card in the reader through the relay', async () => {
  const { chip } = await sampleCard();
  const card = await putIn(chip);
  office.play([
    { kind: 'transmit', commands: ['00a4040c0ad392f000260100000001', '00a4020c020018', '00200080'] },
    { kind: 'verify-pin', credential: 'authentication' },
    { kind: 'reset' },
    { kind: 'finished', ok: true, result: 'done' },
  ]);
  const asked = await call('POST', '/api/ceremonies', {
    kind: 'counter',
    origin: office.origin,
    cardSerial: SAMPLE.chipSerial,
    relayUrl: `${office.origin}/api/relay`,
    relayToken: 'x'.repeat(43),
  });
  assert.equal(asked.stage.kind, 'secret');
  const done = await answer(asked, { value: PIN });
  assert.equal(done.stage.answer.result, 'done');
  assert.deepEqual(office.answers.slice(1), [
    { kind: 'responses', responses: ['9000', '9000', '63c3'] },
    { kind: 'pin-verified' },
    { kind: 'reset-done' },
  ]);
  assert.doesNotMatch(JSON.stringify(office.answers), new RegExp(PIN));
  await takeOut(card);
});

test('a card pulled while the PIN is being asked ends the question at once, and costs no try', async () => {
  const { chip } = await sampleCard();
  const card = await putIn(chip);
  const asked = await authenticate();
  assert.equal(asked.stage.kind, 'secret');
  await takeOut(card);
  const now = await answer(asked, null);
  assert.deepEqual([now.stage.kind, now.stage.failure.code], ['failed', 'card-removed']);
  assert.equal(await triesLeft(connectInProcess(chip), 'authentication'), 3);
  // Put back, it starts again as if nothing had been.
  const again = await putIn(chip);
  const done = await authenticate();
  assert.equal((await answer(done, { value: PIN })).stage.kind, 'finished');
  await takeOut(again);
});

test('a reader unplugged while the PIN is being asked is named as the reason', async () => {
  const { chip } = await sampleCard();
  await putIn(chip);
  const asked = await authenticate();
  await machine.unplug(0);
  await cardsWhen((cards) => cards.length === 0);
  const now = await answer(asked, null);
  assert.deepEqual([now.stage.kind, now.stage.failure.code], ['failed', 'card-removed']);
  assert.match(now.stage.failure.title.ja, /カードリーダー/);
});

/** The office's end of a relay: hands out steps and keeps what the agent answers. */
async function openOffice() {
  const answers: unknown[] = [];
  let steps: readonly object[] = [];
  let number = 0;
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await textOf(request));
    if (body.number === number) {
      answers.push(body.answer);
      number += 1;
    }
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ number, step: steps[number - 1] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return {
    origin: `http://127.0.0.1:${address.port}`,
    answers,
    play(next: readonly object[]) {
      steps = next;
      number = 0;
      answers.length = 0;
    },
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
