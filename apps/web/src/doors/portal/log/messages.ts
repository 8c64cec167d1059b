import { defineMessages } from '../../../i18n/index.ts';

export const logMessages = defineMessages({
  ja: {
    log: {
      title: '見られた記録',
      lead: 'あなたの記録を、だれが、いつ、何のために見たか、カードに何をしたかの記録です。消すことはだれにもできません。',
      own: '自分の操作も表示する',
      purpose: '目的',
      until: '終わり:',
      reason: '理由',
      you: 'あなた',
      service: 'サービス',
      handedOver: '渡したもの',
      system: 'システム',
      at: (office: string) => office,
      empty: 'まだ記録がありません。',
      emptyOthers: 'ほかの人があなたの記録を見たことは、まだありません。',
      older: 'さらに前の記録を見る',
      end: 'これより前の記録はありません。',
      doubt: '身に覚えのない記録があるとき',
      doubtText: (phone: string) =>
        `担当の窓口（${phone}）に、日時と内容を伝えてください。だれが何のために見たかを調べて、お答えします。カードが使われた疑いがあるときは、すぐにカードを止めてください。`,
      stop: 'カードを止める',
    },
  },
  en: {
    log: {
      title: 'Who looked',
      lead: 'Who looked at your record or did something with your card, when and what for. Nobody can delete an entry.',
      own: 'Also show what I did myself',
      purpose: 'Purpose',
      until: 'until',
      reason: 'Reason',
      you: 'You',
      service: 'a service',
      handedOver: 'Handed over',
      system: 'The system',
      at: (office: string) => office,
      empty: 'There is no entry yet.',
      emptyOthers: 'Nobody else has looked at your record yet.',
      older: 'Show older entries',
      end: 'There is nothing older.',
      doubt: 'If you do not recognise an entry',
      doubtText: (phone: string) =>
        `Tell your municipal office (${phone}) the date and what the entry says. They find out who looked and why, and answer you. If somebody may be using your card, stop it at once.`,
      stop: 'Stop my card',
    },
  },
  easy: {
    log: {
      title: 'だれが 見たか',
      lead: 'あなたの 記録《きろく》を、だれが、いつ、どうして 見《み》たか わかります。だれも 消《け》すことは できません。',
      own: '自分が したことも 見る',
      older: 'もっと まえを 見る',
      doubt: 'わからない 記録が あったら',
    },
  },
});
