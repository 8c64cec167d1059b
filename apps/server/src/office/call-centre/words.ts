import type { Bilingual } from '../../platform/index.ts';

/** Read to the caller before suspending: what stops, what never comes back, and how the rest does (LOS-04, LOS-07). */
export const CONSEQUENCES: readonly Bilingual[] = [
  {
    ja: 'ログインができなくなります（利用者証明用電子証明書）。',
    en: 'Logging in stops working (electronic certificate for user identification).',
  },
  {
    ja: '電子署名ができなくなります。署名用電子証明書は、解除しても元に戻らず、窓口で新しく発行します（無料）。',
    en: 'Signing stops for good: the signature certificate does not come back; the office issues a new one, free of charge.',
  },
  { ja: 'コンビニで証明書を取れなくなります。', en: 'Certificates can no longer be fetched at kiosks.' },
  {
    ja: '券面を見せて使うことは、電話では止められません。',
    en: 'Nobody can stop the card from being shown as a piece of plastic.',
  },
  {
    ja: '電話では解除できません。見つかったカードと本人確認書類を持って、住所地の窓口にお越しください。',
    en: 'It cannot be reactivated by phone: bring the found card and another document to the municipal office.',
  },
  {
    ja: '一時停止したことを、登録の住所への手紙と、登録があればメールでお知らせします。',
    en: 'The holder is told by letter to the registered address and, if there is one, by e-mail.',
  },
];

export const NEXT = {
  ask: {
    ja: '一致したのは二つ以下です。聞き直すか、責任者に引き継いでください。カードは止められません。',
    en: 'Too little agrees. Ask again, or pass the call to a supervisor; the card cannot be suspended.',
  },
  suspend: {
    ja: '影響を読み上げ、止めてよいか確かめてから、一時停止してください。',
    en: 'Read out the consequences, make sure, then suspend the card.',
  },
  suspended: {
    ja: 'もう止まっています。見つかったときは窓口で解除、見つからないときは警察と窓口に届け出るよう案内してください。',
    en: 'It is already stopped. If found: reactivation at the office. If not: report to the police, then to the office.',
  },
  noCard: {
    ja: '運用中のカードはありません。市区町村の窓口を案内してください。',
    en: 'There is no card in operation. Refer the caller to the municipal office.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
