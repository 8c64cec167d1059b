import { DEADLINES } from '@mibun/rules';
import { defineErrors } from '../../platform/index.ts';

export const applicationErrors = defineErrors('applications', {
  APPLICATION_ID_INVALID: {
    status: 422,
    title: { ja: '申請書IDが正しくありません。', en: 'This is not a valid application ID.' },
    next: {
      ja: '申請書の23桁の番号を、もう一度確かめて入力してください。',
      en: 'Check the 23 digits on your form and type them again.',
    },
  },
  APPLICATION_ID_UNKNOWN: {
    status: 404,
    title: { ja: 'この申請書IDは登録されていません。', en: 'This application ID is not on record.' },
    next: {
      ja: '番号が合っているときは、市区町村の窓口で新しい申請書を受け取ってください。',
      en: 'If the digits are right, ask your municipal office for a new form.',
    },
  },
  APPLICATION_ID_SUPERSEDED: {
    status: 409,
    title: {
      ja: 'この申請書は、新しい申請書に置き換わっています。',
      en: 'This form has been replaced by a newer one.',
    },
    next: {
      ja: '新しく届いた申請書のIDを使ってください。手元にないときは窓口で受け取れます。',
      en: 'Use the ID on the newer form. If you do not have it, your municipal office can give you another.',
    },
  },
  APPLICATION_ID_LOCKED: {
    status: 423,
    title: {
      ja: '生年月日の入力を続けて間違えたため、この申請書IDはオンラインでは使えません。',
      en: 'This application ID is locked for online use after too many wrong dates of birth.',
    },
    next: {
      ja: '市区町村の窓口で、本人確認のうえ新しい申請書を受け取ってください。',
      en: 'Ask your municipal office for a new form; bring an identity document.',
    },
  },
  APPLICATION_BIRTH_DATE_WRONG: {
    status: 422,
    title: {
      ja: '生年月日が、この申請書IDの方と合いません。',
      en: 'The date of birth does not belong to this application ID.',
    },
    next: {
      ja: '申請書IDと生年月日を確かめてください。あと{left}回間違えると、オンラインでは使えなくなります。',
      en: 'Check both. After {left} more wrong entries the ID is locked for online use.',
    },
  },
  APPLICATION_LINKS_ENOUGH: {
    status: 429,
    title: {
      ja: 'この申請書またはメールアドレスには、今日はもうメールを送れません。',
      en: 'No more mails can be sent today for this form, or to this address.',
    },
    next: {
      ja: '届いているメールのうち最後のものを開いてください。届いていないときは、アドレスを確かめて明日やり直すか、窓口で申請してください。',
      en: 'Open the last mail that reached you. If none did, check the address and try again tomorrow, or apply at the office.',
    },
  },
  APPLICATION_PHOTO_LATER: {
    status: 503,
    title: {
      ja: 'ただいま多くの写真を受け付けているため、この写真をまだ確認できません。',
      en: 'Many photos are arriving just now, and this one could not be looked at yet.',
    },
    next: {
      ja: '入力した内容は残っています。少し待って、写真をもう一度送ってください。',
      en: 'What you entered is kept. Wait a moment and send the photo again.',
    },
  },
  APPLICATION_LINK_EXPIRED: {
    status: 410,
    title: { ja: 'この申請用リンクは使えません。', en: 'This personal link is no longer valid.' },
    next: {
      ja: 'リンクは24時間有効です。申請書IDの入力からやり直してください。',
      en: 'Links work for 24 hours. Begin again with your application ID.',
    },
  },
  APPLICATION_PHOTO_UNFIT: {
    status: 422,
    title: { ja: 'この写真は使えません。', en: 'This photo cannot be used.' },
    next: {
      ja: '示された点を直した写真を選んでください。ほかの入力は残っています。',
      en: 'Choose a photo without the problems named. Everything else that you entered is kept.',
    },
  },
  APPLICATION_PHOTO_MISSING: {
    status: 422,
    title: { ja: '写真がまだ登録されていません。', en: 'There is no photo yet.' },
    next: { ja: '先に写真を登録してください。', en: 'Add your photo first.' },
  },
  APPLICATION_ALREADY_OPEN: {
    status: 409,
    title: { ja: 'すでに申請中です。', en: 'There is already an application under way.' },
    next: {
      ja: '申請状況を確認してください。やり直すときは、先に取り下げてください。',
      en: 'Look at its status. To start over, withdraw it first.',
    },
  },
  APPLICATION_SENT_ALREADY: {
    status: 409,
    title: { ja: 'この申請はすでに送信されています。', en: 'This application has already been sent.' },
    next: {
      ja: '申請状況の確認ページをご覧ください。',
      en: 'See its status page; nothing needs to be sent again.',
    },
  },
  APPLICATION_APPROVED_BY_OTHER: {
    status: 403,
    title: {
      ja: 'この申請は、別の担当者が承認しました。',
      en: 'Somebody else has approved this application.',
    },
    next: {
      ja: '承認を取り消せるのは、承認した担当者だけです。誤りに気づいたときは、その担当者か、カード製造の担当者に知らせてください。',
      en: 'Only they can take the approval back. If something is wrong, tell them, or whoever makes the cards.',
    },
  },
  APPLICATION_APPROVAL_STANDS: {
    status: 409,
    title: { ja: 'この承認は、もう取り消せません。', en: 'This approval can no longer be taken back.' },
    next: {
      ja: `取り消せるのは、承認から${DEADLINES.takeBackMinutes}分以内で、カードがまだ作られていないときだけです。誤りに気づいたときは、カード製造の担当者に知らせてください。`,
      en: `That is possible for ${DEADLINES.takeBackMinutes} minutes, and only before a card is made. If something is wrong, tell whoever makes the cards.`,
    },
  },
  APPLICATION_NOT_POSSIBLE: {
    status: 422,
    title: { ja: 'この申請は承認できません。', en: 'This application cannot be approved.' },
    next: {
      ja: '理由を確かめ、申請者に差し戻してください。',
      en: 'See the reason, and send it back to the applicant.',
    },
  },
});
