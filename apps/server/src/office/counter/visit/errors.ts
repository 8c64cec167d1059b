import { defineErrors } from '../../../platform/index.ts';

export const visitErrors = defineErrors('counter/visit', {
  COUNTER_TAKEN_OVER: {
    status: 409,
    title: {
      ja: 'この手続きは、ほかの画面で続けられているか、終わっています。',
      en: 'This procedure was continued in another window, or is over.',
    },
    next: { ja: '最新の画面で確かめてください。', en: 'Look at its present state.' },
  },
  COUNTER_OTHER_VISIT: {
    status: 409,
    title: {
      ja: 'このカードでは、ほかの手続きが途中です。',
      en: 'Another procedure with this card has been begun and not finished.',
    },
    next: {
      ja: '先に、その手続きを終えるか、取りやめてください。',
      en: 'Finish that one or cancel it first.',
    },
  },
});
