import { defineErrors, type Refusal } from '../../platform/index.ts';
import { PdfRefusal, refusalOfDocument } from '../verification/index.ts';

const PRINT_ANEW = {
  ja: '文書を開いて「PDFとして印刷」で新しいPDFを作り、内容を確かめてから、そのファイルを選んでください。',
  en: 'Open the document, make a new PDF with "Print to PDF", check that it says the same, and choose that file.',
};

/**
 * Documents that are not signed although they can be read: they could show something else later although nobody changes
 * them, or their author does not allow it.
 */
export const unfitDocumentErrors = defineErrors('signing', {
  DOCUMENT_REFERS_TO_NOTHING: {
    status: 422,
    title: {
      ja: 'このPDFには、ファイルの中にない部品を指している所があります。後からその部品が加えられると、見える内容が変わってしまうため、署名できません。',
      en: 'This PDF refers to a part that is not in the file. Somebody could add that part later and change what it shows, so it cannot be signed.',
    },
    next: {
      ja: '文書を作ったソフトで開き、「PDFとして保存」で保存し直したファイルを選んでください。',
      en: 'Open it in the program that made it, save it as PDF anew, and choose that file.',
    },
  },
  DOCUMENT_HIDES_CONTENT: {
    status: 422,
    title: {
      ja: 'このPDFには、隠れているか、場合によって見え方の変わるレイヤーや画像があります。',
      en: 'This PDF has layers or pictures that are hidden, or that show only in some cases.',
    },
    next: {
      ja: 'レイヤーをすべて表示して一つに統合するか、「PDFとして印刷」で作り直し、内容を確かめてから、そのファイルを選んでください。',
      en: 'Show and flatten all layers, or make a new PDF with "Print to PDF"; check what it says and choose that file.',
    },
  },
  DOCUMENT_HAS_SCRIPT: {
    status: 422,
    title: {
      ja: 'このPDFにはプログラム（JavaScript）が入っていて、見える内容を変えられるため、署名できません。',
      en: 'This PDF contains a program (JavaScript), which can change what it shows, so it cannot be signed.',
    },
    next: PRINT_ANEW,
  },
  DOCUMENT_ACTS_BY_ITSELF: {
    status: 422,
    title: {
      ja: 'このPDFは、開いたときや触れたときに、自動で動作するように作られています。',
      en: 'This PDF is made to do something by itself, when it is opened or touched.',
    },
    next: PRINT_ANEW,
  },
  DOCUMENT_ACTS_OUTSIDE: {
    status: 422,
    title: {
      ja: 'このPDFには、ほかのファイルを開く、データを送る、表示を切り替えるなどのボタンやリンクがあります。ウェブページへのリンクは問題ありません。',
      en: 'This PDF has buttons or links that open other files, send data or switch what is shown. Links to web pages would be fine.',
    },
    next: PRINT_ANEW,
  },
  DOCUMENT_CONTENT_ELSEWHERE: {
    status: 422,
    title: {
      ja: 'このPDFの内容の一部は、別のファイルにあります。そのファイルには署名が及びません。',
      en: 'Part of what this PDF shows lies in another file, which a signature would not cover.',
    },
    next: PRINT_ANEW,
  },
  DOCUMENT_HAS_MEDIA: {
    status: 422,
    title: {
      ja: 'このPDFには、動画、音声または立体モデルが入っています。',
      en: 'This PDF contains film, sound or a three-dimensional model.',
    },
    next: {
      ja: 'それらを除いたPDFを作るか、「PDFとして印刷」で作り直して、そのファイルを選んでください。',
      en: 'Make a PDF without them, or a new one with "Print to PDF", and choose that file.',
    },
  },
  DOCUMENT_DYNAMIC_FORM: {
    status: 422,
    title: {
      ja: 'このPDFは、開くたびに組み立てられる入力フォーム（XFA）です。',
      en: 'This PDF is a form that is put together each time it is opened (XFA).',
    },
    next: {
      ja: '記入を済ませてから「PDFとして印刷」で作り直し、内容を確かめて、そのファイルを選んでください。',
      en: 'Fill it in, make a new PDF with "Print to PDF", check what it says, and choose that file.',
    },
  },
  DOCUMENT_AUTHOR_FORBIDS_CHANGES: {
    status: 409,
    title: {
      ja: 'この文書は、作成者が「変更を一切認めない」として認証しています。署名を加えると、その認証が無効になります。',
      en: 'The author has certified this document and allows no changes. A signature would break that certification.',
    },
    next: {
      ja: '作成者に、署名を認める設定で認証し直した文書か、認証のない文書を求めてください。',
      en: 'Ask the author for a copy that is certified with signing allowed, or for one that is not certified.',
    },
  },
  DOCUMENT_AUTHOR_LOCKED_FIELDS: {
    status: 409,
    title: {
      ja: 'この文書は、前の署名者が入力欄をロックしています。署名欄を加えると、前の署名が無効になります。',
      en: 'An earlier signer has locked the fields of this document. Another signature field would break that signature.',
    },
    next: {
      ja: '前の署名者に、ほかの人の署名を認める形で署名し直してもらうか、署名前の文書を使ってください。',
      en: 'Ask that signer to sign again in a way that allows further signatures, or use the document from before.',
    },
  },
  DOCUMENT_USAGE_RIGHTS: {
    status: 409,
    title: {
      ja: 'このPDFには、特定のソフトに与えられた利用権限が付いています。署名を加えると、その権限が無効になります。',
      en: 'This PDF carries usage rights that were given to a certain program. A signature would break them.',
    },
    next: {
      ja: '利用権限の付いていないPDFを作成者に求めるか、「PDFとして印刷」で作り直したファイルを選んでください。',
      en: 'Ask the author for a PDF without usage rights, or make a new one with "Print to PDF" and choose that.',
    },
  },
});

const BY_CODE: Partial<Record<PdfRefusal['code'], keyof typeof unfitDocumentErrors>> = {
  'dangling-reference': 'DOCUMENT_REFERS_TO_NOTHING',
  'hidden-content': 'DOCUMENT_HIDES_CONTENT',
  script: 'DOCUMENT_HAS_SCRIPT',
  'automatic-action': 'DOCUMENT_ACTS_BY_ITSELF',
  'outside-action': 'DOCUMENT_ACTS_OUTSIDE',
  'outside-content': 'DOCUMENT_CONTENT_ELSEWHERE',
  'moving-content': 'DOCUMENT_HAS_MEDIA',
  'xfa-form': 'DOCUMENT_DYNAMIC_FORM',
  'author-forbids-changes': 'DOCUMENT_AUTHOR_FORBIDS_CHANGES',
  'author-locked-fields': 'DOCUMENT_AUTHOR_LOCKED_FIELDS',
  'usage-rights': 'DOCUMENT_USAGE_RIGHTS',
};

/** The public words for a document that may not be signed or cannot be read; anything else is thrown on. */
export function refusalToSign(error: unknown): Refusal | unknown {
  const name = error instanceof PdfRefusal ? BY_CODE[error.code] : undefined;
  return name === undefined
    ? refusalOfDocument(error)
    : unfitDocumentErrors[name]({ privateDetail: (error as PdfRefusal).message });
}
