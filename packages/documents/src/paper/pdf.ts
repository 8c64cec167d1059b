import PDFDocument from 'pdfkit';

export type PdfKit = InstanceType<typeof PDFDocument>;

/** Points in a millimetre. */
export const MM = 72 / 25.4;

/** A pdfkit document without pages; dates are the caller's, so equal input gives equal bytes. */
export function newPdf(options: {
  readonly title: string;
  readonly createdAt: Date;
  readonly size: [number, number] | 'A4';
  readonly author?: string;
  readonly language?: string;
  readonly archival?: boolean;
  readonly tagged?: boolean;
}): PdfKit {
  return new PDFDocument({
    size: options.size,
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    displayTitle: true,
    ...(options.tagged === true ? { tagged: true } : {}),
    ...(options.language === undefined ? {} : { lang: options.language }),
    ...(options.archival === true ? { subset: 'PDF/A-2b' as const } : {}),
    info: {
      Title: options.title,
      Author: options.author ?? 'Mibun',
      Producer: 'Mibun',
      Creator: 'Mibun',
      CreationDate: options.createdAt,
      ModDate: options.createdAt,
    },
  });
}

/** The finished bytes, once `end()` was called. */
export function collectPdf(document: PdfKit): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  return new Promise((resolve, reject) => {
    document.on('data', (part: Buffer) => parts.push(part));
    document.on('end', () => resolve(Buffer.concat(parts)));
    document.on('error', reject);
  });
}
