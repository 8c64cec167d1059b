import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { ISSUER_KEYS, SAMPLE } from '../testing/sample-card.ts';
import { CardError } from './card-error.ts';
import { readManagerObject } from './card-manager.ts';
import { readCommonSerial } from './common.ts';
import type { CardConnection } from './connection.ts';
import { openIssuerChannel } from './issuer.ts';
import { readAuthenticationCertificate, readTokenInfo, signWithSignature } from './jpki.ts';
import { changePin, triesLeft } from './pin.ts';
import { readTextEvidenceSecurely } from './secure-messaging.ts';
import { readAttributes, readTextEvidence } from './text.ts';
import { readAgeRecord, readFace } from './visual.ts';

const COMMANDS: readonly ((card: CardConnection) => Promise<unknown>)[] = [
  (card) => triesLeft(card, 'registry'),
  (card) => changePin(card, 'text', '1234', '5678'),
  (card) => readAuthenticationCertificate(card),
  (card) => readTokenInfo(card),
  (card) => signWithSignature(card, SAMPLE.pins.signature, new Uint8Array(3)),
  (card) => readAttributes(card, SAMPLE.pins.text),
  (card) => readTextEvidence(card, SAMPLE.pins.text),
  (card) => readTextEvidenceSecurely(card, SAMPLE.pins.text, randomBytes),
  (card) => readFace(card, SAMPLE.codeB),
  (card) => readAgeRecord(card, SAMPLE.birthDateKey),
  (card) => readCommonSerial(card),
  (card) => readManagerObject(card, 0x0042),
  (card) => openIssuerChannel(card, ISSUER_KEYS, randomBytes),
];

// Mostly what lets a conversation go on, so that the deeper steps are reached.
const statusWord = fc.oneof(
  { weight: 12, arbitrary: fc.constant([0x90, 0x00]) },
  { weight: 3, arbitrary: fc.constant([0x63, 0xc3]) },
  { weight: 1, arbitrary: fc.constantFrom([0x61, 0x00], [0x6c, 0x10], [0x62, 0x82], [0x6b, 0x00]) },
  { weight: 1, arbitrary: fc.tuple(fc.nat(255), fc.nat(255)) },
);
const fileStart = fc.constantFrom('ff20', 'ff10', 'ff30', '3082', '7f21', '');
const answer = fc
  .tuple(fileStart, fc.uint8Array({ maxLength: 64 }), statusWord)
  .map(([start, data, status]) => Buffer.concat([Buffer.from(start, 'hex'), data, Buffer.from(status)]));

test('a card that answers anything at all gets a CardError, never another exception and never an endless loop', async () => {
  const conversation = fc.tuple(
    fc.constantFrom(...COMMANDS),
    fc.array(fc.oneof({ weight: 30, arbitrary: answer }, fc.uint8Array({ maxLength: 3 })), { minLength: 1 }),
  );
  await fc.assert(
    fc.asyncProperty(conversation, async ([command, answers]) => {
      let at = 0;
      const card: CardConnection = {
        atr: new Uint8Array(2),
        transmit: async () => answers[at++ % answers.length] ?? new Uint8Array(0),
        reset: async () => undefined,
        close: async () => undefined,
      };
      try {
        await command(card);
      } catch (error) {
        assert.ok(error instanceof CardError, String(error));
      }
      assert.ok(at < 70_000);
    }),
    { numRuns: 400 },
  );
});
