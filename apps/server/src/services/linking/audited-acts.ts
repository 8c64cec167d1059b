import { defineActs } from '../../platform/index.ts';

/** The acts of this module that the trail has, in words. */
export const linkingActs = defineActs('linking', {
  link: [
    'あなたの電子証明書から、サービスでの利用者番号を受け取りました',
    'received the id by which a service knows you',
  ],
  give: ['情報の提供に同意しました', 'consented to the supply of your attributes'],
  renew: ['情報の提供に同意し直しました', 'consented anew to the supply of your attributes'],
  withdraw: ['情報提供の同意を撤回しました', 'withdrew a consent'],
  expire: ['情報提供の同意の期間が終わりました', 'let a consent of yours expire'],
  'begin-signature': [
    '情報提供の同意・撤回の文章を、署名のために開きました',
    'had the text of a consent or withdrawal made, to sign it',
  ],
  'prepare-signature': [
    '同意・撤回への署名の準備をしました',
    'prepared the signature of a consent or withdrawal',
  ],
  'complete-signature': ['同意・撤回の文章に電子署名しました', 'signed the text of a consent or withdrawal'],
  'expire-signature': [
    '署名されなかった同意・撤回の文章を消しました',
    'deleted the text of a consent or withdrawal that was not signed',
  ],
  'refuse-signature': ['同意・撤回への署名を断りました', 'refused the signature of a consent or withdrawal'],
  supply: [
    'あなたの同意により、最新の情報を受け取りました',
    'received your current attributes, as you have consented',
  ],
  offer: ['情報提供の同意をあなたに求めました', 'asked for your consent to the supply of attributes'],
});
