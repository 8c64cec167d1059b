import type { Random } from '../../platform/index.ts';

/** 16 characters of Crockford's base 32 (80 bits): nobody finds a genuine one by trying. */
export function newPaperSerial(random: Random): string {
  return random.id('paper').slice('paper-'.length);
}

/** `7K3M-9QXT-4WKD-02BF`, as it is printed. */
export function formatPaperSerial(serial: string): string {
  return serial.match(/.{1,4}/g)?.join('-') ?? serial;
}

/** What somebody has typed off a paper: groups, lower case and the letters that base 32 leaves out are forgiven. */
export function normalisePaperSerial(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}
