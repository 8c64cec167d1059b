import { defineMessages } from '../../i18n/index.ts';

/** Every reason of the report: what it means, and what the reader can do. */
export const reasonMessages = defineMessages({
  sound: {
    what: [
      '署名も電子証明書も正しく、署名された内容は変わっていません。',
      'Signature and certificate are right, and what was signed is unchanged.',
    ],
    next: ['', ''],
  },
  'held-since-stamped': {
    what: [
      '署名は、証明書が有効だったときのものです（タイムスタンプで確かめました）。ただし、証明書はいま一時停止されています（カードの紛失の届出など）。',
      'It was signed while the certificate was in force; a time stamp proves that. But the certificate is suspended at the moment, for example because the card was reported lost.',
    ],
    next: [
      '停止が解かれるか失効するまでは決められません。署名した本人に確かめるか、あとでもう一度確かめてください。',
      'Until the suspension ends one way or the other nobody can tell. Ask the signer, or check again later.',
    ],
  },
  'sound-when-stamped': {
    what: [
      '署名は、証明書が有効だったときのものです。信頼できるタイムスタンプで確かめられました。証明書は、そのあと失効したか、期限が過ぎています。',
      'It was signed while the certificate was in force; a trusted time stamp proves that. Since then the certificate has been revoked or has expired.',
    ],
    next: ['', ''],
  },
  'unsupported-format': {
    what: ['この形式の署名は、ここでは調べられません。', 'A signature of this kind cannot be checked here.'],
    next: ['署名した人が使ったソフトで確かめてください。', 'Check it with the program the signer used.'],
  },
  'weak-algorithm': {
    what: [
      '古くて弱い計算方法（SHA-1など）で署名されています。',
      'It was signed with an old, weak method such as SHA-1.',
    ],
    next: ['新しい方法で署名し直してもらってください。', 'Ask for a signature made with a current method.'],
  },
  malformed: {
    what: [
      '署名の形が正しくありません。壊れているか、だれかが手を加えています。',
      'The signature is not well formed: it is damaged, or somebody has tampered with it.',
    ],
    next: [
      '相手に、もとのファイルをもう一度送ってもらってください。',
      'Ask the sender for the original file once more.',
    ],
  },
  altered: {
    what: ['署名のあとに、文書の中身が変えられています。', 'The document was changed after it was signed.'],
    next: [
      'この文書は使わず、相手に、もとのファイルを送ってもらってください。',
      'Do not use this file. Ask the sender for the original.',
    ],
  },
  'changed-after-signing': {
    what: [
      '署名されたあとに、内容が変えられたか、上に重ねられています。いま見えるものは、署名されたものと違うかもしれません。',
      'The content was changed or covered after signing. What you see may not be what was signed.',
    ],
    next: [
      '相手に、署名したときのファイルを送ってもらってください。',
      'Ask the sender for the file as it was signed.',
    ],
  },
  'permission-broken': {
    what: [
      '署名した人は、このあとの変更を許していませんでした。それなのに、あとから何かが加えられています。',
      'The signer permitted no such changes, and something was added later all the same.',
    ],
    next: [
      '相手に、署名した人の手元を離れたときのファイルを送ってもらってください。',
      'Ask for the file as it was when it left its signer.',
    ],
  },
  'wrong-key': {
    what: [
      'この署名は、名前のある証明書の持ち主が作ったものではありません。',
      'The holder of the certificate named in it did not make this signature.',
    ],
    next: [
      'この署名は偽物です。相手に別の方法で確かめてください。',
      'This signature is forged. Ask the sender in another way.',
    ],
  },
  'no-certificate': {
    what: [
      '署名した人の証明書が入っていないため、だれの署名か分かりません。',
      'It holds no certificate, so nothing says whose signature it is.',
    ],
    next: [
      '相手に、証明書の付いた署名をしてもらってください。',
      'Ask for a signature that includes the certificate.',
    ],
  },
  'foreign-issuer': {
    what: [
      '署名された内容は変わっていません。ただし、証明書を出したのはこの国の認証局ではないため、だれの署名かを保証できません。',
      'What was signed is unchanged. But no authority of this country issued the certificate, so we cannot vouch for the signer.',
    ],
    next: [
      '証明書を出したところの検証サービスで確かめてください。',
      "Check it with the issuer's own service.",
    ],
  },
  'forged-certificate': {
    what: [
      '証明書が偽物です。この国の認証局の名前をかたっています。',
      'The certificate is forged. It pretends to come from an authority of this country.',
    ],
    next: [
      'この文書は使わないでください。警察か市区町村の窓口に相談してください。',
      'Do not use this document. Turn to the police or your municipal office.',
    ],
  },
  'login-certificate': {
    what: [
      'ログイン用の証明書で署名されています。文書への署名としては無効です。',
      'It was signed with a certificate for logging in, which counts for nothing on a document.',
    ],
    next: [
      '署名用電子証明書で署名し直してもらってください。',
      'Ask for a signature made with the signature certificate.',
    ],
  },
  'unfit-certificate': {
    what: [
      '証明書の中身が、署名用電子証明書の決まりに合いません。',
      'The certificate does not follow the rules for signature certificates.',
    ],
    next: ['この署名には頼らず、相手に確かめてください。', 'Do not rely on it; ask the sender.'],
  },
  'signed-after-revocation': {
    what: [
      '証明書が失効したあとに署名されています。',
      'It was signed after the certificate had been revoked.',
    ],
    next: [
      '新しい証明書で署名し直してもらってください。',
      'Ask for a signature made with a new certificate.',
    ],
  },
  'signed-while-held': {
    what: [
      'カードが一時停止されているあいだに署名されています。なくしたカードを、だれかが使ったのかもしれません。',
      'It was signed while the card was suspended. Somebody may have used a lost card.',
    ],
    next: ['この署名には頼らず、本人に確かめてください。', 'Do not rely on it; ask the person named.'],
  },
  revoked: {
    what: [
      '証明書は、いまは失効しています。署名が失効の前だったかどうかは、確かめられません。引っ越しや改姓でも失効します。',
      'The certificate is revoked by now. Whether the signature was made before cannot be shown. Moving house or changing a name is enough for that.',
    ],
    next: [
      '必要なら、新しい証明書で署名し直してもらってください。',
      'If you need certainty, ask for a signature made with a new certificate.',
    ],
  },
  held: {
    what: [
      '証明書は、いま一時停止されています（カードの紛失の届出など）。署名が停止の前だったかどうかは、確かめられません。',
      'The certificate is suspended at the moment, for example because the card was reported lost. Whether the signature was made before cannot be shown.',
    ],
    next: [
      '署名した本人に確かめるか、新しい証明書で署名し直してもらってください。',
      'Ask the signer, or ask for a signature made with a new certificate.',
    ],
  },
  'not-yet-active': {
    what: ['カードがまだ本人に渡されていません。', 'The card has not been handed over to its holder yet.'],
    next: ['この署名には頼らず、相手に確かめてください。', 'Do not rely on it; ask the sender.'],
  },
  expired: {
    what: [
      '証明書の有効期限が過ぎています。署名が期限の前だったかどうかは、確かめられません。',
      'The certificate has expired. Whether the signature was made before cannot be shown.',
    ],
    next: [
      '必要なら、新しい証明書で署名し直してもらってください。',
      'If you need certainty, ask for a signature made with a new certificate.',
    ],
  },
  'status-unknown': {
    what: ['証明書の状態を確かめられません。', 'The status of the certificate cannot be found out.'],
    next: ['少し待って、もう一度確かめてください。', 'Wait a moment and check again.'],
  },
  'time-outside-validity': {
    what: [
      '書かれている署名の時刻が、証明書の有効期間の外です。',
      'The stated time of signing lies outside the validity of the certificate.',
    ],
    next: [
      '相手に、時計を合わせて署名し直してもらってください。',
      'Ask for a new signature, made with a clock that is right.',
    ],
  },
  'time-in-future': {
    what: [
      '書かれている署名の時刻が、未来になっています。',
      'The stated time of signing lies in the future.',
    ],
    next: [
      '相手に、時計を合わせて署名し直してもらってください。',
      'Ask for a new signature, made with a clock that is right.',
    ],
  },
});

export type KnownReason = keyof typeof reasonMessages;

/** A reason of a newer server is as good as unknown: it never turns into a pass. */
export function knownReason(reason: string): KnownReason {
  return Object.hasOwn(reasonMessages, reason) ? (reason as KnownReason) : 'status-unknown';
}
