import { defineErrors, type Refusal } from '../../platform/index.ts';
import { PdfRefusal } from './pdf/desk.ts';

const SAVE_ANEW = {
  ja: '文書を開いて「PDFとして保存」または「PDFとして印刷」で新しく作り、そのファイルを選んでください。もう一度ダウンロードしても、元のファイルが同じなら変わりません。',
  en: 'Open it, save it as PDF anew (or print it to PDF), and choose that file. Downloading it again helps only if the download was cut off.',
};

/** Whatever makes a new file takes the signatures of the old one away. */
const SIGNED = {
  ja: 'すでに署名のある文書は、作り直すと署名が失われるので、送り主から元のファイルをもう一度受け取ってください。',
  en: 'A new file loses the signatures of the old one: of a document that is signed already, ask the sender for the original again.',
};

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
      ja: `パスワードを知っている場合は、文書を開き、保護を外して保存したファイルを選んでください。知らない場合は、作成者に保護のないPDFを求めてください。${SIGNED.ja}`,
      en: `If you know the password, open the document, save it without protection and choose that file; otherwise ask its author for an unprotected one. ${SIGNED.en}`,
    },
  },
  DOCUMENT_DAMAGED: {
    status: 422,
    title: {
      ja: 'このPDFは途中で切れているか、規格どおりに作られていない所があります。',
      en: 'This PDF is cut off before its end, or not made as the standard says.',
    },
    next: { ja: `${SAVE_ANEW.ja}${SIGNED.ja}`, en: `${SAVE_ANEW.en} ${SIGNED.en}` },
  },
  DOCUMENT_HAS_MORE_AROUND: {
    status: 422,
    title: {
      ja: 'このファイルには、PDFの前か後ろに余分なデータが付いています。',
      en: 'This file has something before or after the PDF that does not belong to it.',
    },
    next: { ja: `${SAVE_ANEW.ja}${SIGNED.ja}`, en: `${SAVE_ANEW.en} ${SIGNED.en}` },
  },
  DOCUMENT_NO_PAGE_SIZE: {
    status: 422,
    title: {
      ja: 'このPDFには、大きさの決められていないページがあります。ソフトによって見え方が変わります。',
      en: 'This PDF has a page without a size, which programs show in different ways.',
    },
    next: { ja: `${SAVE_ANEW.ja}${SIGNED.ja}`, en: `${SAVE_ANEW.en} ${SIGNED.en}` },
  },
  DOCUMENT_TOO_LARGE: {
    status: 413,
    title: { ja: 'このPDFは大きすぎます。', en: 'This PDF is too large.' },
    next: {
      ja: `画像の解像度を下げて保存し直すか、いくつかに分けてください。${SIGNED.ja}`,
      en: `Save it anew with smaller pictures, or split it into several. ${SIGNED.en}`,
    },
  },
  DOCUMENT_TOO_COMPLEX: {
    status: 422,
    title: {
      ja: 'このPDFは複雑すぎて読み取れません。',
      en: 'This PDF is too complex to be read here.',
    },
    next: {
      ja: `文書を開いて「PDFとして印刷」で作り直すか、いくつかに分けてください。${SIGNED.ja}`,
      en: `Open it and print it to a new PDF, or split it into several. ${SIGNED.en}`,
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
    case 'octets-before':
    case 'octets-after':
      return documentErrors.DOCUMENT_HAS_MORE_AROUND({ privateDetail });
    case 'no-page-size':
      return documentErrors.DOCUMENT_NO_PAGE_SIZE({ privateDetail });
    case 'too-large':
      return documentErrors.DOCUMENT_TOO_LARGE({ privateDetail });
    case 'limit-exceeded':
    case 'time-limit':
      return documentErrors.DOCUMENT_TOO_COMPLEX({ privateDetail });
    case 'busy':
      return documentErrors.DOCUMENT_READERS_BUSY();
    default:
      return error;
  }
}
