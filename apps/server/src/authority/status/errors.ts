import { defineErrors } from '../../platform/index.ts';

export const statusErrors = defineErrors('status', {
  CERTIFICATE_UNREADABLE: {
    status: 422,
    title: { ja: '電子証明書として読み取れません。', en: 'This is not a readable certificate.' },
    next: {
      ja: 'カードから読み直して、もう一度送ってください。',
      en: 'Read it from the card again and send it once more.',
    },
  },
  NOT_ACCREDITED: {
    status: 403,
    title: {
      ja: '失効情報は、認定を受けた検証者にだけ提供しています。',
      en: 'Revocation data is supplied to accredited verifiers only.',
    },
    next: {
      ja: '認定を受けた検証者を通じて確かめてください。',
      en: 'Check through an accredited verifier, or ask to become one.',
    },
  },
  FEED_BEGIN_ANEW: {
    status: 410,
    title: {
      ja: 'その位置からの失効情報の更新は、もう提供していません。',
      en: 'The status feed cannot be read from this place any more.',
    },
    next: {
      ja: '…/start から失効リストを取得し直し、そこから続けてください。',
      en: 'Load the CRLs named at …/start again and go on from there.',
    },
  },
});
