import { hex } from '../bytes.ts';
import { type ApplicationDefinition, authenticationKey, pin, records } from './definition.ts';

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
    cardKey: authenticationKey(0x0019, 'key of INTERNAL AUTHENTICATE'),
    pin: pin(0x001c, '住民基本台帳用暗証番号'),
  },
  jicsapChangeKey: true,
} as const satisfies ApplicationDefinition;
