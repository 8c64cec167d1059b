import { createCipheriv, createDecipheriv } from 'node:crypto';
import { type CardImage, decodeImage, encodeImage } from '@mibun/card';
import { TrayError } from './tray-error.ts';

/** What one file of the tray holds. */
export interface TrayCard {
  /** What a person would call this card, for lists. */
  readonly label: string;
  readonly image: CardImage;
}

// 'MBNCARD' and the version of this layout.
const MAGIC = Buffer.from('MBNCARD\x01', 'latin1');
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;

/**
 * Encrypts a card for its file: magic (8) ‖ nonce (12) ‖ AES-256-GCM of (label length (2) ‖ label ‖ image) ‖ tag (16).
 * The serial is authenticated too, so that one card's file cannot stand in for another's.
 */
export function sealCard(card: TrayCard, serial: string, key: Uint8Array, nonce: Uint8Array): Uint8Array {
  const label = Buffer.from(card.label, 'utf8');
  const labelLength = Buffer.alloc(2);
  labelLength.writeUInt16BE(label.length);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(associatedData(serial));
  const body = [cipher.update(labelLength), cipher.update(label), cipher.update(encodeImage(card.image))];
  return Buffer.concat([MAGIC, nonce, ...body, cipher.final(), cipher.getAuthTag()]);
}

/** Undoes {@link sealCard}. @throws TrayError 'damaged-card' */
export function openCard(file: Uint8Array, serial: string, key: Uint8Array): TrayCard {
  return reportingDamage(serial, () => {
    const plain = decrypt(Buffer.from(file), serial, key);
    return { label: labelIn(plain), image: decodeImage(plain.subarray(2 + plain.readUInt16BE(0))) };
  });
}

/** The label alone, without building up the chip's memory. @throws TrayError 'damaged-card' */
export function readCardLabel(file: Uint8Array, serial: string, key: Uint8Array): string {
  return reportingDamage(serial, () => labelIn(decrypt(Buffer.from(file), serial, key)));
}

function decrypt(file: Buffer, serial: string, key: Uint8Array): Buffer {
  if (!file.subarray(0, MAGIC.length).equals(MAGIC)) throw new Error('this is not a file of a card tray');
  const body = MAGIC.length + NONCE_LENGTH;
  const nonce = file.subarray(MAGIC.length, body);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_LENGTH });
  decipher.setAAD(associatedData(serial));
  decipher.setAuthTag(file.subarray(-TAG_LENGTH));
  return Buffer.concat([decipher.update(file.subarray(body, -TAG_LENGTH)), decipher.final()]);
}

function labelIn(plain: Buffer): string {
  return plain.toString('utf8', 2, 2 + plain.readUInt16BE(0));
}

function associatedData(serial: string): Uint8Array {
  return Buffer.concat([MAGIC, Buffer.from(serial, 'latin1')]);
}

function reportingDamage<T>(serial: string, open: () => T): T {
  try {
    return open();
  } catch (cause) {
    throw new TrayError('damaged-card', `the file of card ${serial} cannot be opened`, { cause });
  }
}
