import { defineMessages } from '../../i18n/index.ts';

export const homeMessages = defineMessages({
  home: {
    allWorks: [
      'あなたのカードは、すべて使えます',
      'Everything works with your card',
      'あなたの カードは つかえます',
    ],
    someWorks: [
      'カードで使えないことがあります',
      'Some things do not work with your card',
      'カードで できないことが あります',
    ],
    nothingWorks: [
      'このカードは、いま使えません',
      'This card cannot be used now',
      'このカードは いま つかえません',
    ],
    noCard: ['まだカードがありません', 'You have no card yet', 'まだ カードが ありません'],
    noCardText: [
      'カードの申請は、申請書IDがあればすぐに始められます。',
      'With the application ID from your form you can apply at once.',
      '申請書《しんせいしょ》IDが あれば、カードを たのむことが できます。',
    ],
    apply: ['カードを申請する', 'Apply for a card', 'カードを たのむ（申請）'],
    coming: [
      (state: string) => `新しいカードがあります（${state}）`,
      (state: string) => `A new card is on its way (${state})`,
    ],
    comingText: [
      '受け取りの準備ができると、交付通知書（カードができたお知らせ）が届きます。',
      'When it can be picked up, the issue notice comes by post.',
      'カードが できたら、はがきが とどきます。',
    ],
    today: ['今日、使えること', 'What works today', 'きょう できること'],
    works: ['使えます', 'works', 'できます'],
    fails: ['使えません', 'does not work', 'できません'],
    schedule: ['これからの予定', 'What comes next', 'これからのこと'],
    certificates: ['電子証明書', 'Electronic certificates', '電子証明書《でんししょうめいしょ》'],
    attributes: ['登録されている内容', 'What is registered about you', 'とうろく してあること'],
    attributesText: [
      '引っ越しや結婚で変わったときは、14日以内に、お住まいの市区町村の住民登録の係へ届け出てください。カードの書き換えは、まだ扱っていません。',
      'When something changes, by a move or a marriage, tell the resident registry of your municipality within 14 days. The card itself cannot be rewritten yet.',
      '引《ひ》っこしや 結婚《けっこん》で 変《か》わったら、14日《にち》の あいだに 市役所《しやくしょ》の 住民登録《じゅうみんとうろく》に 言《い》ってください。カードは まだ 書《か》きかえられません。',
    ],
    recent: [
      '最近、記録を見た人',
      'Who looked at your record lately',
      'さいきん 記録《きろく》を 見《み》た人《ひと》',
    ],
    recentNone: [
      'あなたの記録を見た人は、まだいません。',
      'Nobody has looked at your record yet.',
      'あなたの 記録《きろく》を 見《み》た人《ひと》は いません。',
    ],
    recentAll: ['すべての記録を見る', 'See the whole log', 'ぜんぶ 見る'],
    validThrough: [(date: string) => `${date}まで`, (date: string) => `through ${date}`],
    office: [(town: string) => `${town}の窓口`, (town: string) => `Office of ${town}`],
  },
  uses: {
    'identity-document': [
      '本人確認書類として見せる',
      'Show it as an identity document',
      '自分《じぶん》の 証明《しょうめい》として 見《み》せる',
    ],
    'log-in': [
      'マイページや銀行などにログインする',
      'Log in here, at your bank and elsewhere',
      'マイページや 銀行《ぎんこう》の サイトに はいる',
    ],
    sign: ['電子署名をする', 'Sign documents', '書類《しょるい》に サイン（署名《しょめい》）をする'],
    kiosk: [
      'コンビニで証明書をとる',
      'Fetch certificates at a convenience store',
      'コンビニで 証明書《しょうめいしょ》を とる',
    ],
  },
  obstacles: {
    'card-not-in-operation': {
      why: ['カードをまだ受け取っていません。', 'The card has not been picked up yet.'],
      fix: [
        '交付通知書を持って窓口で受け取ってください。',
        'Pick it up at your municipal office with the issue notice.',
      ],
    },
    'card-suspended': {
      why: ['カードが一時停止中です。', 'The card is suspended.', 'カードが とまっています。'],
      fix: [
        'カードと本人確認書類を持って窓口へ行くと、再び使えます。電話では解除できません。',
        'Bring it and another identity document to your municipal office. It cannot be done by phone.',
        'カードと、ほかの 証明《しょうめい》を もって、窓口《まどぐち》に 行《い》ってください。電話《でんわ》では できません。',
      ],
    },
    'card-over': {
      why: ['カードが失効または廃止されています。', 'The card has lapsed or was abolished.'],
      fix: ['新しいカードを申請してください。', 'Apply for a new card.'],
    },
    'certificate-none': {
      why: ['このカードには、この電子証明書が入っていません。', 'This certificate is not on the card.'],
      fix: [
        'できあがったカードには、あとから入れられません。新しいカードの申請でつけられます。',
        'It cannot be added to a card that is made. A new card can have it.',
      ],
    },
    'certificate-pending': {
      why: ['電子証明書の発行が終わっていません。', 'The certificate is still being issued.'],
      fix: ['窓口に問い合わせてください。', 'Ask your municipal office.'],
    },
    'certificate-held': {
      why: ['電子証明書の効力が止まっています。', 'The certificate is on hold.'],
      fix: [
        '署名用は、カードの再開のあと窓口で新しく発行します（無料）。',
        'Once the card is reactivated, the office issues a new one for signatures, free of charge.',
      ],
    },
    'certificate-revoked': {
      why: [
        '電子証明書が失効しています。引っ越しや氏名の変更で、署名用は自動的に失効します。',
        'The certificate was revoked. After a move or a change of name this happens to the one for signatures by itself.',
        '電子証明書《でんししょうめいしょ》が つかえなくなりました。引《ひ》っこしを すると、サインは つかえなくなります。',
      ],
      fix: [
        'このカードに新しく入れることは、まだできません。窓口で新しいカードの申請書を受け取れます。',
        'This card cannot get a new one yet. Your municipal office has the form for a new card.',
        '新《あたら》しい カードを 申《もう》しこんでください。紙《かみ》は 窓口《まどぐち》に あります。',
      ],
    },
    'certificate-expired': {
      why: [
        '電子証明書の有効期限が切れています。',
        'The certificate has expired.',
        '電子証明書《でんししょうめいしょ》の 期限《きげん》が すぎました。',
      ],
      fix: [
        '証明書だけの更新は、まだできません。窓口で新しいカードの申請書を受け取れます。',
        'A certificate cannot be renewed by itself yet. Your municipal office has the form for a new card.',
        '新《あたら》しい カードを 申《もう》しこんでください。紙《かみ》は 窓口《まどぐち》に あります。',
      ],
    },
    'too-young': {
      why: ['15歳から使えます。', 'It works from the age of 15.', '15さいから つかえます。'],
      fix: [
        '保護者の方が、ご自身のカードで家族の証明書をとることができます。',
        'A parent can fetch the family’s certificates with their own card.',
        '家族《かぞく》の おとなの人《ひと》に たのんでください。',
      ],
    },
  },
  certificate: {
    authentication: ['利用者証明用（ログイン・コンビニで使う）', 'For user identification (log-in, kiosk)'],
    signature: ['署名用（文書への署名で使う）', 'For your signature (documents)'],
    standings: {
      good: ['有効', 'Valid'],
      pending: ['発行中', 'Being issued'],
      held: ['停止中', 'On hold'],
      revoked: ['失効', 'Revoked'],
      expired: ['期限切れ', 'Expired'],
      none: ['なし', 'None'],
    },
    since: [(date: string) => `${date}から`, (date: string) => `since ${date}`],
  },
  schedule: {
    today: ['今日', 'Today', 'きょう'],
    todayText: [
      'カードは運用中です。することはありません。',
      'Your card is in operation. There is nothing to do.',
      'カードは つかえます。することは ありません。',
    ],
    todayRenew: [
      '新しいカードを申請できます',
      'You can apply for a new card',
      '新しい カードを 申しこめます',
    ],
    todayRenewText: [
      (date: string) => `${date}までに、窓口で申請書を受け取り、新しいカードを申請してください。`,
      (date: string) => `Get the form for a new card at your municipal office and apply by ${date}.`,
    ],
    renewableCertificates: [
      '電子証明書の期限が近くなり、新しいカードを申請できます',
      'The certificates are about to expire; you can apply for a new card',
    ],
    renewableCard: ['新しいカードを申請できるようになります', 'You can apply for a new card'],
    renewableBoth: ['新しいカードを申請できるようになります', 'You can apply for a new card'],
    endCertificates: ['電子証明書の有効期限', 'The certificates expire', '電子証明書の おわりの日'],
    endCard: ['カードの有効期限', 'The card expires', 'カードの おわりの日'],
    endBoth: [
      'カードと電子証明書の有効期限',
      'Card and certificates expire',
      'カードと 電子証明書の おわりの日',
    ],
    notice: [
      '2〜3か月前に、お知らせが届きます。',
      'A notice comes by post two to three months before.',
      'おわりの 2〜3か月《げつ》まえに、お知《し》らせが とどきます。',
    ],
  },
  attributes: {
    name: ['氏名', 'Name'],
    kana: ['ふりがな', 'Reading'],
    otherName: ['旧氏・通称', 'Former surname or common name'],
    birthDate: ['生年月日', 'Date of birth'],
    sex: ['性別', 'Sex'],
    sexes: { male: ['男', 'Male'], female: ['女', 'Female'] },
    address: ['住所', 'Address'],
    office: ['担当の窓口', 'Your office'],
  },
});
