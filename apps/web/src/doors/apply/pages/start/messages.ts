import { defineMessages } from '../../../../i18n/index.ts';

/** Texts from the first page to “we have sent you a link”. */
export const startMessages = defineMessages({
  landing: {
    title: ['個人番号カードを申請する', 'Apply for an Individual Number Card'],
    lead: [
      'スマートフォンやパソコンから申請できます。ログインは要りません。10分ほどで終わります。',
      'Apply from your phone or computer. No log-in is needed. It takes about ten minutes.',
    ],
    fromForm: ['申請書を読み取りました', 'Your form has been read'],
    needTitle: ['用意するもの', 'What you need'],
    need: [
      [
        '市区町村から届いた申請書（申請書IDかQRコードを使います）',
        'メールを受け取れるメールアドレス',
        '6か月以内に撮った顔写真（この場で撮ることもできます）',
      ],
      [
        'the form from your municipality (its application ID or QR code)',
        'an e-mail address at which you receive mail',
        'a photo of your face from the last 6 months (you can take it on the way)',
      ],
    ],
    flowTitle: ['申請の流れ', 'How it works'],
    flow: [
      [
        '申請書ID：申請書に載っている番号を入力します。',
        '連絡先：メールで届くリンクを開いて、続けます。',
        '写真：撮るか、選んで登録します。',
        '質問：4つの質問に答えます。',
        '確認：内容を確かめて送ります。',
      ],
      [
        'Application ID: enter the number on your form.',
        'Contact: open the link that we send you by e-mail.',
        'Photo: take one or choose one.',
        'Questions: answer four of them.',
        'Check: look everything over and send it.',
      ],
    ],
    after: [
      'およそ1か月後に、交付通知書（カードができたお知らせ）が郵送で届きます。',
      'In about a month an issue notice (your card is ready) reaches you by post.',
    ],
    start: ['申請を始める', 'Start your application'],
    resume: ['申請の続きへ', 'Continue your application'],
    status: ['申請の状況を確かめる', 'Look at the status of an application'],
    noForm: ['申請書がないときは', 'If you have no form'],
    noFormText: [
      'お住まいの市区町村の窓口で、新しい申請書を受け取れます。本人確認書類をお持ちください。手書き用の申請書は、このページでは使えません。',
      'Your municipal office gives you a new one; bring an identity document. The form for filling in by hand cannot be used here.',
    ],
  },
  terms: {
    title: ['利用規約に同意しますか', 'Do you agree to the terms?'],
    lead: ['申請する前に、次のことを確かめてください。', 'Read this before you apply.'],
    points: {
      own: [
        ['本人の申請', '申請書に名前がある方の申請に使います。15歳未満の方は、法定代理人が申請します。'],
        [
          'Your own application',
          'It is for the person named on the form. For a child under 15 the legal representative applies.',
        ],
      ],
      truth: [
        ['正しい内容', '申請書ID、写真、生年月日は正しいものを使います。写真は本人のものに限ります。'],
        [
          'True details',
          'Application ID, photo and date of birth are right, and the photo shows the applicant.',
        ],
      ],
      use: [
        [
          '情報の使い方',
          '入力した内容と写真は、カードを作り、交付し、その記録を残すために使います。氏名・住所・生年月日・性別は、住民票の記録を使います。',
        ],
        [
          'What we do with it',
          'What you enter and the photo are used to make and hand over the card and to keep a record of it. Name, address, date of birth and sex come from the resident registry.',
        ],
      ],
      mail: [
        ['メール', '手続きのお知らせをメールで送ります。メールに個人番号、住所、生年月日は書きません。'],
        [
          'E-mail',
          'We write to you about the procedure, never with your number, address or date of birth in the mail.',
        ],
      ],
      end: [
        ['途中でやめたとき', '24時間のうちに送らなかった申請は、写真も含めて消します。'],
        ['If you stop', 'What is not sent within 24 hours is deleted, the photo too.'],
      ],
    },
    accept: ['利用規約を読み、同意します', 'I have read the terms and agree'],
    submit: ['同意して進む', 'Agree and continue'],
  },
  id: {
    title: ['申請書IDを入力してください', 'What is your application ID?'],
    lockedTitle: ['この申請書で申請しますか', 'Apply with this form?'],
    support: ['申請書のQRコードの横にある23桁の数字です。', 'The 23 digits beside the QR code on your form.'],
    warning: [
      '1桁でも違うと、別の人の申請になってしまうことがあります。1桁ずつ確かめてください。',
      'One wrong digit can make it the application of somebody else. Check every digit.',
    ],
    locked: [
      'QRコードから読み取ったIDです。まちがいを防ぐため、書き換えられません。',
      'This ID came from the QR code. It cannot be changed, so that no mistake slips in.',
    ],
    other: ['別の申請書を使う', 'Use another form'],
    sketch: [
      '申請書の見本。QRコードの横に23桁の申請書IDがあります。',
      'A sample form with a QR code and the 23-digit application ID beside it.',
    ],
    scanTitle: ['QRコードの写真から読み取る', 'Read it from a picture of the QR code'],
    scanLabel: ['QRコードの写真', 'Picture of the QR code'],
    scanSupport: [
      '申請書のQRコードを撮るか、写真を選んでください。写真はこの端末の中だけで読み取り、送りません。',
      'Take a picture of the QR code on your form, or choose one. It is read on this device and not sent.',
    ],
    reading: ['QRコードを読み取っています', 'Reading the QR code'],
    read: ['読み取りました。申請書IDが入りました。', 'Done. The application ID has been filled in.'],
    nothing: [
      'この写真からQRコードを読み取れませんでした。QRコードが大きく、はっきり写るように撮り直すか、数字を入力してください。',
      'No QR code could be read in this picture. Take it again with the code large and sharp, or type the digits.',
    ],
    foreign: [
      'これは申請書のQRコードではありません。申請書に載っているQRコードを撮ってください。',
      'This is not the QR code of a form. Use the one printed on your form.',
    ],
    unreadable: [
      'この写真を開けませんでした。別の写真を選ぶか、数字を入力してください。',
      'This picture could not be opened. Choose another one, or type the digits.',
    ],
  },
  contact: {
    title: ['連絡先を教えてください', 'How can we reach you?'],
    lead: [
      'このメールアドレスに、申請を続けるためのリンクと、手続きのお知らせを送ります。',
      'The link with which you go on, and news about your application, go to this e-mail address.',
    ],
    name: ['お名前', 'Name'],
    nameSupport: [
      'メールの宛名に使います。カードの名前は住民票のとおりになります。',
      'For addressing our mails. The name on the card is the one in the resident registry.',
    ],
    email: ['メールアドレス', 'E-mail address'],
    emailSupport: ['例：hanako@example.jp', 'For example hanako@example.jp'],
  },
  check: {
    title: ['連絡先を確かめてください', 'Check how we reach you'],
    lead: [
      '「リンクを送る」を押すと、入力したメールアドレスに、申請を続けるためのリンクが届きます。',
      'When you choose “Send the link”, a link with which you can go on is sent to your e-mail address.',
    ],
    terms: ['利用規約', 'Terms'],
    accepted: ['同意する', 'Agreed'],
    submit: ['リンクを送る', 'Send the link'],
  },
  sent: {
    title: ['メールを送りました', 'We have sent you an e-mail'],
    panel: [
      (to: string) => `${to} に、申請を続けるためのリンクを送りました。`,
      (to: string) => `The link with which you go on was sent to ${to}.`,
    ],
    next: [
      ['メールを開き、リンクを押してください。', 'リンクは24時間使えます。それまでに申請を送ってください。'],
      [
        'Open the mail and follow the link.',
        'It works for 24 hours. Send your application within that time.',
      ],
    ],
    otherwise: [
      [
        '数分待っても届かないときは、迷惑メールのフォルダーを見てください。',
        'メールアドレスが違っていたときは、連絡先を直して、もう一度送ってください。',
      ],
      [
        'If nothing has come after a few minutes, look into your spam folder.',
        'If the address was wrong, correct it and send the link again.',
      ],
    ],
    again: ['連絡先を直して送り直す', 'Correct the address and send again'],
    none: ['まだリンクを送っていません。', 'No link has been sent yet.'],
  },
});
