import { defineMessages } from '../../../i18n/index.ts';

export const logMessages = defineMessages({
  log: {
    title: ['見られた記録', 'Who looked', 'だれが 見たか'],
    lead: [
      'あなたの記録を、だれが、いつ、何のために見たか、カードに何をしたかの記録です。消すことはだれにもできません。',
      'Who looked at your record or did something with your card, when and what for. Nobody can delete an entry.',
      'あなたの 記録《きろく》を、だれが、いつ、どうして 見《み》たか わかります。だれも 消《け》すことは できません。',
    ],
    own: ['自分の操作も表示する', 'Also show what I did myself', '自分が したことも 見る'],
    purpose: ['目的', 'Purpose'],
    until: ['終わり:', 'until'],
    reason: ['理由', 'Reason'],
    you: ['あなた', 'You'],
    service: ['サービス', 'a service'],
    handedOver: ['渡したもの', 'Handed over'],
    system: ['システム', 'The system'],
    at: [(office: string) => office, (office: string) => office],
    empty: ['まだ記録がありません。', 'There is no entry yet.'],
    emptyOthers: [
      'ほかの人があなたの記録を見たことは、まだありません。',
      'Nobody else has looked at your record yet.',
    ],
    older: ['さらに前の記録を見る', 'Show older entries', 'もっと まえを 見る'],
    end: ['これより前の記録はありません。', 'There is nothing older.'],
    doubt: ['身に覚えのない記録があるとき', 'If you do not recognise an entry', 'わからない 記録が あったら'],
    doubtText: [
      (phone: string) =>
        `担当の窓口（${phone}）に、日時と内容を伝えてください。だれが何のために見たかを調べて、お答えします。カードが使われた疑いがあるときは、すぐにカードを止めてください。`,
      (phone: string) =>
        `Tell your municipal office (${phone}) the date and what the entry says. They find out who looked and why, and answer you. If somebody may be using your card, stop it at once.`,
    ],
    stop: ['カードを止める', 'Stop my card'],
  },
});
