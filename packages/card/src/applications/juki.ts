import { hex } from '../bytes.ts';
import { type ApplicationDefinition, pin, records } from './definition.ts';

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
  jicsapChangeKey: true,
} as const satisfies ApplicationDefinition;
