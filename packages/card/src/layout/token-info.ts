import { ascii, concat, hex } from '../bytes.ts';
import { malformed } from './layout-error.ts';

/** JPKI EF 0006: a PKCS#11 CK_TOKEN_INFO, 160 bytes (chip.md §2.1). */
export interface TokenInfo {
  /** At most 16 characters. */
  readonly serialNumber: string;
  /** Clients know the card by it: `JPKIAPICCTOKEN2` is the plastic card. */
  readonly label?: string;
  readonly manufacturer?: string;
  readonly model?: string;
}

const LENGTH = 160;
const PLASTIC_CARD = 'JPKIAPICCTOKEN2';

const padded = (text: string, length: number): Uint8Array => {
  if (text.length > length) throw new RangeError(`longer than ${length} characters`);
  return ascii(text.padEnd(length, ' '));
};

export function encodeTokenInfo({
  serialNumber,
  label = PLASTIC_CARD,
  manufacturer = 'MIBUN',
  model = 'MIBUN1',
}: TokenInfo): Uint8Array {
  return concat(
    padded(label, 32),
    padded(manufacturer, 32),
    padded(model, 16),
    padded(serialNumber, 16),
    // CKF_RNG, CKF_LOGIN_REQUIRED, CKF_USER_PIN_INITIALIZED, CKF_TOKEN_INITIALIZED
    hex('0000040D'),
    hex('00000001 00000000 00000001 00000000'),
    // Longest and shortest PIN
    hex('00000010 00000006'),
    hex('FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF'),
    ascii('0301'),
    ascii('9'.repeat(16)),
  );
}

/** @throws LayoutError */
export function decodeTokenInfo(bytes: Uint8Array): Required<TokenInfo> {
  if (bytes.length < LENGTH) malformed('token information is 160 bytes');
  const text = (start: number, end: number) =>
    Buffer.from(bytes.slice(start, end)).toString('latin1').trimEnd();
  return { label: text(0, 32), manufacturer: text(32, 64), model: text(64, 80), serialNumber: text(80, 96) };
}
