import { hex } from '../bytes.ts';
import { SW } from '../status-words.ts';
import type { ApplicationDefinition } from './definition.ts';
import { cardKey, codeA, codeB, deliveryKey, internal, neverSet, pin, transparent } from './rows.ts';

const PIN = 0x0011;
const CODE_A = 0x0014;
const CODE_B = 0x0015;
const ANY = [PIN, CODE_A, CODE_B];

/** 券面事項入力補助AP: number and four attributes as text (chip.md §2.2). */
export const TEXT = {
  name: 'text',
  issuerCode: 0x02,
  aid: hex('D3921000310001010408'),
  ja: '券面事項入力補助AP',
  en: 'text application',
  files: {
    number: transparent(0x0001, 'Individual Number', [PIN, CODE_A]),
    attributes: transparent(0x0002, 'four basic attributes', [PIN, CODE_B]),
    signature: transparent(0x0003, 'digests of 0001 and 0002, signed', ANY),
    cvCertificate: transparent(0x0004, 'CV certificate', 'free'),
    apInfo: transparent(0x0005, 'application information', 'free'),
    sessionKey: transparent(0x0006, 'public key of 0010, for session keys', ANY),
    signedCardKey: transparent(0x0007, 'signed public key of 0013', ANY),
    unknown8: transparent(0x0008, 'unknown', ANY, new Uint8Array(16).fill(0xff)),
    deliveryKey: deliveryKey(0x0010, 'private key that session keys are sent to', 'rsa-2048', [PIN]),
    pin: pin(PIN, '券面事項入力補助用暗証番号'),
    blockedKey: neverSet(0x0012),
    cardKey: cardKey(0x0013, 'signing key of the card', 'rsa-2048'),
    codeA: codeA(CODE_A),
    codeB: codeB(CODE_B),
    unknown1C: internal(0x001c),
    unknown1E: internal(0x001e),
  },
  commands: {
    SELECT: 'answers',
    'READ BINARY': 'answers',
    'READ RECORD': 'answers',
    VERIFY: 'answers',
    'CHANGE REFERENCE DATA': 'answers',
    'CHANGE KEY': SW.securityStatus,
    'COMPUTE DIGITAL SIGNATURE': 'answers',
    'INTERNAL AUTHENTICATE': 'answers',
    'GET CHALLENGE': 'answers',
    'GET DATA': 'answers',
    'SET PUBLIC IC KEY': 'answers',
    'SET SESSION KEY': 'answers',
    ERASE: SW.securityStatus,
    'UNLOCK DF': SW.securityStatus,
    'UNLOCK KEY': SW.securityStatus,
    'MANAGE ATTRIBUTES': SW.securityStatus,
    'INITIALIZE UPDATE': SW.securityStatus,
    'EXTERNAL AUTHENTICATE': SW.conditionsOfUse,
    'LAST COMMAND INDICATOR': SW.wrongLength,
  },
  defaultKey: 0x0013,
  // After SET SESSION KEY, SELECT, VERIFY and READ BINARY come with class 08 as well (`secure-messaging/`).
  deliveryKey: 0x0010,
} as const satisfies ApplicationDefinition;
