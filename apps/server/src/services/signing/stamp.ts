import type { SignatureAppearance } from '@mibun/documents';
import type { CertifiedPerson } from '@mibun/pki';
import type { PageArea } from '../verification/index.ts';

/** Points. Three stamps stand side by side at the foot of an A4 page, lower than where footers are usually printed. */
const STAMP = { width: 174, height: 28, gap: 6, margin: 10 };

/**
 * A place for the next stamp at the foot of the last page: from the right to the left, then row by row upwards, so
 * that no signature covers an earlier one. On a page smaller than a stamp it takes what there is.
 */
export function stampPlace(lastPage: PageArea, earlierSignatures: number): PageArea {
  const { gap, margin } = STAMP;
  const width = Math.min(STAMP.width, lastPage.width);
  const height = Math.min(STAMP.height, lastPage.height);
  const howMany = (room: number, size: number) =>
    Math.max(1, Math.floor((room - 2 * margin + gap) / (size + gap)));
  const columns = howMany(lastPage.width, width);
  const rows = howMany(lastPage.height, height);
  const column = earlierSignatures % columns;
  const row = Math.floor(earlierSignatures / columns) % rows;
  const fromRight = margin + column * (width + gap) + width;
  const fromFoot = margin + row * (height + gap) + height;
  return {
    page: lastPage.page,
    x: lastPage.x + Math.max(0, lastPage.width - fromRight),
    y: lastPage.y + Math.max(0, lastPage.height - fromFoot),
    width,
    height,
  };
}

/** What the stamp says. A picture proves nothing by itself: only the signature in the file does. */
export function stampOf(
  place: PageArea,
  person: Pick<CertifiedPerson, 'name' | 'nameFlags'>,
  signingTime: Date,
): SignatureAppearance {
  const note = person.nameFlags.includes('1') ? '（代替文字を含む）' : '';
  return {
    ...place,
    lines: [`${person.name}${note}`, `電子署名 Signed electronically  ${japanTime(signingTime)}`],
  };
}

function japanTime(instant: Date): string {
  const japan = new Date(instant.getTime() + 9 * 3_600_000).toISOString();
  return `${japan.slice(0, 10)} ${japan.slice(11, 16)} JST`;
}
