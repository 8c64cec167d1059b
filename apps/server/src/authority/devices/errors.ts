import { defineErrors } from '../../platform/index.ts';

export const deviceErrors = defineErrors('devices', {
  DEVICE_UNSIGNED: {
    status: 401,
    title: {
      ja: '登録された端末からの要求ではありません。',
      en: 'This request does not come from an enrolled device.',
    },
    next: {
      ja: '端末の鍵で署名（RFC 9421）して送ってください。登録していない端末は、運用担当に登録を頼んでください。',
      en: 'Sign it with the key of the device (RFC 9421). A device that is not enrolled is enrolled by the operators of the hub.',
    },
  },
  DEVICE_SIGNATURE_WRONG: {
    status: 401,
    title: {
      ja: '端末の署名が、この要求のものと確かめられません。',
      en: 'The signature of the device is not one over this request.',
    },
    next: {
      ja: '要求のすべて（方法・宛先・本文・手続きの番号）に、登録した鍵で署名してください。',
      en: 'Sign all of the request (method, address, body, session) with the key that is enrolled.',
    },
  },
  DEVICE_CLOCK_WRONG: {
    status: 401,
    title: { ja: '端末の時計が合っていません。', en: 'The clock of this device is wrong.' },
    next: {
      ja: '端末の時計を合わせてから、もう一度送ってください。',
      en: 'Set the clock of the device, then send it again.',
    },
  },
  DEVICE_REPLAYED: {
    status: 401,
    title: { ja: 'この要求は、すでに一度届いています。', en: 'This very request has come before.' },
    next: { ja: '新しく署名して送ってください。', en: 'Sign it anew, with another nonce.' },
  },
  DEVICE_NOT_IN_FORCE: {
    status: 403,
    title: { ja: 'この端末は、いま使えません。', en: 'This device is not in force.' },
    next: {
      ja: '別の端末か、市区町村の窓口を使ってください。端末の運用担当は、登録を確かめてください。',
      en: 'Use another device or go to the municipal office. Its operators look at its enrolment.',
    },
  },
  DEVICE_CODE_WRONG: {
    status: 403,
    title: {
      ja: '登録用の番号が違うか、使い終わっています。',
      en: 'This enrolment code is wrong, used or too old.',
    },
    next: {
      ja: '運用担当に、新しい登録用の番号を出してもらってください。',
      en: 'Have the operators register the device again; they get another code.',
    },
  },
  DEVICE_KEY_UNFIT: {
    status: 422,
    title: { ja: 'この鍵は使えません。', en: 'This key cannot be used.' },
    next: {
      ja: 'EC P-256、P-384 または Ed25519 の公開鍵（JWK）を示してください。',
      en: 'Show a public key (JWK) of EC P-256, P-384 or Ed25519.',
    },
  },
  DEVICE_KEY_TAKEN: {
    status: 409,
    title: { ja: 'この鍵は、ほかの端末の鍵です。', en: 'This key is another device’s.' },
    next: {
      ja: 'この端末で新しい鍵を作り、その公開鍵を示してください。',
      en: 'Make a new key in this device and show its public key.',
    },
  },
  DEVICE_KNOWN: {
    status: 409,
    title: { ja: 'この番号の端末は、すでに登録されています。', en: 'A device of this name is registered.' },
    next: {
      ja: '銘板の番号を確かめてください。鍵を替えるときは、新しい番号で登録します。',
      en: 'Check the nameplate. A device that gets a new key is registered under a new name.',
    },
  },
  DEVICE_MUNICIPALITY_NEEDED: {
    status: 422,
    title: {
      ja: '住民記録システムには、その市区町村が必要です。',
      en: 'A registry’s system is registered with the municipalities whose registry it keeps.',
    },
    next: { ja: '市区町村コードを指定してください。', en: 'Give the codes of its municipalities.' },
  },
  DEVICE_SAME_PERSON: {
    status: 403,
    title: {
      ja: '端末を登録した人は、その鍵を確認できません。',
      en: 'Whoever registered the device cannot confirm its key.',
    },
    next: { ja: '別の担当者に確認を頼んでください。', en: 'Ask another operator to confirm it.' },
  },
  DEVICE_KEY_DIFFERS: {
    status: 409,
    title: {
      ja: '鍵の指紋が、登録されたものと違います。',
      en: 'The thumbprint is not that of the key shown.',
    },
    next: {
      ja: '端末の画面の指紋と比べ、違うときは端末を使用停止にしてください。',
      en: 'Compare it with the one on the device; if they differ, withdraw the device.',
    },
  },
});
