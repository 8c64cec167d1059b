import { defineActs } from '../../../platform/index.ts';

export const handoverActs = defineActs('counter', {
  'open-hand-over': ['窓口で本人確認をしました', 'checked your identity at the counter'],
  'resume-hand-over': [
    '窓口で交付を再び始めました',
    'went on with the hand-over of your card at the counter',
  ],
  'approve-hand-over': ['窓口での交付を承認しました', 'approved the hand-over of your card'],
  'prepare-chip': ['窓口でカードの準備をしました', 'prepared the chip of your card for your PINs'],
  'set-pins': [
    '窓口で暗証番号の設定を受け付けました',
    'had the PINs of your card set by you or your representative',
  ],
  'write-chip': ['カードのチップを運用開始にしました', 'put the chip of your card into operation'],
  'confirm-hand-over': ['窓口での交付を終えました', 'completed the hand-over at the counter'],
  'complete-hand-over': [
    '窓口で交付の手続を完了しました',
    'finished the hand-over of your card at the counter',
  ],
  'cancel-hand-over': ['窓口で交付を取りやめました', 'broke off the hand-over of your card at the counter'],
});
