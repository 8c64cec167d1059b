import { defineErrors } from '../../platform/index.ts';

export const residentErrors = defineErrors('residents', {
  RESIDENT_NOT_FOUND: {
    status: 404,
    title: { ja: 'この方は住民記録にありません。', en: 'There is no such person in the resident registry.' },
    next: {
      ja: '氏名・生年月日・住所を確かめてください。',
      en: 'Check the name, the date of birth and the address.',
    },
  },
  RESIDENT_SEARCH_TOO_WIDE: {
    status: 422,
    title: {
      ja: '氏名・生年月日・性別・住所のうち二つ以上を入れてください。',
      en: 'Give at least two of name, date of birth, sex and address.',
    },
    next: {
      ja: '同じ名前の方を取り違えないためです。',
      en: 'People of the same name have been mixed up before; a second attribute prevents it.',
    },
  },
});
