import { APPLICATION, CARD } from '@mibun/rules';
import type { AccessLogEntry } from '@mibun/server/schemas/disclosure';
import type { Bilingual } from '../../../api/agent.ts';

/** What was done, in words for the person whom it concerns. `module.act` → a sentence without its subject. */
const ACTIONS: Readonly<Record<string, Bilingual>> = {
  'residents.read': { ja: 'あなたの住民記録を見ました', en: 'looked at your resident record' },
  'residents.match': {
    ja: '本人確認のため、住民記録と照らし合わせました',
    en: 'compared what was said with your resident record',
  },
  'residents.search': { ja: '検索の結果に、あなたが含まれていました', en: 'found you in a search' },
  'access.refused': {
    ja: 'あなたの記録や手続を扱おうとして、権限がないため断られました',
    en: 'tried to deal with your record or case and was refused, because it is not theirs to deal with',
  },
  'vault.read-number': { ja: 'マイナンバーを見ました', en: 'read your Individual Number' },
  'vault.find-by-number': {
    ja: 'マイナンバーで、あなたを探しました',
    en: 'looked you up by your Individual Number',
  },
  'identity.login': { ja: 'マイページにログインしました', en: 'logged in to the resident portal' },
  'identity.logout': { ja: 'マイページからログアウトしました', en: 'logged out of the resident portal' },
  'identity.staff-login': { ja: '職員としてログインしました', en: 'logged in as a member of staff' },
  'identity.staff-logout': { ja: '職員としての作業を終えました', en: 'logged out as a member of staff' },
  'identity.begin-duty': { ja: '職員としての担当を登録しました', en: 'gave you a duty as a member of staff' },
  'identity.end-duty': {
    ja: '職員としての担当を終わらせました',
    en: 'ended a duty of yours as a member of staff',
  },
  'identity.login-refused': {
    ja: 'あなたのカードでのログインを断りました',
    en: 'refused a log-in with your card',
  },
  'identity.service-login': {
    ja: 'あなたのカードでログインを受け付けました',
    en: 'let you log in with your card',
  },
  'cards.produce': { ja: 'あなたのカードを作りました', en: 'made your card' },
  'cards.receive': { ja: 'あなたのカードを受け取り、準備しました', en: 'received and prepared your card' },
  'cards.begin-activation': { ja: 'カードの交付を始めました', en: 'began to hand your card over' },
  'cards.confirm-activation': { ja: 'カードを使えるようにしました', en: 'put your card into operation' },
  'cards.cancel-activation': {
    ja: 'カードの交付を取りやめました',
    en: 'broke off the hand-over of your card',
  },
  'cards.suspend': { ja: 'カードを一時停止しました', en: 'suspended your card' },
  'cards.lift': { ja: 'カードの一時停止を解除しました', en: 'reactivated your card' },
  'cards.abolish': { ja: 'カードを廃止しました', en: 'abolished your card' },
  'cards.return': { ja: 'カードの返納を受け付けました', en: 'took your card back' },
  'cards.collect': { ja: 'カードを回収しました', en: 'collected your old card' },
  'cards.destroy': { ja: 'カードを廃棄しました', en: 'destroyed your old card' },
  'cards.expire': { ja: 'カードの有効期限が来ました', en: 'let your card expire' },
  'cards.lapse': { ja: 'カードが失効しました', en: 'let your card lapse' },
  'certificates.request': { ja: '電子証明書の発行を求めました', en: 'requested a certificate for you' },
  'certificates.activate': { ja: '電子証明書を有効にしました', en: 'put a certificate of yours into force' },
  'certificates.hold': { ja: '電子証明書の効力を止めました', en: 'put a certificate of yours on hold' },
  'certificates.lift': {
    ja: '電子証明書の効力を戻しました',
    en: 'lifted the hold on a certificate of yours',
  },
  'certificates.revoke': { ja: '電子証明書を失効させました', en: 'revoked a certificate of yours' },
  'certificates.supersede': {
    ja: '電子証明書を新しいものに替えました',
    en: 'replaced a certificate of yours',
  },
  'certificates.expire': { ja: '電子証明書の有効期限が来ました', en: 'let a certificate of yours expire' },
  'applications.open-form': { ja: '交付申請書を用意しました', en: 'prepared an application form for you' },
  'applications.look-at-photo': {
    ja: '申請の写真を見ました',
    en: 'looked at the photo of your application',
  },
  'applications.start': { ja: 'カードの申請を始めました', en: 'began an application' },
  'applications.submit': { ja: 'カードの申請を送りました', en: 'submitted an application' },
  'applications.screen': { ja: '申請の審査を始めました', en: 'began to screen your application' },
  'applications.reject': {
    ja: '申請に直すところを見つけました',
    en: 'sent your application back for correction',
  },
  'applications.approve': { ja: '申請を承認しました', en: 'approved your application' },
  'applications.correct': { ja: '申請を直しました', en: 'corrected an application' },
  'applications.withdraw': { ja: '申請を取り下げました', en: 'withdrew an application' },
  'applications.enter-batch': { ja: 'カードを製造に回しました', en: 'put your card into production' },
  'applications.ship': { ja: 'カードを窓口へ送り出しました', en: 'sent your card to the office' },
  'applications.receive': {
    ja: 'カードが届いたことを確かめました',
    en: 'confirmed that your card has arrived',
  },
  'applications.set-up': { ja: 'カードを受け取れるようにしました', en: 'made your card ready for pick-up' },
  'applications.book': { ja: '受け取りの予約をしました', en: 'booked a time for the pick-up' },
  'applications.remind': { ja: '受け取りのお知らせを送りました', en: 'reminded you of the pick-up' },
  'applications.hand-over': { ja: 'カードを交付しました', en: 'handed your card over' },
  'notices.letter': { ja: 'あなたに手紙を送りました', en: 'sent you a letter' },
  'production.look-at-card': { ja: 'カードの印刷の図柄を見ました', en: 'looked at the print of your card' },
  'production.incident': {
    ja: 'カードの検査で不良を見つけ、作り直します',
    en: 'found a fault in your card; it is made again',
  },
  'counter.set-up': { ja: 'カードの交付前設定をしました', en: 'prepared your card for pick-up' },
  'counter.open-hand-over': { ja: '窓口で本人確認をしました', en: 'checked your identity at the counter' },
  'counter.confirm-hand-over': {
    ja: '窓口での交付を終えました',
    en: 'completed the hand-over at the counter',
  },
  'counter.open-reactivation': {
    ja: '窓口で再開の手続を始めました',
    en: 'began to reactivate your card at the counter',
  },
  'counter.reactivate': { ja: '窓口でカードを再開しました', en: 'reactivated your card at the counter' },
  'signing.upload': { ja: '署名する文書を選びました', en: 'chose a document to sign' },
  'signing.prepare': { ja: '署名の準備をしました', en: 'prepared a signature' },
  'signing.complete': { ja: '文書に電子署名しました', en: 'signed a document' },
  'signing.refuse': { ja: '署名を断りました', en: 'refused a signature' },
  'signing.download': { ja: '署名した文書を取り出しました', en: 'fetched the signed document' },
  'verifiers.check-status': {
    ja: 'あなたの電子証明書が有効か、問い合わせました',
    en: 'asked whether a certificate of yours is valid',
  },
  'linking.link': {
    ja: 'あなたの電子証明書から、サービスでの利用者番号を受け取りました',
    en: 'received the id by which a service knows you',
  },
  'linking.give': { ja: '情報の提供に同意しました', en: 'consented to the supply of your attributes' },
  'linking.withdraw': { ja: '情報提供の同意を撤回しました', en: 'withdrew a consent' },
  'linking.expire': { ja: '情報提供の同意の期間が終わりました', en: 'let a consent of yours expire' },
  'linking.supply': {
    ja: 'あなたの同意により、最新の情報を受け取りました',
    en: 'received your current attributes, as you have consented',
  },
  'verification.check-signature': { ja: 'あなたの署名を確かめました', en: 'checked a signature of yours' },
};

