import { defineMessages } from '../../i18n/index.ts';

/** Texts from the first page to “we have sent you a link”. */
export const startMessages = defineMessages({
  ja: {
    landing: {
      title: '個人番号カードを申請する',
      lead: 'スマートフォンやパソコンから申請できます。ログインは要りません。10分ほどで終わります。',
      fromForm: '申請書を読み取りました',
      needTitle: '用意するもの',
      need: [
        '市区町村から届いた申請書（申請書IDかQRコードを使います）',
        'メールを受け取れるメールアドレス',
        '6か月以内に撮った顔写真（この場で撮ることもできます）',
      ],
      flowTitle: '申請の流れ',
      flow: [
        '申請書ID：申請書に載っている番号を入力します。',
        '連絡先：メールで届くリンクを開いて、続けます。',
        '写真：撮るか、選んで登録します。',
        '質問：4つの質問に答えます。',
        '確認：内容を確かめて送ります。',
      ],
      after: 'およそ1か月後に、交付通知書（カードができたお知らせ）が郵送で届きます。',
      start: '申請を始める',
      resume: '申請の続きへ',
      status: '申請の状況を確かめる',
      noForm: '申請書がないときは',
      noFormText:
        'お住まいの市区町村の窓口で、新しい申請書を受け取れます。本人確認書類をお持ちください。手書き用の申請書は、このページでは使えません。',
    },
    terms: {
      title: '利用規約に同意しますか',
      lead: '申請する前に、次のことを確かめてください。',
      points: {
        own: ['本人の申請', '申請書に名前がある方の申請に使います。15歳未満の方は、法定代理人が申請します。'],
        truth: ['正しい内容', '申請書ID、写真、生年月日は正しいものを使います。写真は本人のものに限ります。'],
        use: [
          '情報の使い方',
          '入力した内容と写真は、カードを作り、交付し、その記録を残すために使います。氏名・住所・生年月日・性別は、住民票の記録を使います。',
        ],
        mail: [
          'メール',
          '手続きのお知らせをメールで送ります。メールに個人番号、住所、生年月日は書きません。',
        ],
        end: ['途中でやめたとき', '24時間のうちに送らなかった申請は、写真も含めて消します。'],
      },
      accept: '利用規約を読み、同意します',
      submit: '同意して進む',
    },
    id: {
      title: '申請書IDを入力してください',
      lockedTitle: 'この申請書で申請しますか',
      support: '申請書のQRコードの横にある23桁の数字です。',
      warning: '1桁でも違うと、別の人の申請になってしまうことがあります。1桁ずつ確かめてください。',
      locked: 'QRコードから読み取ったIDです。まちがいを防ぐため、書き換えられません。',
      other: '別の申請書を使う',
      sketch: '申請書の見本。QRコードの横に23桁の申請書IDがあります。',
      scanTitle: 'QRコードの写真から読み取る',
      scanLabel: 'QRコードの写真',
      scanSupport:
        '申請書のQRコードを撮るか、写真を選んでください。写真はこの端末の中だけで読み取り、送りません。',
      reading: 'QRコードを読み取っています',
      read: '読み取りました。申請書IDが入りました。',
      nothing:
        'この写真からQRコードを読み取れませんでした。QRコードが大きく、はっきり写るように撮り直すか、数字を入力してください。',
      foreign: 'これは申請書のQRコードではありません。申請書に載っているQRコードを撮ってください。',
      unreadable: 'この写真を開けませんでした。別の写真を選ぶか、数字を入力してください。',
    },
    contact: {
      title: '連絡先を教えてください',
      lead: 'このメールアドレスに、申請を続けるためのリンクと、手続きのお知らせを送ります。',
      name: 'お名前',
      nameSupport: 'メールの宛名に使います。カードの名前は住民票のとおりになります。',
      email: 'メールアドレス',
      emailSupport: '例：hanako@example.jp',
    },
    check: {
      title: '連絡先を確かめてください',
      lead: '「リンクを送る」を押すと、入力したメールアドレスに、申請を続けるためのリンクが届きます。',
      terms: '利用規約',
      accepted: '同意する',
      submit: 'リンクを送る',
    },
    sent: {
      title: 'メールを送りました',
      panel: (to: string) => `${to} に、申請を続けるためのリンクを送りました。`,
      next: [
        'メールを開き、リンクを押してください。',
        'リンクは24時間使えます。それまでに申請を送ってください。',
      ],
      otherwise: [
        '数分待っても届かないときは、迷惑メールのフォルダーを見てください。',
        'メールアドレスが違っていたときは、連絡先を直して、もう一度送ってください。',
      ],
      again: '連絡先を直して送り直す',
      none: 'まだリンクを送っていません。',
    },
  },
  en: {
    landing: {
      title: 'Apply for an Individual Number Card',
      lead: 'Apply from your phone or computer. No log-in is needed. It takes about ten minutes.',
      fromForm: 'Your form has been read',
      needTitle: 'What you need',
      need: [
        'the form from your municipality (its application ID or QR code)',
        'an e-mail address at which you receive mail',
        'a photo of your face from the last 6 months (you can take it on the way)',
      ],
      flowTitle: 'How it works',
      flow: [
        'Application ID: enter the number on your form.',
        'Contact: open the link that we send you by e-mail.',
        'Photo: take one or choose one.',
        'Questions: answer four of them.',
        'Check: look everything over and send it.',
      ],
      after: 'In about a month an issue notice (your card is ready) reaches you by post.',
      start: 'Start your application',
      resume: 'Continue your application',
      status: 'Look at the status of an application',
      noForm: 'If you have no form',
      noFormText:
        'Your municipal office gives you a new one; bring an identity document. The form for filling in by hand cannot be used here.',
    },
    terms: {
      title: 'Do you agree to the terms?',
      lead: 'Read this before you apply.',
      points: {
        own: [
          'Your own application',
          'It is for the person named on the form. For a child under 15 the legal representative applies.',
        ],
        truth: [
          'True details',
          'Application ID, photo and date of birth are right, and the photo shows the applicant.',
        ],
        use: [
          'What we do with it',
          'What you enter and the photo are used to make and hand over the card and to keep a record of it. Name, address, date of birth and sex come from the resident registry.',
        ],
        mail: [
          'E-mail',
          'We write to you about the procedure, never with your number, address or date of birth in the mail.',
        ],
        end: ['If you stop', 'What is not sent within 24 hours is deleted, the photo too.'],
      },
      accept: 'I have read the terms and agree',
      submit: 'Agree and continue',
    },
    id: {
      title: 'What is your application ID?',
      lockedTitle: 'Apply with this form?',
      support: 'The 23 digits beside the QR code on your form.',
      warning: 'One wrong digit can make it the application of somebody else. Check every digit.',
      locked: 'This ID came from the QR code. It cannot be changed, so that no mistake slips in.',
      other: 'Use another form',
      sketch: 'A sample form with a QR code and the 23-digit application ID beside it.',
      scanTitle: 'Read it from a picture of the QR code',
      scanLabel: 'Picture of the QR code',
      scanSupport:
        'Take a picture of the QR code on your form, or choose one. It is read on this device and not sent.',
      reading: 'Reading the QR code',
      read: 'Done. The application ID has been filled in.',
      nothing:
        'No QR code could be read in this picture. Take it again with the code large and sharp, or type the digits.',
      foreign: 'This is not the QR code of a form. Use the one printed on your form.',
      unreadable: 'This picture could not be opened. Choose another one, or type the digits.',
    },
    contact: {
      title: 'How can we reach you?',
      lead: 'The link with which you go on, and news about your application, go to this e-mail address.',
      name: 'Name',
      nameSupport: 'For addressing our mails. The name on the card is the one in the resident registry.',
      email: 'E-mail address',
      emailSupport: 'For example hanako@example.jp',
    },
    check: {
      title: 'Check how we reach you',
      lead: 'When you choose “Send the link”, a link with which you can go on is sent to your e-mail address.',
      terms: 'Terms',
      accepted: 'Agreed',
      submit: 'Send the link',
    },
    sent: {
      title: 'We have sent you an e-mail',
      panel: (to: string) => `The link with which you go on was sent to ${to}.`,
      next: [
        'Open the mail and follow the link.',
        'It works for 24 hours. Send your application within that time.',
      ],
      otherwise: [
        'If nothing has come after a few minutes, look into your spam folder.',
        'If the address was wrong, correct it and send the link again.',
      ],
      again: 'Correct the address and send again',
      none: 'No link has been sent yet.',
    },
  },
});
