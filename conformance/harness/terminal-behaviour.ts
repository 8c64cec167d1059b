import assert from 'node:assert/strict';
import { randomBytes, verify } from 'node:crypto';
import {
  authenticateChip,
  type CardConnection,
  changePin,
  openIssuerChannel,
  readAgeRecord,
  readAttributes,
  readAuthenticationCertificate,
  readCommonSerial,
  readFace,
  readIndividualNumber,
  readSignatureCertificate,
  send,
  signWithAuthentication,
  signWithSignature,
  triesLeft,
  verifyPin,
} from '@mibun/reader';
import { ISSUER_KEYS, JPKI_KEYS, SAMPLE } from '@mibun/reader/testing/sample-card';

/** What a typed terminal command must do, whatever carries it to the card. */
export interface Behaviour {
  readonly claim: string;
  run(card: CardConnection): Promise<void>;
}

const { pins } = SAMPLE;
const message = Buffer.from('what is signed');

/** In order, on one sample card; each leaves the card as it found it. */
export const BEHAVIOURS: readonly Behaviour[] = [
  {
    claim: 'the ATR is the card’s own',
    run: async (card) => assert.equal(Buffer.from(card.atr).toString('hex'), '3be000ff8131fe4514'),
  },
  {
    claim: 'what needs no PIN is read',
    run: async (card) => {
      assert.equal((await readCommonSerial(card)).chipSerial, SAMPLE.chipSerial);
      assert.equal((await readAuthenticationCertificate(card)).length, 0x504);
      assert.equal((await authenticateChip(card, randomBytes(16))).length, 256);
    },
  },
  {
    claim: 'both keys sign after their PIN, and CHIP-08 the reset afterwards takes it back',
    run: async (card) => {
      const proof = await signWithAuthentication(card, pins.authentication, message);
      assert.ok(verify('sha256', message, JPKI_KEYS.authentication, proof));
      const signature = await signWithSignature(card, pins.signature, message);
      assert.ok(verify('sha256', message, JPKI_KEYS.signature, signature));
      await send(card, { ins: 0xa4, p1: 4, p2: 12, data: Buffer.from('D392F000260100000001', 'hex') });
      await send(card, { ins: 0xa4, p1: 2, p2: 12, data: Uint8Array.of(0x00, 0x17) });
      const again = await send(card, { cla: 0x80, ins: 0x2a, p1: 0, p2: 0x80, data: message, le: 256 });
      assert.equal(again.statusWord, 0x6982);
    },
  },
  {
    claim: 'PIN-05 a wrong PIN costs one try, a malformed one none, the right one gives them back',
    run: async (card) => {
      await assert.rejects(verifyPin(card, 'text', '9999'), { code: 'wrong-pin', triesLeft: 2 });
      await assert.rejects(verifyPin(card, 'text', '99'), { code: 'malformed-pin' });
      assert.equal(await triesLeft(card, 'text'), 2);
      await verifyPin(card, 'text', pins.text);
      assert.equal(await triesLeft(card, 'text'), 3);
    },
  },
  {
    claim: 'files that PINs and codes open are read whole, many blocks long',
    run: async (card) => {
      assert.equal((await readAttributes(card, pins.text)).name, SAMPLE.name);
      assert.equal(await readIndividualNumber(card, pins.text), SAMPLE.individualNumber);
      assert.equal((await readFace(card, SAMPLE.codeB)).photoJp2.length, SAMPLE.photoJp2.length);
      assert.equal((await readAgeRecord(card, SAMPLE.birthDateKey)).birthDate, SAMPLE.birthDate);
      assert.equal((await readSignatureCertificate(card, pins.signature)).length, 0x504);
    },
  },
  {
    claim: 'a PIN kept in two places is changed in both, and back',
    run: async (card) => {
      await changePin(card, 'registry', pins.registry, '8642');
      await changePin(card, 'registry', '8642', pins.registry);
    },
  },
  {
    claim: 'commands and answers of extended length pass',
    run: async (card) => {
      await send(card, { ins: 0xa4, p1: 4, p2: 12, data: Buffer.from('D392F000260100000001', 'hex') });
      await send(card, { ins: 0xa4, p1: 2, p2: 12, data: Uint8Array.of(0x00, 0x0a) });
      const { data, statusWord } = await send(card, { ins: 0xb0, p1: 0, p2: 0, le: 0x10000 });
      assert.deepEqual([data.length >= 0x504, statusWord], [true, 0x9000]);
      const long = await send(card, { ins: 0xa4, p1: 4, p2: 12, data: new Uint8Array(2000) });
      assert.equal(long.statusWord >> 12, 0x6);
    },
  },
  {
    claim: 'the issuer’s channel opens, works and ends',
    run: async (card) => {
      const issuer = await openIssuerChannel(card, ISSUER_KEYS, randomBytes);
      assert.equal((await issuer.chipState()).state, 'active');
      await issuer.close();
      await assert.rejects(issuer.chipState(), { code: 'secure-channel' });
    },
  },
  {
    claim: 'commands given at the same time do not mix',
    run: async (card) => {
      const tries = await Promise.all(
        (['signature', 'authentication', 'registry', 'text'] as const).map((kind) => triesLeft(card, kind)),
      );
      assert.deepEqual(tries, [5, 3, 3, 3]);
    },
  },
  {
    claim: 'a closed connection takes no command, and closing twice is no error',
    run: async (card) => {
      await card.close();
      await card.close();
      await assert.rejects(triesLeft(card, 'text'), { code: 'card-removed' });
    },
  },
];
