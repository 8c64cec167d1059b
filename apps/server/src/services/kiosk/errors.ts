import { defineErrors } from '../../platform/index.ts';

export const kioskErrors = defineErrors('kiosk', {
  KIOSK_CLOSED: {
    status: 409,
    title: {
      ja: '証明書を取れるのは、午前6時30分から午後11時までです（12月29日から1月3日は休み）。',
      en: 'Certificates are issued from 6:30 to 23:00, not from 29 December to 3 January.',
    },
    next: {
      ja: '時間内にもう一度来てください。',
      en: 'Come back within these hours, or ask at your municipal office.',
    },
  },
  KIOSK_NOT_OFFERED_HERE: {
    status: 409,
    title: {
      ja: 'この端末は、お住まいの市区町村の証明書を扱っていません。',
      en: 'This kiosk does not issue certificates of your municipality.',
    },
    next: {
      ja: '別の店の端末か、市区町村の窓口で取ってください。お金はいただいていません。',
      en: 'Use a kiosk of another shop or ask at the municipal office. Nothing was charged.',
    },
  },
  KIOSK_SERVICE_STOPPED: {
    status: 409,
    title: {
      ja: 'この市区町村の証明書は、いまキオスク端末では取れません。',
      en: 'Certificates of this municipality cannot be issued at kiosks at present.',
    },
    next: {
      ja: '市区町村の窓口で取ってください。お金はいただいていません。',
      en: 'Ask at the municipal office. Nothing was charged.',
    },
  },
  KIOSK_SESSION_OVER: {
    status: 401,
    title: { ja: 'この手続きは終わっています。', en: 'This session at the kiosk is over.' },
    next: { ja: '最初の画面から始めてください。', en: 'Start again from the first screen.' },
  },
  KIOSK_TIMED_OUT: {
    status: 409,
    title: {
      ja: '時間が過ぎたので、手続きをすべて取りやめました。',
      en: 'The time is over. Everything was cancelled.',
    },
    next: {
      ja: '入れたお金は戻ります。もう一度最初から始めてください。',
      en: 'Money that was paid comes back. Start again from the first screen.',
    },
  },
  KIOSK_CHALLENGE_FOREIGN: {
    status: 403,
    title: {
      ja: 'カードの答えが、この手続きのものではありません。',
      en: 'The answer of the card belongs to another session.',
    },
    next: { ja: '最初の画面から始めてください。', en: 'Start again from the first screen.' },
  },
  KIOSK_NOT_ADMITTED: {
    status: 403,
    title: {
      ja: '現在、コンビニ交付を利用できません。',
      en: 'Certificates cannot be issued at a kiosk at present.',
    },
    next: {
      ja: '市区町村の窓口で取れます。カードを忘れずにお取りください。',
      en: 'Ask at your municipal office. Take your card with you.',
    },
  },
  KIOSK_COPIES_TOO_MANY: {
    status: 422,
    title: { ja: '一度に{most}部まで取れます。', en: 'At most {most} copies can be printed at once.' },
    next: { ja: '部数を選び直してください。', en: 'Choose fewer copies, or repeat afterwards.' },
  },
  KIOSK_AMOUNT_WRONG: {
    status: 422,
    title: { ja: '金額が{fee}円ではありません。', en: 'The amount is not the {fee} yen of the quote.' },
    next: { ja: '表示された金額を入れてください。', en: 'Pay the amount that is shown.' },
  },
  KIOSK_CHARACTERS_NOT_PRINTABLE: {
    status: 409,
    title: {
      ja: 'この証明書には、登録どおりに印刷できない字があるため、キオスク端末では取れません。',
      en: 'This certificate has characters that cannot be printed here as they are registered.',
    },
    next: {
      ja: 'お金は入れないでください。市区町村の窓口で取れます。世帯主の名や本籍を省くと取れることもあります。',
      en: 'Do not pay. The municipal office issues it; here it may work without head of household or domicile.',
    },
  },
  KIOSK_DOCUMENT_NOT_READY: {
    status: 409,
    title: { ja: '証明書はまだできていません。', en: 'The certificate is not ready yet.' },
    next: { ja: 'そのままお待ちください。', en: 'Wait a moment.' },
  },
  KIOSK_PRINTED_ALREADY: {
    status: 409,
    title: { ja: 'この証明書は、すでに印刷されました。', en: 'This certificate has been printed already.' },
    next: {
      ja: '印刷は一度だけです。紙が出なかったときは、受付番号 {reference} を市区町村の窓口に伝えてください。返金します。',
      en: 'It is printed once only. If no paper came out, tell the municipal office the reference {reference}; they return the money.',
    },
  },
  KIOSK_ISSUING_FAILED: {
    status: 409,
    title: {
      ja: '証明書を作れませんでした。印刷していません。',
      en: 'The certificate could not be made. Nothing was printed.',
    },
    next: {
      ja: '入れたお金は戻りました。もう一度行うか、市区町村の窓口で取ってください。',
      en: 'The money was returned. Try again, or ask at the municipal office.',
    },
  },
  KIOSK_PAPER_UNKNOWN: {
    status: 404,
    title: {
      ja: 'この発行番号の証明書は、発行されていません。',
      en: 'No certificate with this serial was ever issued.',
    },
    next: {
      ja: '番号を確かめてください。番号が正しければ、その紙は本物ではありません。',
      en: 'Check the serial. If it is right, the paper is not genuine.',
    },
  },
});
