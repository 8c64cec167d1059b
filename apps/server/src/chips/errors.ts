import { defineErrors } from '../platform/index.ts';

export const chipErrors = defineErrors('chips', {
  ENCODER_MISSING: {
    status: 503,
    title: {
      ja: 'カードに書き込む装置が、このシステムにつながっていません。',
      en: 'No encoder for cards is attached to this system.',
    },
    next: {
      ja: '運用担当に、製造ラインの接続を確かめてもらってください。何も作られていません。',
      en: 'Ask the operators to attach the production line. Nothing was made.',
    },
  },
});
