import { defineMessages } from '../../../../i18n/index.ts';

/** Texts from the personal link to the confirmation. */
export const continueMessages = defineMessages({
  noLink: {
    title: ['メールのリンクから開いてください', 'Open the link in your mail'],
    text: [
      '申請の続きは、メールで届いたリンクから開きます。リンクは24時間使えます。',
      'You go on with your application from the link that we sent you. It works for 24 hours.',
    ],
    again: ['申請を始める', 'Start an application'],
  },
  expired: ['申請をやり直す', 'Start again'],
  already: {
    title: ['この申請はすでに送信されています', 'This application has already been sent'],
    text: ['もう一度送る必要はありません。', 'Nothing needs to be sent again.'],
    status: ['申請の状況を確かめる', 'Look at its status'],
  },
  overview: {
    title: [(name: string) => `${name}さんの申請`, (name: string) => `Application for ${name}`],
    idEnd: [(end: string) => `申請書ID（末尾${end}）`, (end: string) => `Application ID ending in ${end}`],
    until: [(when: string) => `${when}までに送ってください。`, (when: string) => `Send it before ${when}.`],
    kept: [
      '途中でやめても、同じリンクから続けられます。写真は保存されます。質問の答えは、このタブを閉じると消えます。',
      'You can stop and go on later with the same link. The photo is saved; answers to questions are lost when you close this tab.',
    ],
    next: [(step: string) => `次は「${step}」です。`, (step: string) => `Next: ${step}.`],
    go: ['続ける', 'Continue'],
  },
  question: [(n: number) => `質問 ${n} / 4`, (n: number) => `Question ${n} of 4`],
  birthDate: {
    title: ['生年月日はいつですか', 'What is the date of birth?'],
    support: [
      '申請書の名前の方の生年月日です。西暦でも元号でも入力できます。日（または月日）が登録されていない方は「00」と入力してください。',
      'Of the person named on the form, in the Western calendar or in a Japanese era. Type 00 for a day, or month and day, that is not registered.',
    ],
    why: [
      '申請書IDと合っているかを確かめるために使います。続けて5回間違えると、この申請書IDはオンラインで使えなくなります。',
      'It shows that the application ID is yours. After 5 wrong entries in a row the ID is locked for online use.',
    ],
    again: [
      '安全のため、生年月日はこの端末に保存していません。もう一度入力してください。',
      'For your safety the date of birth is not kept on this device. Enter it once more.',
    ],
  },
  signature: {
    title: ['署名用電子証明書をつけますか', 'Do you want the certificate for the bearer’s signature?'],
    lead: [
      '文書を送るときに「本人が作った」と証明するものです。紙の書類の実印にあたります。',
      'It proves that a document comes from you, as a registered seal does on paper.',
    ],
    uses: [
      ['確定申告などの電子申請', '銀行口座の開設など、オンラインの本人確認'],
      ['online filings such as a tax return', 'opening a bank account and other identity checks online'],
    ],
    facts: [
      '手数料は無料です。氏名・住所・生年月日・性別が入ります。受け取りのときに、6〜16文字の暗証番号をご自分で決めます。できあがったカードに、あとからつけることはできません。',
      'It is free. It holds your name, address, date of birth and sex. You choose its password of 6 to 16 characters when you pick up the card. It cannot be added to a card that is made.',
    ],
    yes: ['つける', 'Yes'],
    yesSupport: ['オンラインの申請や契約に署名できます', 'You can sign filings and contracts online'],
    no: ['つけない', 'No'],
    noSupport: [
      'オンラインで署名するには、新しいカードの申請が必要になります',
      'To sign online later you would have to apply for another card',
    ],
  },
  authentication: {
    title: ['利用者証明用電子証明書をつけますか', 'Do you want the certificate for user identification?'],
    lead: [
      'ログインのときに「利用しているのは本人だ」と証明するものです。',
      'It proves that it is you who logs in.',
    ],
    uses: [
      ['マイページへのログイン', 'コンビニの端末での証明書の交付', '健康保険証としての利用'],
      [
        'logging in to the resident portal',
        'getting certificates at a kiosk in a shop',
        'use as health insurance card',
      ],
    ],
    facts: [
      '手数料は無料です。氏名や住所は入りません。受け取りのときに、4桁の暗証番号をご自分で決めます。できあがったカードに、あとからつけることはできません。',
      'It is free. It holds neither name nor address. You choose its 4-digit PIN when you pick up the card. It cannot be added to a card that is made.',
    ],
    yes: ['つける', 'Yes'],
    yesSupport: ['ログインやコンビニ交付に使えます', 'You can log in and use kiosks'],
    no: ['つけない', 'No'],
    noSupport: ['マイページやコンビニ交付は使えません', 'The resident portal and kiosks will not work'],
  },
  usesTitle: ['使いみち', 'What it is for'],
  factsTitle: ['知っておいていただきたいこと', 'Good to know'],
  phone: {
    title: ['日中つながる電話番号（任意）', 'Daytime phone number (optional)'],
    lead: [
      '内容に確認したいことがあるときだけ、電話します。',
      'We call only if something in your application is unclear.',
    ],
    label: ['電話番号', 'Phone number'],
    support: [
      '例：090-0123-4567。入力しなくても申請できます。',
      'For example 090-0123-4567. You can apply without one.',
    ],
  },
  check: {
    title: ['内容を確かめて送ってください', 'Check and send'],
    photo: ['写真', 'Photo'],
    photoAlt: ['登録した写真', 'The photo that you added'],
    noPhoto: [
      'なし（1歳未満の方のカードには写真がつきません）',
      'none (a card of somebody under one has no photo)',
    ],
    answers: ['質問の答え', 'Your answers'],
    form: ['申請書', 'Form'],
    signature: ['署名用電子証明書', 'Signature certificate'],
    authentication: ['利用者証明用電子証明書', 'User identification certificate'],
    phone: ['電話番号', 'Phone number'],
    none: ['入力なし', 'not given'],
    yes: ['つける', 'Yes'],
    no: ['つけない', 'No'],
    under15: [
      '15歳未満の方の申請です。受け取りには、ご本人と法定代理人が一緒に来てください。',
      'The applicant is under 15: applicant and legal representative must both come to pick up the card.',
    ],
    registry: [
      '氏名・住所・性別は、住民票の記録のとおりカードに載ります。',
      'Name, address and sex on the card are those in the resident registry.',
    ],
    submit: ['申請を送る', 'Send the application'],
  },
  done: {
    title: ['申請を受け付けました', 'We have received your application'],
    reference: ['受付番号', 'Receipt number'],
    received: [(when: string) => `受付日時：${when}`, (when: string) => `Received ${when}`],
    next: [
      [
        '受付のお知らせをメールで送りました。',
        '写真と内容を確認します。数日かかります。写真に問題があるときは、メールでお知らせします。写真だけを差し替えられます。',
        'およそ1か月後に、交付通知書（カードができたお知らせ）を郵送します。',
        '交付通知書と本人確認書類を持って、窓口で受け取ってください。',
      ],
      [
        'We have sent you a mail that confirms it.',
        'Photo and details are checked, which takes a few days. If there is a problem with the photo you hear by e-mail and replace only the photo.',
        'In about a month an issue notice (your card is ready) reaches you by post.',
        'Pick up the card at your municipal office with the notice and your identity documents.',
      ],
    ],
    otherwise: [
      '1か月半を過ぎても何も届かないときは、申請の状況を確かめるか、市区町村の窓口にお問い合わせください。',
      'If nothing has arrived after six weeks, look at the status of your application or ask your municipal office.',
    ],
    status: ['申請の状況を確かめる', 'Look at the status'],
  },
});
