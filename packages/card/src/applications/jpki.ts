import { hex } from '../bytes.ts';
import { SW } from '../status-words.ts';
import type { ApplicationDefinition } from './definition.ts';
import { holderKey, internal, pin, signaturePassword, transparent } from './rows.ts';

const AUTHENTICATION_PIN = 0x0018;
const SIGNATURE_PASSWORD = 0x001b;

/** 公的個人認証AP: certificates, and the keys behind them (chip.md §2.1). */
export const JPKI = {
  name: 'jpki',
  issuerCode: 0x01,
  aid: hex('D392F000260100000001'),
  ja: '公的個人認証AP',
  en: 'JPKI application',
  files: {
    signatureCertificate: transparent(0x0001, 'signature certificate, DER', [SIGNATURE_PASSWORD]),
    signatureCa: transparent(0x0002, 'CA certificate of the signature certificate, DER', 'free'),
    unknown5: internal(0x0005),
    tokenInfo: transparent(0x0006, 'token information, 160 bytes', 'free'),
    certificatePresence: transparent(0x0008, 'certificate presence, 3 bytes', 'free', hex('00 00 00')),
    unknown9: transparent(0x0009, 'protected, unknown', 'never'),
    authenticationCertificate: transparent(0x000a, 'authentication certificate, DER', 'free'),
    authenticationCa: transparent(0x000b, 'CA certificate of the authentication certificate, DER', 'free'),
    unknown10: internal(0x0010, 'unknown key'),
    terminalCaKey: internal(0x0016, 'terminal-CA public key reference'),
    authenticationKey: holderKey(0x0017, 'authentication private key', 'rsa-2048', [AUTHENTICATION_PIN]),
    authenticationPin: pin(AUTHENTICATION_PIN, '利用者証明用暗証番号'),
    unknown19: internal(0x0019),
    signatureKey: holderKey(0x001a, 'signature private key', 'rsa-2048', [SIGNATURE_PASSWORD]),
    signaturePassword: signaturePassword(SIGNATURE_PASSWORD, '署名用パスワード'),
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
