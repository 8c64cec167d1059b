import { defineErrors } from '../../platform/index.ts';

export const caDeskErrors = defineErrors('ca-desk', {
  CA_REQUEST_UNREADABLE: {
    status: 422,
    title: { ja: '証明書発行要求として読めません。', en: 'This is not a certificate request.' },
    next: {
      ja: 'PKCS#10形式のファイル（BEGIN CERTIFICATE REQUEST）を選んでください。',
      en: 'Give a PKCS #10 request, in PEM (BEGIN CERTIFICATE REQUEST) or DER.',
    },
  },
  CA_REQUEST_KEY_FOREIGN: {
    status: 422,
    title: {
      ja: 'この種類の鍵または署名方式には発行できません。',
      en: 'Nothing is issued for this kind of key or signature.',
    },
    next: {
      ja: 'RSA 2048ビット（SHA-256）またはECDSA P-384（SHA-384）の鍵で、要求を作り直してもらってください。',
      en: 'Have it made with an RSA key of 2048 bits (SHA-256) or an ECDSA key on P-384 (SHA-384).',
    },
  },
  CA_REQUEST_UNPROVEN: {
    status: 422,
    title: {
      ja: '要求の署名が、要求に書かれた公開鍵と合いません。',
      en: 'The signature of the request does not fit the key in it.',
    },
    next: {
      ja: '鍵を持つ人に、要求を作り直してもらってください。',
      en: 'Have it made again by whoever holds the key. Nothing was issued.',
    },
  },
  CA_REQUEST_UNFIT: {
    status: 422,
    title: {
      ja: 'この要求には発行できません（{findings}）。',
      en: 'Nothing can be issued for this request ({findings}).',
    },
    next: {
      ja: '示された点を直した要求で、もう一度確かめてください。',
      en: 'Put right what is named and check the request again. Nothing was signed.',
    },
  },
  CA_NOTHING_TO_REVOKE: {
    status: 409,
    title: { ja: '失効させる電子証明書がありません。', en: 'There is nothing here that this would revoke.' },
    next: {
      ja: '番号と理由を確かめてください。すでに失効しているか、この理由では失効しない電子証明書だけです。',
      en: 'Check the number and the reason: everything is revoked already, or this reason leaves it alone.',
    },
  },
});
