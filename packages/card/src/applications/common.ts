import { hex } from '../bytes.ts';
import { SW } from '../status-words.ts';
import type { ApplicationDefinition } from './definition.ts';
import { authenticationKey, pin, records } from './rows.ts';

/** 共通カードAP: serial number, municipality and expiry for anybody (chip.md §2.5). */
export const COMMON = {
  name: 'common',
  issuerCode: 0x05,
  aid: hex('D3921000310001010100'),
  ja: '共通カードAP',
  en: 'common application',
  files: {
    serial: records(0x0001, 'manufacturing serial, municipality, expiry', 'free'),
    keyId: records(0x0002, 'key id', 'free'),
    cardKey: authenticationKey(0x0019, 'key of INTERNAL AUTHENTICATE', 'rsa-2048'),
    pin: pin(0x001c, '住民基本台帳用暗証番号'),
  },
  commands: {
    SELECT: 'answers',
    'READ BINARY': 'answers',
    'READ RECORD': 'answers',
    VERIFY: 'answers',
    'CHANGE REFERENCE DATA': 'answers',
    'CHANGE KEY': 'answers',
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
} as const satisfies ApplicationDefinition;
