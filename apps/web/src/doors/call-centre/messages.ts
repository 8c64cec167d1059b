import { defineMessages } from '../../i18n/index.ts';

/** Texts of the call centre. Lines in 「」 are read to the caller. */
export const messages = defineMessages({
  nav: { call: ['電話を受ける', 'Take a call'], calls: ['自分の受付記録', 'My calls'] },
  identify: {
    title: ['電話を受ける', 'Take a call'],
    lead: [
      '名義人の4項目のうち3項目が合えば、一時停止できます。',
      'If three of four facts about the holder agree, the card can be suspended.',
    ],
    relation: ['電話をかけている人', 'Who is calling'],
    relations: {
      self: ['本人', 'The holder'],
      family: ['家族', 'Family'],
      representative: ['法定代理人', 'Legal representative'],
      proxy: ['任意代理人', 'Appointed proxy'],
      other: ['そのほか', 'Somebody else'],
    },
    name: ['氏名', 'Name'],
    nameSay: [
      '「カードの名義の方のお名前を、漢字も含めて教えてください」',
      '“What is the name of the holder, and how is it written?”',
    ],
    birthDate: ['生年月日', 'Date of birth'],
    birthDateSay: ['「生年月日を教えてください」', '“What is the date of birth?”'],
    sex: ['性別', 'Sex'],
    sexes: { '1': ['男', 'Male'], '2': ['女', 'Female'] },
    notSaid: ['聞いていない', 'Not asked'],
    address: ['住所', 'Address'],
    addressSay: [
      '「住民票のご住所を、番地まで教えてください」',
      '“What is the registered address, with block and number?”',
    ],
    submit: ['照合する', 'Compare'],
    relationNeeded: ['電話をかけている人を選んでください。', 'Choose who is calling.'],
    atLeastThree: [
      '4項目のうち3項目以上を聞いて入れてください。',
      'Ask for at least three of the four facts and enter them.',
    ],
    dateWrong: [
      '実在する日付で入れてください。例：昭和55年2月17日',
      'Enter a date that exists, for example 17 2 1980.',
    ],
  },
  match: {
    title: ['照合の結果', 'Result'],
    enough: [(n: number) => `4項目のうち${n}項目が一致しました`, (n: number) => `${n} of 4 facts agree`],
    notEnough: ['本人確認に必要な数が一致しませんでした', 'Too few facts agree to identify the holder'],
    notEnoughText: [
      'どの項目が違うかは表示しません。相手にも伝えないでください。',
      'Which of them differ is not shown. Do not let the caller guess.',
    ],
    attributes: {
      name: ['氏名', 'Name'],
      birthDate: ['生年月日', 'Date of birth'],
      sex: ['性別', 'Sex'],
      address: ['住所', 'Address'],
    },
    again: ['聞き直して、もう一度照合する', 'Ask again and compare'],
    otherCall: ['次の電話を受ける', 'Take the next call'],
  },
  card: {
    title: ['カードの状態', 'State of the card'],
    none: ['使えるカードはありません', 'No card in operation'],
    noneText: [
      '止めるカードがないことを伝え、窓口を案内してください。',
      'Tell the caller that there is nothing to suspend, and name the municipal office.',
    ],
    since: [(when: string) => `${when}に停止`, (when: string) => `suspended ${when}`],
    unknown: [
      'このカードは今の状態では止められません。',
      'In its present state this card cannot be suspended.',
    ],
  },
  suspend: {
    title: ['一時停止する', 'Suspend the card'],
    circumstances: ['状況', 'What happened'],
    circumstancesNeeded: ['状況を選んでください。', 'Choose what happened.'],
    notes: ['聞いたこと（いつ、どこで）', 'What the caller says (when, where)'],
    phone: ['連絡先の電話番号', 'Number to call back'],
    button: ['カードを一時停止する', 'Suspend the card'],
    dialogTitle: ['このカードを一時停止しますか', 'Suspend this card?'],
    undo: [
      '電話では解除できません。解除は、本人がカードと本人確認書類を持って窓口で行います。',
      'It cannot be lifted by phone. The holder brings the card and identity documents to the office.',
    ],
  },
  done: {
    state: ['一時停止しました', 'The card is suspended'],
    now: ['一時停止中', 'Suspended'],
    at: [(when: string) => `${when}から停止`, (when: string) => `since ${when}`],
    reference: ['受付番号', 'Reference of the call'],
    say: ['電話の相手に伝えること', 'Tell the caller'],
    sayStopped: [
      '「カードと電子証明書を止めました。今から使えません」',
      '“Card and certificates are stopped. They do not work from now on.”',
    ],
    sayPolice: [
      '「外でなくした、または盗まれた場合は、警察に届け出て、受理番号を控えてください」',
      '“If you lost it outside or it was stolen, report it to the police and note the receipt number.”',
    ],
    sayFire: [
      '「火災などのときは、罹災証明書を用意してください」',
      '“After a fire, get a disaster certificate.”',
    ],
    sayOffice: [
      '「見つからないときは、市区町村の窓口で紛失届と再交付の申請をしてください」',
      '“If it does not turn up, go to your municipal office to report the loss and apply for a new card.”',
    ],
    sayFound: [
      '「見つかったときも、電話では解除できません。カードと本人確認書類を持って窓口へお越しください」',
      '“If it turns up, we cannot lift this by phone either. Bring the card and identity documents to the office.”',
    ],
    sayNumber: [
      '「マイナンバーの証明が必要なときは、番号入りの住民票の写しを使えます」',
      '“To prove your Individual Number meanwhile, use a copy of the resident record that shows it.”',
    ],
    notified: [
      (channels: string) => `名義人に知らせました（${channels}）`,
      (channels: string) => `The holder was told (${channels})`,
    ],
    channels: { letter: ['郵便', 'letter'], mail: ['メール', 'e-mail'] },
    and: ['・', ', '],
  },
  already: {
    title: ['もう止まっています', 'It is suspended already'],
  },
  calls: {
    title: ['自分の受付記録', 'My calls'],
    caption: ['受けた電話', 'Calls taken'],
    at: ['日時', 'When'],
    caller: ['かけた人', 'Caller'],
    holder: ['名義人', 'Holder'],
    result: ['結果', 'Result'],
    circumstances: ['状況', 'What happened'],
    unidentified: ['確認できず', 'Not identified'],
    identified: ['確認のみ', 'Identified only'],
    suspended: ['一時停止', 'Suspended'],
    empty: [
      '電話を受けて照合すると、ここに記録されます。自分の記録だけが見えます。',
      'When you take a call and compare the facts, it is listed here. You see only your own.',
    ],
    masked: ['名前は頭文字だけを表示しています。', 'Only the initials of names are shown.'],
  },
});
