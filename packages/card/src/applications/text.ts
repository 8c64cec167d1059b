import { hex } from '../bytes.ts';
import {
  type ApplicationDefinition,
  cardKey,
  codeA,
  codeB,
  internal,
  neverSet,
  pin,
  transparent,
} from './definition.ts';

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
    sessionKey: transparent(0x0006, 'public key for session keys', ANY),
    signedCardKey: transparent(0x0007, 'signed public key of 0013', ANY),
    unknown8: transparent(0x0008, 'unknown', ANY, new Uint8Array(16).fill(0xff)),
    unknown10: internal(0x0010),
    pin: pin(PIN, '券面事項入力補助用暗証番号'),
    blockedKey: neverSet(0x0012),
    cardKey: cardKey(0x0013, 'signing key of the card'),
    codeA: codeA(CODE_A),
    codeB: codeB(CODE_B),
    unknown1C: internal(0x001c),
    unknown1E: internal(0x001e),
  },
  defaultKey: 0x0013,
} as const satisfies ApplicationDefinition;
