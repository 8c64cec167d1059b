import { defineActs } from '../../../platform/index.ts';

export const reactivationActs = defineActs('counter', {
  'open-reactivation': ['窓口で再開の手続を始めました', 'began to reactivate your card at the counter'],
  'resume-reactivation': [
    '窓口で再開の手続を再び始めました',
    'went on with the reactivation of your card at the counter',
  ],
  'prove-chip': ['カードが本物であることを確かめました', 'checked that the card in the reader is yours'],
  'write-signature': [
    '新しい署名用電子証明書をカードに書き込みました',
    'wrote a new signature certificate to your card',
  ],
  reactivate: ['窓口でカードを再開しました', 'reactivated your card at the counter'],
  'cancel-reactivation': [
    '窓口で再開の手続を取りやめました',
    'broke off the reactivation of your card at the counter',
  ],
});
