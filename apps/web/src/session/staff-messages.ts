import { defineMessages } from '../i18n/index.ts';

export const messages = defineMessages({
  title: ['職員ログイン', 'Staff log-in'],
  lead: [
    '自分の個人番号カードでログインします。職員証や共通のパスワードは使いません。',
    'Log in with your own Individual Number Card. There is no shared password here.',
  ],
  button: ['カードでログインする', 'Log in with your card'],
  purpose: ['職員としてのログイン', 'Log-in as a member of staff'],
  ended: ['ログインの時間が終わりました。', 'Your session has ended.'],
  endedText: [
    '60分間操作がないと、安全のためにログアウトします。もう一度ログインすると、このページの続きから始められます。',
    'After 60 minutes without activity you are logged out for safety. Log in again to go on where you were.',
  ],
  rolesTitle: ['ここを使える人', 'Who may enter'],
  rolesText: [
    (roles: string) => `${roles}として登録された職員`,
    (roles: string) => `Staff registered as ${roles}`,
  ],
  recordTitle: ['記録について', 'What is recorded'],
  recordText: [
    'だれの記録を、何のために見たかは、すべて残り、本人も見ることができます。',
    'Whose record you look at, and what for, is always recorded, and the person concerned can see it.',
  ],
  demoTitle: ['デモでの入り方', 'In this demo'],
  demoText: [
    'カードのウィンドウに、職員のカードも並んでいます。窓口は「窓口 直子」、審査は「審査 望」、製造は「製造 匠」、電話は「応答 静香」のカードを選び、暗証番号 2468 を入れてください。',
    'The card window also holds the cards of the staff; their PIN is 2468. Choose 窓口 直子 (Naoko Madoguchi) for the office, 審査 望 (Nozomi Shinsa) for screening, 製造 匠 (Takumi Seizo) for production, 応答 静香 (Shizuka Oto) for the call centre.',
  ],
  wrongRole: ['あなたの役割では、ここは使えません', 'Your role does not open this door'],
  wrongRoleText: [
    (name: string, roles: string) => `${name}さんは${roles}として登録されています。`,
    (name: string, roles: string) => `${name} is registered as ${roles}.`,
  ],
  wrongRoleNext: [
    (roles: string) =>
      `ここを使えるのは${roles}です。担当の職員に引き継ぐか、別のカードでログインしてください。`,
    (roles: string) =>
      `This door is for: ${roles}. Hand the matter over to a colleague, or log in with another card.`,
  ],
  otherScene: [
    (name: string) => `この場面では、あなたは${name}さんです`,
    (name: string) => `In this scene you are ${name}`,
  ],
  otherSceneText: [
    (has: string, post: string) =>
      `このブラウザは${has}さんのカードでログインしたままです。この場面の人は${post}で、一人の申請やカードを、同じ職員が続けて扱うことはできません。`,
    (has: string, post: string) =>
      `This browser is still logged in with the card of ${has}. The scene is that of ${post}: whoever has dealt with a person before must leave the next step to a colleague.`,
  ],
  otherSceneChange: [
    (name: string) => `ログアウトして、${name}さんのカードで入る`,
    (name: string) => `Log out, and in with the card of ${name}`,
  ],
  otherSceneStay: ['このまま続ける', 'Go on as I am'],
  dutyAt: [
    (role: string, office: string) => `${office}・${role}`,
    (role: string, office: string) => `${role}, ${office}`,
  ],
  chooseTitle: ['どの担当で働きますか', 'In which duty do you work now?'],
  chooseLead: [
    (name: string) =>
      `${name}さんには複数の担当があります。ログインしている間は、選んだ一つの担当だけで働きます。`,
    (name: string) =>
      `${name} has several duties. While you are logged in you work in the one that you choose, and in no other.`,
  ],
  chooseOther: [
    'ほかの担当に替わるときは、ログアウトして入り直してください。',
    'To change to another duty, log out and log in again.',
  ],
  noneOpens: [
    'このページを使える担当はありません。選んだあと、担当のページを開いてください。',
    'None of your duties opens this door. Choose one, then go to its own page.',
  ],
  logOut: ['ログアウトして別のカードで入る', 'Log out and use another card'],
  and: ['・', ', '],
  or: ['または', ' or '],
  youAre: [
    (name: string, post: string) => `ここからは、あなたは${post}の${name}さんです`,
    (name: string, post: string) => `You are now ${name}, ${post}`,
  ],
  youAreText: [
    (name: string) => `カードのウィンドウで${name}さんのカードを選び、暗証番号 2468 を入れてください。`,
    (name: string) => `Choose the card of ${name} in the card window and enter the PIN 2468.`,
  ],
});
