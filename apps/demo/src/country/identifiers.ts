import { hashWords } from '@mibun/portraits';
import {
  type ApplicationId,
  type IndividualNumber,
  individualNumberCheckDigit,
  makeApplicationId,
  type ResidentCode,
  residentCodeCheckDigit,
} from '@mibun/rules';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** Every number that belongs to one person. */
export interface Identifiers {
  readonly personId: string;
  readonly individualNumber: IndividualNumber;
  readonly residentCode: ResidentCode;
  readonly applicationId: ApplicationId;
}

function scramble(value: number, key: number): number {
  let h = (value ^ key) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * Permutes 0 … left × right − 1: different serials always give different values, without remembering any
 * (a Feistel network over two mixed bases).
 */
function permutation(
  key: string,
  left: number,
  right: number,
): (serial: number) => readonly [number, number] {
  const keys = hashWords(key);
  return (serial) => {
    let l = Math.floor(serial / right) % left;
    let r = serial % right;
    for (let round = 0; round < 4; round++) {
      const k = keys[round % 4] ?? 0;
      l = (l + scramble(r, k)) % left;
      r = (r + scramble(l, Math.imul(k, 0x9e3779b1))) % right;
    }
    return [l, r];
  };
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

function base32(value: number, length: number): string {
  let text = '';
  let left = value;
  for (let i = 0; i < length; i++) {
    text = (BASE32[left % 32] ?? '') + text;
    left = Math.floor(left / 32);
  }
  return text;
}

/**
 * A source of identifiers: the same seed and serial give the same ones, different serials differ in all four.
 * Generated person ids begin with a digit, those of the cast with a letter.
 */
export function identifierSource(seed: string): (serial: number) => Identifiers {
  const person = permutation(`${seed}/person`, 6 * 2 ** 25, 2 ** 30);
  const number = permutation(`${seed}/individual-number`, 1e5, 1e6);
  const code = permutation(`${seed}/resident-code`, 1e5, 1e5);
  const form = permutation(`${seed}/application`, 1e5, 1e6);
  const [formKey] = hashWords(`${seed}/application-tail`);
  return (serial) => {
    const [p1, p2] = person(serial);
    const [n1, n2] = number(serial);
    const base = digits(n1, 5) + digits(n2, 6);
    const [c1, c2] = code(serial);
    const codeBase = digits(c1, 5) + digits(c2, 5);
    const [f1, f2] = form(serial);
    const tail = digits(scramble(serial, formKey), 10);
    return {
      personId: `p-${BASE32[26 + Math.floor(p1 / 2 ** 25)]}${base32(p1 % 2 ** 25, 5)}${base32(p2, 6)}`,
      individualNumber: `${base}${individualNumberCheckDigit(base)}` as IndividualNumber,
      residentCode: `${codeBase}${residentCodeCheckDigit(codeBase)}` as ResidentCode,
      applicationId: makeApplicationId(digits(f1, 5) + digits(f2, 6) + tail.slice(-10)),
    };
  };
}
