import { defineErrors, type Refusal } from '../platform/index.ts';
import { PdfRefusal } from './pdf/desk.ts';

/** What any use of a document can be refused with; signing and verification say the same words. */
export const documentErrors = defineErrors('verification', {
  DOCUMENT_NOT_A_PDF: {
    status: 422,
    title: { ja: 'これはPDFファイルではありません。', en: 'This file is not a PDF.' },
    next: {
      ja: '文書を作ったソフトで「PDFとして保存」し、そのファイルを選んでください。',
      en: 'Save the document as PDF in the program that made it, and choose that file.',
    },
  },
  DOCUMENT_ENCRYPTED: {
    status: 422,
    title: {
      ja: 'このPDFにはパスワードか編集の制限がかかっています。',
      en: 'This PDF is protected by a password or by restrictions.',
    },
    next: {
      ja: '保護を外したPDFを保存して、そのファイルを選んでください。',
      en: 'Save a copy without protection and choose that one.',
    },
  },
  DOCUMENT_DAMAGED: {
    status: 422,
    title: {
      ja: 'このPDFは壊れているか、途中で切れています。',
      en: 'This PDF is damaged or cut off before its end.',
    },
    next: {
      ja: 'もう一度ダウンロードするか、元のソフトで保存し直してください。',
      en: 'Download it again, or save it again in the program that made it.',
    },
  },
  DOCUMENT_TOO_COMPLEX: {
    status: 422,
    title: {
      ja: 'このPDFは複雑すぎて読み取れません。',
      en: 'This PDF is too complex to be read here.',
    },
    next: {
      ja: '「PDFとして印刷」で作り直すか、いくつかに分けてください。',
      en: 'Print it to a new PDF, or split it into several.',
    },
  },
  DOCUMENT_READERS_BUSY: {
    status: 503,
    title: {
      ja: 'いま、読み取りを待っている文書が多すぎます。',
      en: 'Too many documents are waiting to be read at the moment.',
    },
    next: {
      ja: '先に送った文書の結果が出るまで少し待ってから、もう一度送ってください。',
      en: 'Wait until the documents you sent before are done, and send this one again.',
    },
  },
});

/** The public words for a document that could not be read; anything else is thrown on. */
export function refusalOfDocument(error: unknown): Refusal | unknown {
  if (!(error instanceof PdfRefusal)) return error;
  const privateDetail = error.message;
  switch (error.code) {
    case 'not-a-pdf':
      return documentErrors.DOCUMENT_NOT_A_PDF({ privateDetail });
    case 'encrypted':
      return documentErrors.DOCUMENT_ENCRYPTED({ privateDetail });
    case 'damaged':
      return documentErrors.DOCUMENT_DAMAGED({ privateDetail });
    case 'too-large':
    case 'limit-exceeded':
    case 'time-limit':
      return documentErrors.DOCUMENT_TOO_COMPLEX({ privateDetail });
    case 'busy':
      return documentErrors.DOCUMENT_READERS_BUSY();
    default:
      return error;
  }
}
