import { defineErrors } from '../../../platform/index.ts';

export const reactivationErrors = defineErrors('counter/reactivation', {
  REACTIVATION_ALREADY_OPEN: {
    status: 409,
    title: {
      ja: 'このカードの一時停止解除は、もう始まっています。',
      en: 'The reactivation of this card has already been begun.',
    },
    next: {
      ja: 'その画面から「続きから」を選んでください。',
      en: 'Open it and continue there.',
    },
  },
  REACTIVATION_CARD_EXPIRED: {
    status: 409,
    title: {
      ja: 'カードの有効期限が過ぎているため、一時停止を解除できません。',
      en: 'The card is past its expiry date and cannot be reactivated.',
    },
    next: {
      ja: 'カードを回収し、新しい申請書をお渡しください。',
      en: 'Take the card in and give the person a new form.',
    },
  },
  REACTIVATION_CHIP_STATE: {
    status: 409,
    title: {
      ja: 'このチップは運用できる状態ではありません。',
      en: 'The chip of this card is not in a state in which it works.',
    },
    next: {
      ja: 'カードを回収し、再交付の手続きを案内してください。',
      en: 'Take the card in and offer a new one.',
    },
  },
});
