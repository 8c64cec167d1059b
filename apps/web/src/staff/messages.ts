import { defineMessages } from '../i18n/index.ts';

export const messages = defineMessages({
  ja: {
    title: '職員ログイン',
    lead: '自分の個人番号カードでログインします。職員証や共通のパスワードは使いません。',
    button: 'カードでログインする',
    purpose: '職員としてのログイン',
    ended: 'ログインの時間が終わりました。',
    endedText:
      '60分間操作がないと、安全のためにログアウトします。もう一度ログインすると、このページの続きから始められます。',
    rolesTitle: 'ここを使える人',
    rolesText: (roles: string) => `${roles}として登録された職員`,
    recordTitle: '記録について',
    recordText: 'だれの記録を、何のために見たかは、すべて残り、本人も見ることができます。',
    demoTitle: 'デモでの入り方',
    demoText:
      'カードのウィンドウに、職員のカードも並んでいます。窓口は「窓口 直子」、審査は「審査 望」、製造は「製造 匠」、電話は「応答 静香」のカードを選び、暗証番号 2468 を入れてください。',
    wrongRole: 'あなたの役割では、ここは使えません',
    wrongRoleText: (name: string, roles: string) => `${name}さんは${roles}として登録されています。`,
    wrongRoleNext: (roles: string) =>
      `ここを使えるのは${roles}です。担当の職員に引き継ぐか、別のカードでログインしてください。`,
    otherScene: (name: string) => `この場面では、あなたは${name}さんです`,
    otherSceneText: (has: string, post: string) =>
      `このブラウザは${has}さんのカードでログインしたままです。この場面の人は${post}で、一人の申請やカードを、同じ職員が続けて扱うことはできません。`,
    otherSceneChange: (name: string) => `ログアウトして、${name}さんのカードで入る`,
    otherSceneStay: 'このまま続ける',
    dutyAt: (role: string, office: string) => `${office}・${role}`,
    chooseTitle: 'どの担当で働きますか',
    chooseLead: (name: string) =>
      `${name}さんには複数の担当があります。ログインしている間は、選んだ一つの担当だけで働きます。`,
    chooseOther: 'ほかの担当に替わるときは、ログアウトして入り直してください。',
    noneOpens: 'このページを使える担当はありません。選んだあと、担当のページを開いてください。',
    logOut: 'ログアウトして別のカードで入る',
    and: '・',
    or: 'または',
    youAre: (name: string, post: string) => `ここからは、あなたは${post}の${name}さんです`,
    youAreText: (name: string) =>
      `カードのウィンドウで${name}さんのカードを選び、暗証番号 2468 を入れてください。`,
  },
  en: {
    title: 'Staff log-in',
    lead: 'Log in with your own Individual Number Card. There is no shared password here.',
    button: 'Log in with your card',
    purpose: 'Log-in as a member of staff',
    ended: 'Your session has ended.',
    endedText:
      'After 60 minutes without activity you are logged out for safety. Log in again to go on where you were.',
    rolesTitle: 'Who may enter',
    rolesText: (roles: string) => `Staff registered as ${roles}`,
    recordTitle: 'What is recorded',
    recordText:
      'Whose record you look at, and what for, is always recorded, and the person concerned can see it.',
    demoTitle: 'In this demo',
    demoText:
      'The card window also holds the cards of the staff; their PIN is 2468. Choose 窓口 直子 (Naoko Madoguchi) for the office, 審査 望 (Nozomi Shinsa) for screening, 製造 匠 (Takumi Seizo) for production, 応答 静香 (Shizuka Oto) for the call centre.',
    wrongRole: 'Your role does not open this door',
    wrongRoleText: (name: string, roles: string) => `${name} is registered as ${roles}.`,
    wrongRoleNext: (roles: string) =>
      `This door is for: ${roles}. Hand the matter over to a colleague, or log in with another card.`,
    otherScene: (name: string) => `In this scene you are ${name}`,
    otherSceneText: (has: string, post: string) =>
      `This browser is still logged in with the card of ${has}. The scene is that of ${post}: whoever has dealt with a person before must leave the next step to a colleague.`,
    otherSceneChange: (name: string) => `Log out, and in with the card of ${name}`,
    otherSceneStay: 'Go on as I am',
    dutyAt: (role: string, office: string) => `${role}, ${office}`,
    chooseTitle: 'In which duty do you work now?',
    chooseLead: (name: string) =>
      `${name} has several duties. While you are logged in you work in the one that you choose, and in no other.`,
    chooseOther: 'To change to another duty, log out and log in again.',
    noneOpens: 'None of your duties opens this door. Choose one, then go to its own page.',
    logOut: 'Log out and use another card',
    and: ', ',
    or: ' or ',
    youAre: (name: string, post: string) => `You are now ${name}, ${post}`,
    youAreText: (name: string) => `Choose the card of ${name} in the card window and enter the PIN 2468.`,
  },
});
