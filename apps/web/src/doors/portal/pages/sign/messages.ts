import { defineMessages } from '../../../../i18n/index.ts';

export const messages = defineMessages({
  steps: [
    ['文書を選ぶ', '確かめて署名する', '受け取る'],
    ['Choose the document', 'Check and sign', 'Collect it'],
  ],
  choose: {
    title: ['署名するPDFを選ぶ', 'Choose the PDF to sign'],
    lead: [
      'カードの署名用電子証明書で、PDFに電子署名をします。紙に実印を押すのと同じ意味があります。',
      'You sign a PDF with the signature certificate on your card. It means the same as your registered seal on paper.',
    ],
    file: ['PDFファイル', 'PDF file'],
    support: [
      'パスワードのかかっていないPDFを1つ選んでください。',
      'Choose one PDF that is not protected by a password.',
    ],
    missing: ['PDFファイルを選んでください。', 'Choose a PDF file.'],
    tooLarge: [
      (limit: string) => `ファイルが大きすぎます。${limit}までのPDFを選んでください。`,
      (limit: string) => `The file is too large. Choose a PDF of up to ${limit}.`,
    ],
    submit: ['このPDFを送る', 'Send this PDF'],
    needTitle: ['必要なもの', 'What you need'],
    need: [
      ['個人番号カード', '署名用の暗証番号（英大文字と数字、6〜16文字）'],
      ['your Individual Number Card', 'your signature password (6 to 16 capital letters and digits)'],
    ],
    kept: [
      '送った文書は、署名しなければ15分で消えます。職員が見ることはありません。',
      'A document that you send but do not sign is deleted after 15 minutes. No member of staff sees it.',
    ],
    earlier: ['これまでに署名した文書', 'Documents you have signed'],
  },
  check: {
    title: ['この文書に署名します', 'You are about to sign this document'],
    lead: [
      '内容を読んだ文書と同じものか、確かめてください。',
      'Check that it is the document you have read.',
    ],
    name: ['文書', 'Document'],
    pages: ['ページ数', 'Pages'],
    pageCount: [(n: number) => `${n}ページ`, (n: number) => (n === 1 ? '1 page' : `${n} pages`)],
    digest: ['署名する文書の指紋', 'Fingerprint of what is signed'],
    fileDigest: ['送ったファイルの指紋（SHA-256）', 'Fingerprint of the file that you sent (SHA-256)'],
    original: ['送った文書をもう一度開く', 'Open the document you sent once more'],
    until: ['署名できる時間', 'Time left to sign'],
    untilTime: [(time: string) => `${time}まで`, (time: string) => `until ${time}`],
    afterTitle: ['署名すると、こうなります', 'What signing does'],
    after: [
      [
        '氏名・住所・生年月日・性別の入った電子証明書が文書に付きます。文書を受け取った人は、それを読めます。',
        '最後のページの下に、氏名と署名した時刻が入ります。',
        '署名のあとに文書を変えると、だれでもそれに気づけるようになります。',
        '署名は取り消せません。',
      ],
      [
        'A certificate with your name, address, date of birth and sex becomes part of the document. Whoever receives it can read them.',
        'Your name and the time appear at the foot of the last page.',
        'Any change to the document afterwards can be noticed by anybody.',
        'A signature cannot be taken back.',
      ],
    ],
    other: ['別の文書を選ぶ', 'Choose another document'],
    finishing: ['署名を文書に入れています', 'Putting the signature into the document'],
    purpose: ['文書への電子署名', 'Signing a document'],
  },
  over: {
    title: ['署名の時間が終わりました', 'The time for signing is over'],
    lead: [
      '署名の手続きは15分で終わります。署名は行われず、送った文書は消しました。',
      'A signing procedure lasts 15 minutes. Nothing was signed, and the document you sent was deleted.',
    ],
    again: ['PDFを選び直す', 'Choose the PDF again'],
  },
  done: {
    title: ['署名が済みました', 'Signed'],
    panel: [
      (name: string) => `「${name}」に電子署名をしました。`,
      (name: string) => `"${name}" now carries your electronic signature.`,
    ],
    at: [(time: string) => `署名した時刻：${time}`, (time: string) => `Signed on ${time}`],
    download: ['署名した文書をダウンロードする', 'Download the signed document'],
    next: [
      [
        'ダウンロードした文書を、相手に送ってください。印刷すると電子署名は確かめられなくなります。',
        '受け取った人は、だれでも「署名を確かめる」のページで確かめられます。',
      ],
      [
        'Send the downloaded file to whoever needs it. Once printed, a signature can no longer be checked.',
        'Anybody who receives it can check it on the page "Check a signature".',
      ],
    ],
    verify: ['署名を確かめるページを開く', 'Open the page to check a signature'],
    keep: [
      (date: string) => `署名した文書は、${date}までこのページからダウンロードできます。`,
      (date: string) => `You can download the signed document here until ${date}.`,
    ],
    gone: [
      'この文書の保存期間は終わりました。ダウンロードしたファイルを使ってください。',
      'This document is no longer kept here. Use the file that you downloaded.',
    ],
    digest: ['署名した文書の指紋（SHA-256）', 'Fingerprint of the signed document (SHA-256)'],
    another: ['別の文書に署名する', 'Sign another document'],
    list: ['これまでに署名した文書', 'Documents you have signed'],
  },
  list: {
    title: ['これまでに署名した文書', 'Documents you have signed'],
    lead: [
      '署名した文書は30日間ダウンロードできます。記録はその後も残ります。',
      'A signed document can be downloaded for 30 days. The record of it stays.',
    ],
    empty: [
      'まだ署名した文書はありません。署名すると、ここに並びます。',
      'You have not signed anything yet. What you sign will be listed here.',
    ],
    signedAt: [(time: string) => `${time} に署名`, (time: string) => `Signed on ${time}`],
    until: [(date: string) => `${date}まで`, (date: string) => `until ${date}`],
    gone: ['文書の保存期間は終わりました', 'No longer kept here'],
    download: ['ダウンロード', 'Download'],
    downloadOf: [(name: string) => `「${name}」をダウンロードする`, (name: string) => `Download "${name}"`],
    sign: ['PDFに署名する', 'Sign a PDF'],
  },
});
