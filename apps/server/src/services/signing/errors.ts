import { defineErrors } from '../../platform/index.ts';

export const signingErrors = defineErrors('signing', {
  SIGNING_CEREMONY_OVER: {
    status: 410,
    title: {
      ja: '署名の手続きは15分で終わります。この手続きは時間切れです。',
      en: 'A signing procedure lasts 15 minutes, and this one is over.',
    },
    next: {
      ja: 'もう一度PDFを選んでください。文書は保存されていません。',
      en: 'Choose the PDF again. Nothing was signed, and the document was not kept.',
    },
  },
  SIGNING_NOT_PREPARED: {
    status: 409,
    title: {
      ja: '署名の準備が済んでいないか、その後に変わりました。',
      en: 'There is nothing prepared to be signed, or it has changed since.',
    },
    next: {
      ja: '「カードで署名する」からやり直してください。',
      en: 'Start again with "Sign with the card". Nothing was signed.',
    },
  },
  SIGNING_ALREADY_DONE: {
    status: 409,
    title: { ja: 'この文書にはもう署名しました。', en: 'This document has already been signed.' },
    next: {
      ja: '署名した文書をダウンロードしてください。もう一度署名するときは、PDFを選び直してください。',
      en: 'Download the signed document. To sign again, choose the PDF again.',
    },
  },
  SIGNING_SIGNATURE_WRONG: {
    status: 422,
    title: {
      ja: '受け取った署名は、この文書のものではありません。',
      en: 'The signature that came back does not belong to this document and certificate.',
    },
    next: {
      ja: '「カードで署名する」からやり直してください。文書は変わっていません。',
      en: 'Start again with "Sign with the card". The document is unchanged.',
    },
  },
  SIGNING_TOO_MANY_SIGNATURES: {
    status: 422,
    title: {
      ja: 'この文書には、もう{count}個の署名があります。',
      en: 'This document already carries {count} signatures.',
    },
    next: {
      ja: '署名の少ない元の文書を使ってください。',
      en: 'Use an earlier version of the document with fewer signatures.',
    },
  },
  SIGNING_DOCUMENT_DELETED: {
    status: 410,
    title: {
      ja: 'この署名済み文書の保存期間（{days}日）は終わりました。',
      en: 'The {days} days for which this signed document was kept are over.',
    },
    next: {
      ja: 'ダウンロードしたファイルを使うか、もう一度署名してください。',
      en: 'Use the file you downloaded, or sign the document again.',
    },
  },
});
