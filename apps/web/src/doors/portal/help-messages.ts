import { defineMessages } from '../../i18n/index.ts';

export const helpMessages = defineMessages({
  stopped: {
    title: ['カードが使えないとき', 'When a card does not work'],
    lead: [
      'カードの状態によって、することが違います。ログインのときに表示された状態を選んで読んでください。',
      'What to do depends on the state of the card. Read the part that the log-in named.',
    ],
    cases: {
      suspended: {
        title: ['一時停止中のとき', 'The card is suspended'],
        text: [
          '紛失などの届け出で、カードが止められています。ログイン、コンビニ交付、署名のどれも使えません。',
          'Somebody reported it lost, and it was stopped. Log-in, kiosk and signature are all out of use.',
        ],
        todo: [
          [
            '見つかったとき：カードともう一つの本人確認書類を持って、市区町村の窓口へ行ってください。その場で再開します。',
            '署名用の電子証明書は戻りません。窓口で新しく発行します（無料）。',
            '見つからないとき：窓口に紛失届を出してください。カードは廃止され、再交付を申請できます。',
            '電話では解除できません。停止に期限はなく、自動では戻りません。',
          ],
          [
            'If you have found it, bring it and another identity document to your municipal office. It is reactivated on the spot.',
            'The certificate for signatures does not come back; the office issues a new one free of charge.',
            'If it stays lost, report the loss at the office. The card is abolished and you can apply for a new one.',
            'It cannot be reactivated by phone. A suspension never ends by itself.',
          ],
        ],
      },
      over: {
        title: ['失効・廃止のとき', 'The card has lapsed or was abolished'],
        text: [
          '有効期限が過ぎた、届け出で廃止されたなどの理由で、カードは二度と使えません。',
          'It expired, or was ended by a report. It can never be used again.',
        ],
        todo: [
          [
            '古いカードは窓口に返してください。',
            '新しいカードを申請してください。マイナンバーは変わりません。',
          ],
          [
            'Hand the old card in at your municipal office.',
            'Apply for a new card. Your Individual Number stays the same.',
          ],
        ],
      },
      certificate: {
        title: ['電子証明書の期限切れ・失効のとき', 'A certificate has expired or was revoked'],
        text: [
          'カードは本人確認書類として使えますが、ログインや署名はできません。',
          'The card still serves as an identity document, but not for logging in or signing.',
        ],
        todo: [
          [
            '証明書だけを新しくすることは、まだできません。ログインや署名が必要なときは、窓口で新しいカードの申請書を受け取ってください。',
          ],
          [
            'A certificate cannot be replaced by itself yet. If you need to log in or sign, get the form for a new card at your municipal office.',
          ],
        ],
      },
      pin: {
        title: ['暗証番号を忘れた・ロックされたとき', 'The PIN is forgotten or locked'],
        text: [
          '4桁の暗証番号は、続けて3回間違えるとロックされます。時間がたっても戻りません。',
          'Three wrong PINs in a row lock it. It does not unlock with time.',
        ],
        todo: [
          [
            '忘れたときは、試さないでください。ロックを戻す手続は、まだありません。',
            'ロックされたときは、窓口で新しいカードの申請書を受け取ってください。カードは本人確認書類として使えます。',
          ],
          [
            'If you have forgotten it, do not guess: a locked PIN cannot be unlocked yet.',
            'If it is locked, get the form for a new card at your municipal office. The card still serves as an identity document.',
          ],
        ],
      },
    },
    phone: ['止めた覚えがないとき', 'If it was not you who stopped it'],
    phoneText: [
      'すぐにコールセンターへ知らせてください。24時間、毎日受け付けています。',
      'Tell the Call Center at once. It answers day and night.',
    ],
  },
  lost: {
    title: [
      'カードをなくしたら、すぐに止める',
      'Lost your card? Stop it at once',
      'カードを なくしたら、すぐに とめる',
    ],
    lead: [
      '電話一本で、昼も夜も止められます。あとで見つかれば、窓口で再び使えるようになります。',
      'One call stops it, day and night. If you find it, your municipal office puts it back to use.',
      '電話《でんわ》で いつでも とめられます。見《み》つかったら、窓口《まどぐち》で また つかえるように できます。',
    ],
    call: ['コールセンターに電話する', 'Call the Call Center'],
    hours: ['24時間・毎日・無料', '24 hours, every day, free of charge', '24時間・毎日・お金は いりません'],
    asked: ['電話で聞かれること', 'What you will be asked', '電話で 聞くこと'],
    askedItems: [
      ['氏名、生年月日、性別、住所', 'どこで、いつごろ、なくしたか', '連絡できる電話番号'],
      ['your name, date of birth, sex and address', 'where and about when you lost it', 'a phone number'],
      [
        '名前《なまえ》、生《う》まれた日《ひ》、男《おとこ》か女《おんな》か、住所《じゅうしょ》',
        'どこで、いつごろ、なくしたか',
        'あなたの 電話番号《でんわばんごう》',
      ],
    ],
    askedNote: [
      '暗証番号やマイナンバーは聞きません。聞かれたら、それは詐欺です。',
      'Nobody asks for your PIN or your Individual Number. If somebody does, it is fraud.',
      '4つの 数字《すうじ》や マイナンバーは 聞《き》きません。聞《き》く人《ひと》は うそつきです。',
    ],
    happens: ['止めると、どうなるか', 'What happens when it is stopped', 'とめると どうなるか'],
    happensItems: [
      [
        'ログイン、コンビニ交付、署名が、すぐに使えなくなります。開いているマイページも終わります。',
        '署名用の電子証明書は、カードが見つかっても戻りません。窓口で新しく発行します（無料）。',
        '顔写真を見せる使い方は止められません。外でなくしたときは警察にも届けてください。',
      ],
      [
        'Log-in, kiosk and signature stop working at once. An open session of this portal ends too.',
        'The certificate for signatures does not come back, even if the card is found. The office issues a new one free of charge.',
        'Nobody can prevent the card from being shown to somebody. If it was lost outside, report it to the police as well.',
      ],
      [
        'ログイン、コンビニ、サインが すぐに つかえなくなります。',
        'カードが 見《み》つかっても、サインは もどりません。窓口《まどぐち》で 新《あたら》しくします。お金《かね》は いりません。',
        '外《そと》で なくしたら、警察《けいさつ》にも 行《い》ってください。',
      ],
    ],
    after: ['止めたあと', 'Afterwards', 'とめたあと'],
    found: ['見つかったとき', 'If you find it', '見つかったら'],
    foundText: [
      'カードともう一つの本人確認書類を持って、市区町村の窓口へ行ってください。電話では解除できません。',
      'Bring it and another identity document to your municipal office. It cannot be reactivated by phone.',
      'カードと、ほかの 証明《しょうめい》を もって、窓口《まどぐち》に 行《い》ってください。電話《でんわ》では できません。',
    ],
    notFound: ['見つからないとき', 'If it stays lost', '見つからなかったら'],
    notFoundText: [
      '外でなくした・盗まれたときは、警察に届けて受理番号をもらい、窓口に紛失届を出してください。再交付は1,000円（盗難など、ご本人の責任でないときは無料）です。',
      'If it was lost outside or stolen, report it to the police and get a receipt number; then report the loss at your municipal office. A new card costs ¥1,000, or nothing if it was not your fault, as after a theft.',
      '警察《けいさつ》で 番号《ばんごう》を もらって、窓口《まどぐち》に 行《い》ってください。新《あたら》しい カードは 1,000円《えん》です。',
    ],
    fax: ['耳や声の不自由な方', 'If you cannot hear or speak'],
    faxText: [
      'ファックスでも止められます。様式は窓口にあります。',
      'A fax stops the card as well. Your municipal office has the form.',
    ],
    demo: [
      'デモでは、コールセンターの担当者として電話を受けられます。',
      'In this demo you can take such a call yourself, as an operator.',
    ],
    demoLink: ['コールセンターの入口へ', 'To the Call Center’s door'],
  },
});
