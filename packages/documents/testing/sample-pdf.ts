import { deflateSync } from 'node:zlib';

/** Small PDFs for tests, written by hand so that every byte is known. */

export interface TablePdf {
  /** From number 4 on. */
  readonly objects?: readonly string[];
  /** Added to the catalog, the page, the node above it. */
  readonly catalog?: string;
  readonly page?: string;
  readonly pages?: string;
}

/** One page, a cross-reference table. */
export function tablePdf(options: TablePdf = {}): Uint8Array {
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${options.catalog ?? ''} >>`,
    `<< /Type /Pages /Kids [3 0 R] /Count 1 ${options.pages ?? '/MediaBox [0 0 595 842]'} >>`,
    `<< /Type /Page /Parent 2 0 R ${options.page ?? ''} >>`,
    ...(options.objects ?? []),
  ];
  let text = '%PDF-1.7\n';
  const offsets = objects.map((body, i) => {
    const offset = text.length;
    text += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  text += offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

/** The same document with its objects in a compressed object stream and a cross-reference stream. */
export function streamPdf(): Uint8Array {
  const bodies = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>',
    '<< /Type /Page /Parent 2 0 R >>',
  ];
  let at = 0;
  const head = bodies.map((body, i) => {
    const pair = `${i + 1} ${at}`;
    at += body.length + 1;
    return pair;
  });
  const first = `${head.join(' ')} `;
  const content = deflateSync(Buffer.from(`${first}${bodies.join(' ')}`));
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const length = (): number => parts.reduce((sum, part) => sum + part.length, 0);
  const objectStream = length();
  parts.push(
    Buffer.from(
      `4 0 obj\n<< /Type /ObjStm /N 3 /First ${first.length} /Filter /FlateDecode /Length ${content.length} >>\nstream\n`,
    ),
    content,
    Buffer.from('\nendstream\nendobj\n'),
  );
  const xref = length();
  const rows = [
    [0, 0, 255],
    [2, 4, 0],
    [2, 4, 1],
    [2, 4, 2],
    [1, objectStream, 0],
    [1, xref, 0],
  ].flatMap(([type = 0, second = 0, third = 0]) => [type, second >> 8, second & 0xff, third]);
  // PNG predictor "up": each row is written as the difference from the one above.
  const predicted = rows.flatMap((value, i) => [
    ...(i % 4 === 0 ? [2] : []),
    (value - (rows[i - 4] ?? 0)) & 0xff,
  ]);
  const packed = deflateSync(Buffer.from(predicted));
  parts.push(
    Buffer.from(
      `5 0 obj\n<< /Type /XRef /Size 6 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 4 >> /Length ${packed.length} >>\nstream\n`,
    ),
    packed,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${xref}\n%%EOF\n`),
  );
  return Buffer.concat(parts);
}

/** A file whose objects 1 … `count` lie in one object stream with this head and body, whatever those say. */
export function packedPdf(
  head: string,
  body: string,
  claim: { readonly count: number; readonly first?: number },
): Uint8Array {
  const content = deflateSync(Buffer.from(head + body), { level: 9 });
  const { count, first = head.length } = claim;
  const opening = `4 0 obj\n<< /Type /ObjStm /N ${count} /First ${first} /Filter /FlateDecode /Length ${content.length} >>\nstream\n`;
  const before = Buffer.concat([
    Buffer.from(`%PDF-1.7\n${opening}`),
    content,
    Buffer.from('\nendstream\nendobj\n'),
  ]);
  const rows = [
    [0, 0, 0],
    [2, 4, 0],
    [2, 4, 1],
    [2, 4, 2],
    [1, 9, 0],
  ].flatMap(([type = 0, second = 0, third = 0]) => [type, second, third]);
  const dictionary = `<< /Type /XRef /Size 5 /W [1 1 1] /Root 1 0 R /Length ${rows.length} >>`;
  return Buffer.concat([
    before,
    Buffer.from(`5 0 obj\n${dictionary}\nstream\n`),
    Buffer.from(rows),
    Buffer.from(`\nendstream\nendobj\nstartxref\n${before.length}\n%%EOF\n`),
  ]);
}
