import { randomBytes } from 'node:crypto';
import { ascii, concat, hex, NO_BYTES, toHex } from '../src/bytes.ts';
import { Chip } from '../src/chip.ts';
import type { CardImage, ScpKeySet } from '../src/image/card-image.ts';
import { credentialAt, withCredential, withFile, withKey } from '../src/image/edits.ts';
import { manufacture } from '../src/image/manufacture.ts';
import { encodeTextApInfo } from '../src/layout/ap-info.ts';
import { encodeAttributes } from '../src/layout/attributes-file.ts';
import { encodeSessionKeyFile } from '../src/layout/card-key-files.ts';
import { encodeCertificatePresence } from '../src/layout/certificate-presence.ts';
import { encodeNumberFile } from '../src/layout/number-file.ts';
import { encodeCommonSerial } from '../src/layout/records.ts';
import { encodeTextSignatureFile } from '../src/layout/text-signature-file.ts';
import { encodeTokenInfo } from '../src/layout/token-info.ts';
import type { ChipSurroundings } from '../src/surroundings.ts';
import { testKey } from './keys.ts';

export const CHIP_SERIAL = '900000000000017';
export const INDIVIDUAL_NUMBER = '123456789018';
export const CODE_B = '60040120351234';
export const SIGNATURE_PASSWORD = 'MIBUN2026';
export const PIN = '1234';

export const ISSUER_KEYS: ScpKeySet = {
  version: 1,
  enc: hex('000102030405060708090A0B0C0D0E0F'),
  mac: hex('101112131415161718191A1B1C1D1E1F'),
  dek: hex('202122232425262728292A2B2C2D2E2F'),
};

/** Stands for a certificate: the card looks at nothing in it, clients at its first four bytes. */
export const CERTIFICATE = concat(
  hex('308202CF'),
  new Uint8Array(0x2cf).map((_, index) => index & 0xff),
);

export const ATTRIBUTES = {
  name: '番号　花子',
  address: '東京都千代田区霞が関２－１－２',
  birthDate: '1985-04-01',
  sex: '2',
} as const;

export function blankImage(issuerKeys: ScpKeySet = ISSUER_KEYS): CardImage {
  return manufacture({ chipSerial: CHIP_SERIAL, profile: 'generation-1', issuerKeys });
}

const CREDENTIALS = [
  ['jpki', 0x0018, PIN, 3],
  ['jpki', 0x001b, SIGNATURE_PASSWORD, 5],
  ['text', 0x0011, PIN, 3],
  ['text', 0x0014, INDIVIDUAL_NUMBER, 10],
  ['text', 0x0015, CODE_B, 10],
  ['visual', 0x0011, '600401', 10],
  ['visual', 0x0012, CODE_B, 10],
  ['visual', 0x0013, INDIVIDUAL_NUMBER, 10],
  ['juki', 0x001c, PIN, 3],
  ['common', 0x001c, PIN, 3],
] as const;

const KEYS = [
  ['jpki', 0x0017],
  ['jpki', 0x001a],
  ['text', 0x0010],
  ['text', 0x0013],
  ['visual', 0x001a],
  ['common', 0x0019],
] as const;

/** A card that has been handed over: files, one RSA key everywhere, every credential set. */
export function activeImage(): CardImage {
  let image: CardImage = { ...blankImage(), state: 'active' };
  const privateKey = testKey('card').pkcs8;
  for (const [application, id] of KEYS) image = withKey(image, { application, id, privateKey });
  for (const [application, id, value, triesLeft] of CREDENTIALS) {
    const credential = credentialAt(image, { application, id });
    image = withCredential(image, { ...credential, value: ascii(value), triesLeft });
  }
  const numberFile = encodeNumberFile(INDIVIDUAL_NUMBER);
  const attributesFile = encodeAttributes(ATTRIBUTES);
  const expiry = '2035-04-01';
  const files = [
    ['jpki', 0x0001, CERTIFICATE],
    ['jpki', 0x0002, CERTIFICATE],
    ['jpki', 0x0006, encodeTokenInfo({ serialNumber: CHIP_SERIAL })],
    ['jpki', 0x0008, encodeCertificatePresence({ signature: true, authentication: true })],
    ['jpki', 0x000a, CERTIFICATE],
    ['jpki', 0x000b, CERTIFICATE],
    ['text', 0x0001, numberFile],
    ['text', 0x0002, attributesFile],
    [
      'text',
      0x0003,
      encodeTextSignatureFile({ numberFile, attributesFile, sign: () => new Uint8Array(256) }),
    ],
    ['text', 0x0005, encodeTextApInfo({ keyId: new Uint8Array(16) })],
    ['text', 0x0006, encodeSessionKeyFile(testKey('card').rsa)],
    ['visual', 0x0002, ascii('card face')],
    ['visual', 0x0005, ascii('number image')],
    ['visual', 0x0001, ascii('age record')],
    ['common', 0x0001, encodeCommonSerial({ chipSerial: CHIP_SERIAL, municipality: '13101', expiry })],
  ] as const;
  for (const [application, id, content] of files) image = withFile(image, { application, id, content });
  return image;
}

/** A chip and what it has saved; commands and answers are written in hexadecimal. */
export class Bench {
  readonly chip: Chip;
  saved: CardImage;
  /** How often the chip has saved. */
  saves = 0;

  constructor(image: CardImage = activeImage(), surroundings: Partial<ChipSurroundings> = {}) {
    this.saved = image;
    this.chip = new Chip(image, {
      random: (length) => randomBytes(length),
      generateKey: () => testKey('card').pkcs8,
      save: (next) => {
        this.saved = next;
        this.saves += 1;
      },
      ...surroundings,
    });
  }

  send(command: string): string {
    return toHex(this.chip.transmit(hex(command)));
  }

  /** Sends a command with data, as short as it fits. */
  sendData(header: string, data: Uint8Array, le = ''): string {
    return this.send(`${header}${toHex(Uint8Array.of(data.length))}${toHex(data)}${le}`);
  }

  select(application: keyof typeof SELECT): string {
    return this.send(SELECT[application]);
  }

  verify(shortId: number, value: string): string {
    return this.sendData(`002000${toHex(Uint8Array.of(0x80 | shortId))}`, ascii(value));
  }

  tries(shortId: number): string {
    return this.send(`002000${toHex(Uint8Array.of(0x80 | shortId))}`);
  }
}

const SELECT = {
  'card-manager': '00A4040C07A0000001510000',
  jpki: '00A4040C0AD392F000260100000001',
  text: '00A4040C0AD3921000310001010408',
  visual: '00A4040C0AD3921000310001010402',
  juki: '00A4040C0AD3921000310001010401',
  common: '00A4040C0AD3921000310001010100',
} as const;

/** Data and status word of an answer in hexadecimal. */
export function split(answer: string): { readonly data: Uint8Array; readonly sw: string } {
  const data = answer.length > 4 ? hex(answer.slice(0, -4)) : NO_BYTES;
  return { data, sw: answer.slice(-4) };
}