/** The same act reads differently for these actors; for the system only where it served the person themselves. */
const READS: Readonly<Record<string, Bilingual>> = {
  'residents.read verifier': {
    ja: '登録されている内容を受け取りました',
    en: 'received what is registered about you',
  },
  'residents.read system': {
    ja: 'ログインのために、氏名を確かめました',
    en: 'looked up your name for a log-in',
  },
};

type Described = Pick<AccessLogEntry, 'action' | 'purpose'> & {
  readonly actor: Pick<AccessLogEntry['actor'], 'kind' | 'self'>;
};

/** Falls back to the words of the life-cycle tables; an unknown act is told by its purpose alone. */
export function describeAction({ action, actor, purpose }: Described): Bilingual {
  const reader = actor.kind === 'system' && !actor.self ? '' : actor.kind;
  const known = READS[`${action} ${reader}`] ?? ACTIONS[action];
  if (known) return known;
  const [module = '', event = ''] = action.split('.');
  const label =
    module === 'cards'
      ? (CARD.events as Readonly<Record<string, Bilingual>>)[event]
      : module === 'applications'
        ? (APPLICATION.events as Readonly<Record<string, Bilingual>>)[event]
        : undefined;
  if (!label) return purpose;
  return module === 'cards'
    ? { ja: `カード：${label.ja}`, en: `card: ${label.en}` }
    : { ja: `申請：${label.ja}`, en: `application: ${label.en}` };
}
