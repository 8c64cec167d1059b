import { defineMessages } from '../../i18n/index.ts';

export const messages = defineMessages({
  ja: {
    nav: {
      home: 'ホーム',
      log: '見られた記録',
      sign: '電子署名',
      consents: '情報提供の同意',
      lost: 'カードをなくしたら',
    },
    login: {
      title: 'マイページにログイン',
      lead: '個人番号カードと、4桁の暗証番号（利用者証明用）でログインします。マイナンバー（個人番号）は使いません。',
      button: 'カードでログインする',
      purpose: 'マイページへのログイン',
      ended: 'ログインの時間が終わりました。',
      endedText: '30分間操作がないと、安全のためにログアウトします。もう一度ログインしてください。',
      stopped: 'カードが止まっているとき、どうすればよいか',
      whatTitle: 'マイページでできること',
      what: [
        'カードの状態と、今日使えることを確かめる',
        'だれが、いつ、何のために自分の記録を見たかを確かめる',
        '文書に電子署名をする',
      ],
      needTitle: 'ログインに必要なもの',
      need: [
        '受け取りを済ませた個人番号カード',
        '受け取りのときに決めた4桁の暗証番号',
        'カードリーダー（デモでは不要です）',
      ],
      lost: 'カードをなくした',
      pin: '暗証番号がわからない、ロックされた',
    },
  },
  en: {
    nav: { home: 'Home', log: 'Who looked', sign: 'Sign', consents: 'Consents', lost: 'Lost your card?' },
    login: {
      title: 'Log in to the resident portal',
      lead: 'You log in with your Individual Number Card and its four-digit PIN. The Individual Number itself is not used.',
      button: 'Log in with your card',
      purpose: 'Log-in to the resident portal',
      ended: 'Your session has ended.',
      endedText: 'After 30 minutes without activity you are logged out for safety. Log in again to go on.',
      stopped: 'What to do when a card is stopped',
      whatTitle: 'What you can do here',
      what: [
        'See the state of your card and what works with it today',
        'See who looked at your record, when and what for',
        'Sign documents',
      ],
      needTitle: 'What you need',
      need: [
        'your Individual Number Card, already picked up',
        'the four-digit PIN that you chose at pick-up',
        'a card reader (not needed in this demo)',
      ],
      lost: 'I have lost my card',
      pin: 'I have forgotten or locked my PIN',
    },
  },
  easy: {
    nav: {
      home: 'ホーム',
      log: 'だれが 見たか',
      sign: 'サイン（署名）',
      consents: '会社に わたす 同意',
      lost: 'カードを なくしたら',
    },
    login: {
      title: 'マイページに ログイン',
      lead: '個人番号《こじんばんごう》カードと、4つの 数字《すうじ》（暗証番号《あんしょうばんごう》）を つかいます。マイナンバーは つかいません。',
      button: 'カードで はいる',
      ended: '時間が おわりました。',
      endedText:
        '30分《ぷん》 なにも しないと、安全《あんぜん》のために おわります。もういちど はいってください。',
      stopped: 'カードが つかえないときに すること',
      whatTitle: 'ここで できること',
      what: [
        'カードが つかえるか 見《み》る',
        'だれが わたしの 記録《きろく》を 見《み》たか たしかめる',
        '書類《しょるい》に サイン（署名《しょめい》）をする',
      ],
      needTitle: 'いるもの',
      need: [
        '窓口《まどぐち》で もらった 個人番号《こじんばんごう》カード',
        'もらったときに きめた 4つの 数字《すうじ》',
        'カードを 読《よ》む 機械《きかい》（デモでは いりません）',
      ],
      lost: 'カードを なくした',
      pin: '4つの 数字が わからない',
    },
  },
});
