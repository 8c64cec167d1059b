import { defineMessages } from '../../../../i18n/index.ts';

export const messages = defineMessages({
  items: {
    name: ['氏名（旧氏・ふりがなを含む）', 'Name (with former surname and reading)'],
    address: ['住所', 'Address'],
    birthDate: ['生年月日', 'Date of birth'],
    sex: ['性別', 'Sex'],
  },
  list: {
    title: ['情報提供の同意', 'Consents'],
    lead: [
      '氏名や住所が変わったとき、新しい内容を会社に渡すことに、あなたが同意しているものです。いつでも撤回できます。',
      'Companies that you let have your new name or address when they change. You can withdraw at any time.',
    ],
    empty: [
      '同意しているものはありません。会社から案内を受け取ったときは、下から進めます。',
      'You have given no consent. If a company has sent you an invitation, you can open it below.',
    ],
    now: ['今の同意', 'In force'],
    past: ['終わった同意', 'Ended'],
    enter: ['案内の番号を入力する', 'Enter the number of an invitation'],
    enterLead: [
      '案内のQRコードの下にある、12文字の番号です。QRコードを読み取ったときは、この画面は不要です。',
      'Twelve characters, printed under the QR code of the invitation. If you have scanned the code you do not need this.',
    ],
    code: ['案内の番号', 'Number of the invitation'],
    open: ['案内を開く', 'Open the invitation'],
    missing: ['12文字の番号を入力してください。', 'Enter the twelve characters.'],
    demo: [
      'デモ：あおば銀行の案内（番号 A0BA-BANK-2026）を開く',
      'Demo: open the invitation of Aoba Bank (number A0BA-BANK-2026)',
    ],
  },
  view: {
    verifier: ['渡す会社を確かめる検証者', 'Accredited verifier in between'],
    items: ['渡す内容', 'What is supplied'],
    period: ['期間', 'Period'],
    periodText: [
      (from: string, until: string) => `${from} から ${until} まで`,
      (from: string, until: string) => `From ${from} to ${until}`,
    ],
    given: ['同意した日時', 'Given'],
    ended: ['終わった日時', 'Ended'],
    supplied: ['渡した記録', 'Supplied so far'],
    none: ['まだ渡していません。', 'Nothing yet.'],
    suppliedAt: [
      (when: string, items: string) => `${when}　${items}`,
      (when: string, items: string) => `${when}: ${items}`,
    ],
    withdraw: ['同意を撤回する', 'Withdraw this consent'],
  },
  offer: {
    caption: [(service: string) => `${service}からの案内`, (service: string) => `Invitation from ${service}`],
    itemsLabel: ['渡してもよい内容', 'What may be supplied'],
    itemsSupport: [
      '渡したくないものは、選択を外してください。',
      'Clear what you do not want to be supplied.',
    ],
    itemsMissing: [
      '渡してもよい内容を1つ以上選んでください。同意しないときは「同意しない」を押してください。',
      'Choose at least one item. If you do not agree, press “I do not agree”.',
    ],
    explained: ['同意する前に読んでください', 'Read this before you agree'],
    replaces: [
      '今の同意は終わり、この同意に切り替わります。',
      'Your present consent ends and this one takes its place.',
    ],
    agree: ['同意する', 'I agree'],
    refuse: ['同意しない', 'I do not agree'],
    free: [
      '同意するかどうかは自由です。同意しなくても、サービスは今までどおり使えます。',
      'You are free to refuse. The service stays as it is if you do not agree.',
    ],
  },
  sign: {
    giveTitle: ['同意に署名する', 'Sign your consent'],
    withdrawTitle: ['撤回に署名する', 'Sign the withdrawal'],
    lead: [
      '次の文章に、カードの署名用電子証明書で署名します。',
      'You sign the following text with the signature certificate on your card.',
    ],
    text: ['署名する文章', 'The text that you sign'],
    digest: ['文章の指紋', 'Fingerprint of the text'],
    cancel: ['やめる', 'Leave it'],
    givePurpose: ['情報提供への同意', 'Consent to the supply of attributes'],
    withdrawPurpose: ['情報提供の同意の撤回', 'Withdrawal of a consent'],
    giveName: [
      (service: string) => `${service}への情報提供の同意`,
      (service: string) => `Consent: supply to ${service}`,
    ],
    withdrawName: [
      (service: string) => `${service}への情報提供の同意の撤回`,
      (service: string) => `Withdrawal: supply to ${service}`,
    ],
    finishing: ['記録しています', 'Recording it'],
    again: ['はじめからやり直す', 'Begin again'],
  },
  withdraw: {
    title: ['同意を撤回しますか', 'Withdraw this consent?'],
    lead: [
      (service: string) => `${service}への情報提供の同意を撤回します。`,
      (service: string) => `You are about to withdraw your consent to the supply to ${service}.`,
    ],
    resultsTitle: ['撤回すると、こうなります', 'What happens then'],
    results: [
      [
        '今から、新しい住所や氏名は渡されません。',
        'すでに渡したものは、会社に残ります。消してほしいときは、会社に頼んでください。',
        'もう一度同意するには、会社からあなたに届く新しい案内が必要です。',
      ],
      [
        'From now on no new address or name is supplied.',
        'What was supplied before stays with the company. Ask the company if you want it deleted.',
        'To agree again later you need a new invitation that the company makes for you.',
      ],
    ],
    next: ['撤回の文章を確かめる', 'See the text of the withdrawal'],
    keep: ['撤回しない', 'Keep the consent'],
  },
  done: {
    gave: [
      (service: string) => `${service}への情報提供に同意しました。`,
      (service: string) => `You have agreed to the supply to ${service}.`,
    ],
    withdrew: [
      (service: string) => `${service}への情報提供の同意を撤回しました。`,
      (service: string) => `You have withdrawn your consent to the supply to ${service}.`,
    ],
    gaveNext: [
      [
        '同意は、明日から10年間続きます。カードや証明書を更新しても続きます。',
        '渡したときは、この一覧と「見られた記録」に出ます。',
        'いつでも、この一覧から撤回できます。',
      ],
      [
        'It lasts ten years from tomorrow, also after your card or certificate is renewed.',
        'Each supply is shown in this list and under “Who looked”.',
        'You can withdraw it here at any time.',
      ],
    ],
    withdrewNext: [
      ['今から、この会社には何も渡されません。'],
      ['From now on nothing is supplied to this company.'],
    ],
    list: ['同意の一覧へ', 'To the list of consents'],
  },
});
