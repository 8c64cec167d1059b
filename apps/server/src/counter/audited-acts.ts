import { defineActs } from '../platform/index.ts';

/** The acts of this module that the trail has, in words. */
export const counterActs = defineActs('counter', {
  'set-up': ['カードの交付前設定をしました', 'prepared your card for pick-up'],
  'open-hand-over': ['窓口で本人確認をしました', 'checked your identity at the counter'],
  'prepare-chip': ['窓口でカードの準備をしました', 'prepared the chip of your card for your PINs'],
  'set-pins': [
    '窓口で暗証番号の設定を受け付けました',
    'had the PINs of your card set by you or your representative',
  ],
  'write-chip': ['カードのチップを運用開始にしました', 'put the chip of your card into operation'],
  'approve-hand-over': ['窓口での交付を承認しました', 'approved the hand-over of your card'],
  'confirm-hand-over': ['窓口での交付を終えました', 'completed the hand-over at the counter'],
  'open-reactivation': ['窓口で再開の手続を始めました', 'began to reactivate your card at the counter'],
  reactivate: ['窓口でカードを再開しました', 'reactivated your card at the counter'],
  'complete-hand-over': [
    '窓口で交付の手続を完了しました',
    'finished the hand-over of your card at the counter',
  ],
  'cancel-hand-over': ['窓口で交付を取りやめました', 'broke off the hand-over of your card at the counter'],
  'resume-hand-over': [
    '窓口で交付を再び始めました',
    'went on with the hand-over of your card at the counter',
  ],
  'ask-for-set-up': ['カードの交付前設定を依頼しました', 'asked for your card to be prepared'],
  'resume-reactivation': [
    '窓口で再開の手続を再び始めました',
    'went on with the reactivation of your card at the counter',
  ],
  'prove-chip': ['カードが本物であることを確かめました', 'checked that the card in the reader is yours'],
  'write-signature': [
    '新しい署名用電子証明書をカードに書き込みました',
    'wrote a new signature certificate to your card',
  ],
  'set-up-failed': ['カードの交付前設定ができませんでした', 'could not prepare your card'],
  'cancel-reactivation': [
    '窓口で再開の手続を取りやめました',
    'broke off the reactivation of your card at the counter',
  ],
  'propose-destruction': ['カードの廃棄を提案しました', 'proposed to destroy your card'],
  'approve-destruction': ['カードの廃棄を承認しました', 'approved the destruction of your card'],
});
