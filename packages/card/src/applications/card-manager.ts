import { hex } from '../bytes.ts';
import { SW } from '../status-words.ts';
import type { ApplicationDefinition } from './definition.ts';
import { dataObject } from './rows.ts';

/** Issuer security domain: GET DATA without any credential (chip.md §1.2), and the issuer channel. */
export const CARD_MANAGER = {
  name: 'card-manager',
  issuerCode: 0x00,
  aid: hex('A0000001510000'),
  ja: 'カードマネージャ',
  en: 'card manager',
  files: {
    issuerId: dataObject(0x0042, 'issuer key id, 16 bytes'),
    cardNumber: dataObject(0x0045, 'card identification number, ASCII', { fixed: true }),
    recognitionData: dataObject(0x0066, 'GlobalPlatform card recognition data', { fixed: true }),
    municipality: dataObject(0x00f0, 'municipality code, 5 digits'),
    expiry: dataObject(0x00f2, 'expiry date, YYYYMMDD'),
    intermediateKeyId: dataObject(0x00f7, 'key id of the intermediate that signs 7F21'),
    intermediateCertificate: dataObject(
      0x00f8,
      'CV certificate root to intermediate, without its 7F21 header',
    ),
    cvCertificate: dataObject(0x7f21, 'CV certificate intermediate to next key, without its 7F21 header'),
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
    'SET SESSION KEY': SW.securityStatus,
    ERASE: SW.securityStatus,
    'UNLOCK DF': SW.securityStatus,
    'UNLOCK KEY': SW.securityStatus,
    'MANAGE ATTRIBUTES': SW.securityStatus,
    'INITIALIZE UPDATE': 'answers',
    'EXTERNAL AUTHENTICATE': 'answers',
    'LAST COMMAND INDICATOR': SW.wrongLength,
  },
} as const satisfies ApplicationDefinition;
