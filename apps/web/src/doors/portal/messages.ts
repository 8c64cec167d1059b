import { defineMessages } from '../../i18n/index.ts';

export const messages = defineMessages({
  nav: {
    home: ['ホーム', 'Home', 'ホーム'],
    log: ['見られた記録', 'Who looked', 'だれが 見たか'],
    sign: ['電子署名', 'Sign', 'サイン（署名）'],
    consents: ['情報提供の同意', 'Consents', '会社に わたす 同意'],
    lost: ['カードをなくしたら', 'Lost your card?', 'カードを なくしたら'],
  },
  login: {
    title: ['マイページにログイン', 'Log in to the resident portal', 'マイページに ログイン'],
    lead: [
      '個人番号カードと、4桁の暗証番号（利用者証明用）でログインします。マイナンバー（個人番号）は使いません。',
      'You log in with your Individual Number Card and its four-digit PIN. The Individual Number itself is not used.',
      '個人番号《こじんばんごう》カードと、4つの 数字《すうじ》（暗証番号《あんしょうばんごう》）を つかいます。マイナンバーは つかいません。',
    ],
    button: ['カードでログインする', 'Log in with your card', 'カードで はいる'],
    purpose: ['マイページへのログイン', 'Log-in to the resident portal'],
    ended: ['ログインの時間が終わりました。', 'Your session has ended.', '時間が おわりました。'],
    endedText: [
      '30分間操作がないと、安全のためにログアウトします。もう一度ログインしてください。',
      'After 30 minutes without activity you are logged out for safety. Log in again to go on.',
      '30分《ぷん》 なにも しないと、安全《あんぜん》のために おわります。もういちど はいってください。',
    ],
    stopped: [
      'カードが止まっているとき、どうすればよいか',
      'What to do when a card is stopped',
      'カードが つかえないときに すること',
    ],
    whatTitle: ['マイページでできること', 'What you can do here', 'ここで できること'],
    what: [
      [
        'カードの状態と、今日使えることを確かめる',
        'だれが、いつ、何のために自分の記録を見たかを確かめる',
        '文書に電子署名をする',
      ],
      [
        'See the state of your card and what works with it today',
        'See who looked at your record, when and what for',
        'Sign documents',
      ],
      [
        'カードが つかえるか 見《み》る',
        'だれが わたしの 記録《きろく》を 見《み》たか たしかめる',
        '書類《しょるい》に サイン（署名《しょめい》）をする',
      ],
    ],
    needTitle: ['ログインに必要なもの', 'What you need', 'いるもの'],
    need: [
      [
        '受け取りを済ませた個人番号カード',
        '受け取りのときに決めた4桁の暗証番号',
        'カードリーダー（デモでは不要です）',
      ],
      [
        'your Individual Number Card, already picked up',
        'the four-digit PIN that you chose at pick-up',
        'a card reader (not needed in this demo)',
      ],
      [
        '窓口《まどぐち》で もらった 個人番号《こじんばんごう》カード',
        'もらったときに きめた 4つの 数字《すうじ》',
        'カードを 読《よ》む 機械《きかい》（デモでは いりません）',
      ],
    ],
    lost: ['カードをなくした', 'I have lost my card', 'カードを なくした'],
    pin: [
      '暗証番号がわからない、ロックされた',
      'I have forgotten or locked my PIN',
      '4つの 数字が わからない',
    ],
  },
});
