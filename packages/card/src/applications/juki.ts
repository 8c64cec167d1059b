import { hex } from '../bytes.ts';
import { SW } from '../status-words.ts';
import type { ApplicationDefinition } from './definition.ts';
import { pin, records } from './rows.ts';

/** 住基AP: resident-register application (chip.md §2.4). */
export const JUKI = {
  name: 'juki',
  issuerCode: 0x04,
  aid: hex('D3921000310001010401'),
  ja: '住基AP',
  en: 'resident-register application',
  files: {
    keyId: records(0x0002, 'key id', 'free'),
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
    'SET SESSION KEY': SW.securityStatus,
    ERASE: SW.securityStatus,
    'UNLOCK DF': SW.securityStatus,
    'UNLOCK KEY': SW.securityStatus,
    'MANAGE ATTRIBUTES': SW.securityStatus,
    'INITIALIZE UPDATE': SW.securityStatus,
    'EXTERNAL AUTHENTICATE': SW.conditionsOfUse,
    'LAST COMMAND INDICATOR': SW.wrongLength,
  },
} as const satisfies ApplicationDefinition;
