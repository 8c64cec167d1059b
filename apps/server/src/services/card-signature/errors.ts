import { defineErrors } from '../../platform/index.ts';

/** Why a certificate may not sign, whatever is to be signed. */
export const cardSignatureErrors = defineErrors('card-signature', {
  SIGNING_LOGIN_CERTIFICATE: {
    status: 422,
    title: {
      ja: 'これはログイン用（利用者証明用）の電子証明書です。文書への署名には使えません。',
      en: 'This is the certificate for user identification (logging in). It cannot sign documents.',
    },
    next: {
      ja: '署名用電子証明書を選び、署名用の暗証番号（英大文字と数字、6〜16文字）を入力してください。',
      en: "Choose the certificate for the bearer's signature and its password of 6 to 16 letters and digits.",
    },
  },
  SIGNING_FOREIGN_CERTIFICATE: {
    status: 422,
    title: {
      ja: 'この国の署名用電子証明書ではありません。',
      en: 'This is not a signature certificate issued in this country.',
    },
    next: {
      ja: 'ご自分の個人番号カードを使ってください。',
      en: 'Use your own Individual Number Card.',
    },
  },
  SIGNING_OTHER_PERSON: {
    status: 403,
    title: {
      ja: 'このカードは、ログインしている方のものではありません。',
      en: 'This card belongs to somebody other than the person who is logged in.',
    },
    next: {
      ja: 'ログインしたカードで署名するか、その方のカードでログインし直してください。',
      en: 'Sign with the card you logged in with, or log in again with the other card.',
    },
  },
  SIGNING_CERTIFICATE_NOT_YET_ACTIVE: {
    status: 409,
    title: {
      ja: 'この電子証明書は、カードの受け取りが済むまで使えません。',
      en: 'This certificate cannot be used until the card has been handed over.',
    },
    next: {
      ja: '市区町村の窓口でカードの受け取りを済ませてください。',
      en: 'Complete the hand-over at your municipal office.',
    },
  },
  SIGNING_CERTIFICATE_HELD: {
    status: 409,
    title: {
      ja: '署名用電子証明書は、{since}から一時停止しています。',
      en: 'Your signature certificate has been suspended since {since}.',
    },
    next: {
      ja: 'カードを持って市区町村の窓口へ行き、一時停止を解除してください。署名用電子証明書は停止の前に戻らないため、その場で新しく発行します（無料）。',
      en: 'Take the card to your municipal office to have the suspension lifted. A suspended signature certificate does not come back; a new one is issued on the spot, free of charge.',
    },
  },
  SIGNING_CERTIFICATE_REVOKED: {
    status: 409,
    title: {
      ja: '署名用電子証明書は、{since}に失効しました（{reason}）。',
      en: 'Your signature certificate was revoked on {since} ({reason}).',
    },
    next: {
      ja: '市区町村の窓口で申請書を受け取り、署名用電子証明書のついた新しいカードを申請してください。',
      en: 'Get the form for a new card with a signature certificate at your municipal office and apply.',
    },
  },
  SIGNING_CERTIFICATE_EXPIRED: {
    status: 409,
    title: {
      ja: '署名用電子証明書の有効期限（{since}）が過ぎています。',
      en: 'Your signature certificate expired on {since}.',
    },
    next: {
      ja: '市区町村の窓口で申請書を受け取り、新しいカードを申請してください。',
      en: 'Get the form for a new card at your municipal office and apply.',
    },
  },
  SIGNING_CERTIFICATE_UNFIT: {
    status: 409,
    title: {
      ja: 'この電子証明書の状態を確かめられませんでした。',
      en: 'This certificate could not be confirmed as one that may sign.',
    },
    next: {
      ja: '少し待ってやり直し、続くときは市区町村の窓口に伝えてください。',
      en: 'Try again in a moment; if it happens again, tell your municipal office.',
    },
  },
});
