import sharp from 'sharp';
import { digitsToPng1bit, textToPng1bit } from '../drawing/render.ts';
import { encodeJp2 } from '../jp2/codec.ts';
import type { FontBook } from '../paper/fonts.ts';

/** The printed photo is 22.0 × 27.5 mm (CARD-05): at 600 dpi, and the copy in the chip at 276 dpi. */
const PRINTED = { width: 520, height: 650 } as const;
const IN_CHIP = { width: 240, height: 300 } as const;
/** Pictures of text in the chip; chip.md gives no sizes. */
const NAME = { width: 320, height: 48 } as const;
const ADDRESS = { width: 320, height: 96 } as const;

/** White paper, where a card carries no photo (AGE-03): readers of the chip expect a picture. */
const NO_PHOTO = new Uint8Array(IN_CHIP.width * IN_CHIP.height).fill(0xff);

/** What the front of the card says of its holder. */
export interface PrintedPerson {
  readonly name: string;
  /** 旧氏 */
  readonly formerSurname?: string | null | undefined;
  /** 通称 */
  readonly commonName?: string | null | undefined;
  readonly address: string;
}

/** The pictures in the card-face application (chip.md §2.3). */
export interface ChipPictures {
  readonly namePng: Uint8Array;
  readonly addressPng: Uint8Array;
  readonly securityCodePng: Uint8Array;
  readonly photoJp2: Uint8Array;
}

/** Pixels of the largest photo that an application may bring (PHO-02). */
const LARGEST_PHOTO = 6000 * 6000;

/** Cut to 22 : 27.5 from the top, where the margin above the crown is (PHO-01). */
const cropped = (photo: Uint8Array, size: { readonly width: number; readonly height: number }) =>
  sharp(photo, { limitInputPixels: LARGEST_PHOTO })
    .rotate()
    .resize({ ...size, fit: 'cover', position: 'top' });

/** The photo as it is printed, JPEG. */
export async function photoForPrint(photo: Uint8Array): Promise<Uint8Array> {
  return cropped(photo, PRINTED).flatten({ background: '#ffffff' }).jpeg({ quality: 92 }).toBuffer();
}

/** The photo as the chip has it: greyscale JPEG 2000. The same photo always gives the same bytes. */
export async function photoForChip(photo: Uint8Array | undefined): Promise<Uint8Array> {
  if (!photo) return encodeJp2({ ...IN_CHIP, grey: NO_PHOTO });
  const grey = await cropped(photo, IN_CHIP)
    .flatten({ background: '#ffffff' })
    .toColourspace('b-w')
    .extractChannel(0)
    .raw()
    .toBuffer();
  return encodeJp2({ ...IN_CHIP, grey: new Uint8Array(grey) });
}

/** The name, and what stands in parentheses after it (CARD-02). */
export function printedName({ name, formerSurname, commonName }: PrintedPerson): string {
  const addition = formerSurname ?? commonName;
  return addition ? `${name}（${addition}）` : name;
}

/**
 * The pictures of the card-face application, always the same for the same data.
 * @param photo JPEG or PNG; undefined for a card without photo (AGE-03)
 */
export async function chipPictures(
  person: PrintedPerson,
  securityCode: string,
  photo: Uint8Array | undefined,
  fonts?: FontBook,
): Promise<ChipPictures> {
  return {
    namePng: await textToPng1bit(printedName(person), { ...NAME, ...(fonts && { fonts }) }),
    addressPng: await textToPng1bit(person.address, { ...ADDRESS, ...(fonts && { fonts }) }),
    securityCodePng: digitsToPng1bit(securityCode),
    photoJp2: await photoForChip(photo),
  };
}
