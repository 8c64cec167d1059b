import { hex } from '../bytes.ts';
import { SW } from '../status-words.ts';
import type { ApplicationDefinition } from './definition.ts';
import { birthDateKey, cardKey, codeA, codeB, internal, transparent } from './rows.ts';

const BIRTH_DATE = 0x0011;
const CODE_B = 0x0012;
const CODE_A = 0x0013;

/** 券面事項確認AP: what is printed on the card, as pictures (chip.md §2.3). */
export const VISUAL = {
  name: 'visual',
  issuerCode: 0x03,
  aid: hex('D3921000310001010402'),
  ja: '券面事項確認AP',
  en: 'card-face application',
  files: {
    ageRecord: transparent(0x0001, 'age record', [BIRTH_DATE]),
    face: transparent(0x0002, 'card face', [CODE_A, CODE_B]),
    apInfo: transparent(0x0003, 'application information', 'free'),
    cvCertificate: transparent(0x0004, 'CV certificate', 'free'),
    numberImage: transparent(0x0005, 'Individual Number as a picture', [CODE_A]),
    unknown6: transparent(0x0006, 'unknown', [CODE_A, CODE_B], new Uint8Array(16).fill(0xff)),
    birthDateKey: birthDateKey(BIRTH_DATE),
    codeB: codeB(CODE_B),
    codeA: codeA(CODE_A),
    cardKey: cardKey(0x001a, 'signing key of the card', 'rsa-2048'),
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
    'SET SESSION KEY': SW.noKeyDelivery,
    ERASE: SW.securityStatus,
    'UNLOCK DF': SW.securityStatus,
    'UNLOCK KEY': SW.securityStatus,
    'MANAGE ATTRIBUTES': SW.securityStatus,
    'INITIALIZE UPDATE': SW.securityStatus,
    'EXTERNAL AUTHENTICATE': SW.conditionsOfUse,
    'LAST COMMAND INDICATOR': SW.wrongLength,
  },
  defaultKey: 0x001a,
} as const satisfies ApplicationDefinition;
