import type { Failure } from '@mibun/protocol';
import { CardError, type CardErrorCode, TrayError, type TrayErrorCode } from '@mibun/reader';
import type { Bilingual } from '@mibun/rules';
import { Declined, RelayError } from '../ceremonies/relay-error.ts';
import { OtherCertificate, OtherDigest, UnusableCertificate } from '../ceremonies/sign.ts';

/** A refusal of the agent itself. */
export class AgentFailure extends Error implements Failure {
  override readonly name = 'AgentFailure';
  readonly code: FailureCode;
  readonly status: number;
  readonly title: Bilingual;
  readonly next: Bilingual;

  constructor(code: FailureCode) {
    super(code);
    this.code = code;
    ({ status: this.status, title: this.title, next: this.next } = FAILURES[code]);
  }
}

const tryAgain = {
  ja: 'この画面を閉じて、元のページからもう一度始めてください。',
  en: 'Close this window and start again from the page you came from.',
};

/** Everything that the agent can answer with, whole. */
const FAILURES = {
  refused: {
    status: 409,
    title: { ja: '途中でやめました。', en: 'You stopped it.' },
    next: tryAgain,
  },
  'foreign-request': {
    status: 403,
    title: {
      ja: 'このエージェントの画面以外からは使えません。',
      en: 'Only this agent’s own page may do this.',
    },
    next: tryAgain,
  },
  'origin-not-allowed': {
    status: 403,
    title: {
      ja: 'このサイトには、カードを使うことを許可していません。',
      en: 'You have not allowed this site to use your card.',
    },
    next: tryAgain,
  },
  'only-given-origins': {
    status: 403,
    title: {
      ja: 'このエージェントでは、あらかじめ決められたサイトだけがカードを使えます。',
      en: 'This agent answers only the sites that were chosen when it was started.',
    },
    next: {
      ja: '別のサイトで使うには、この機械の管理者に頼むか、自分のパソコンのエージェントを使ってください。',
      en: 'For another site ask whoever looks after this machine, or use the agent of a computer of your own.',
    },
  },
  'counter-only': {
    status: 403,
    title: {
      ja: '窓口の手続きは、市区町村のシステムだけが行えます。',
      en: 'Only the municipal office’s system can do procedures of the counter.',
    },
    next: {
      ja: '窓口で操作しているのでなければ、このページを閉じてください。',
      en: 'Unless you are at a counter, close that page: it should not have asked.',
    },
  },
  'request-invalid': {
    status: 400,
    title: {
      ja: 'ページからの依頼の形が正しくありません。',
      en: 'The page’s request is not in the right form.',
    },
    next: tryAgain,
  },
  'other-certificate': {
    status: 409,
    title: {
      ja: 'この文書は、別のカードで署名するように準備されています。',
      en: 'This document was prepared for another card.',
    },
    next: {
      ja: '署名は行われていません。今お使いのカードを選んで、元のページからもう一度始めてください。',
      en: 'Nothing was signed. Start again from the page you came from, with the card you use now.',
    },
  },
  'other-digest': {
    status: 409,
    title: {
      ja: 'この文書は、別の種類の鍵を持つカードのために準備されています。',
      en: 'This document was prepared for a card with another kind of key.',
    },
    next: {
      ja: '署名は行われていません。元のページを読み込み直し、今お使いのカードでもう一度始めてください。続くときは、そのサイトの運営者に問い合わせてください。',
      en: 'Nothing was signed. Reload the page you came from and start again with the card you use now. If it happens again, ask the operator of that site.',
    },
  },
  'ceremony-over': {
    status: 404,
    title: { ja: 'この手続きは終わったか、時間切れです。', en: 'This has ended, or its time is over.' },
    next: tryAgain,
  },
  'not-found': {
    status: 404,
    title: { ja: '見つかりません。', en: 'There is nothing here.' },
    next: tryAgain,
  },
  internal: {
    status: 500,
    title: { ja: 'エージェントの中で問題が起きました。', en: 'Something went wrong inside the agent.' },
    next: {
      ja: '暗証番号は残っていません。もう一度始めてください。続くときはエージェントを起動し直してください。',
      en: 'Your PIN was not kept. Start again; if it happens again, restart the agent.',
    },
  },
} as const satisfies Readonly<Record<string, Omit<Failure, 'code'>>>;

export type FailureCode = keyof typeof FAILURES;

const removed = {
  code: 'card-removed',
  status: 409,
  title: { ja: 'カードが読めなくなりました。', en: 'The card can no longer be read.' },
  next: {
    ja: 'カードを置き直して、もう一度始めてください。入力回数が減ったとは限りません。次の画面で確かめられます。',
    en: 'Put the card back and start again. This may not have used up a try; the next screen tells.',
  },
};

const strange = {
  code: 'card-trouble',
  status: 409,
  title: { ja: 'カードが正しく応答しませんでした。', en: 'The card did not answer as it should.' },
  next: {
    ja: '別のカードで試すか、市区町村の窓口でカードを見てもらってください。',
    en: 'Try another card, or have this one looked at by your municipal office.',
  },
};

const foreign = {
  code: 'card-trouble',
  status: 409,
  title: { ja: 'これはマイナンバーカードではありません。', en: 'This is not an Individual Number Card.' },
  next: {
    ja: '別の種類のカードです。マイナンバーカードを置いてから、もう一度始めてください。',
    en: 'It is a card of another kind. Put your Individual Number Card in and start again.',
  },
};

const shared = {
  code: 'card-in-use',
  status: 409,
  title: {
    ja: 'このカードは、別のプログラムが使っています。',
    en: 'Another program on this machine is using the card.',
  },
  next: {
    ja: 'カードリーダーを使うほかのプログラムを終えるか、少し待ってから、もう一度始めてください。',
    en: 'Close the other program that uses the card reader, or wait a moment, and start again.',
  },
};

const CARD_FAILURES: Readonly<Partial<Record<CardErrorCode, Failure>>> = {
  'card-removed': removed,
  'pin-blocked': {
    code: 'pin-locked',
    status: 409,
    title: { ja: '暗証番号がロックされています。', en: 'The PIN is locked.' },
    next: {
      ja: '間違いが続いたため、カードを守るために止まりました。ロックを戻す手続は、まだありません。市区町村の窓口で新しいカードの申請書を受け取ってください。',
      en: 'Too many wrong entries: the card protects itself. It cannot be unlocked yet; get the form for a new card at your municipal office.',
    },
  },
  'not-activated': {
    code: 'not-activated',
    status: 409,
    title: { ja: 'このカードは、まだ使えるようになっていません。', en: 'This card is not active yet.' },
    next: {
      ja: 'カードは窓口で受け取るときに使えるようになります。',
      en: 'A card becomes active when it is handed over at the municipal office.',
    },
  },
  'file-not-found': {
    code: 'no-certificate',
    status: 409,
    title: {
      ja: 'このカードには、必要な電子証明書が入っていません。',
      en: 'This card does not have the certificate that is needed.',
    },
    next: {
      ja: '電子証明書は、新しいカードの申請でつけられます（署名用は15歳から）。',
      en: 'A new card can have it (the signature certificate from the age of 15).',
    },
  },
  'application-not-found': foreign,
  'card-reset': shared,
  'reader-in-use': shared,
  'card-timeout': {
    code: 'card-removed',
    status: 409,
    title: { ja: 'カードが応答しません。', en: 'The card does not answer.' },
    next: removed.next,
  },
  'no-card': {
    code: 'card-removed',
    status: 409,
    title: { ja: 'カードリーダーにカードがありません。', en: 'There is no card in the card reader.' },
    next: { ja: 'カードを置いてから、もう一度始めてください。', en: 'Put the card in and start again.' },
  },
  'card-mute': {
    code: 'card-trouble',
    status: 409,
    title: { ja: 'カードを読み取れません。', en: 'The card cannot be read.' },
    next: {
      ja: 'カードの向きと裏表を確かめ、置き直してください。続くときは、市区町村の窓口でカードを見てもらってください。',
      en: 'Check that the card is the right way round and put it in again. If that does not help, have it looked at by your municipal office.',
    },
  },
  'reader-removed': {
    code: 'card-removed',
    status: 409,
    title: { ja: 'カードリーダーが外れました。', en: 'The card reader was unplugged.' },
    next: {
      ja: 'カードリーダーをつなぎ直してから、もう一度始めてください。入力回数が減ったとは限りません。次の画面で確かめられます。',
      en: 'Plug the card reader in and start again. This may not have used up a try; the next screen tells.',
    },
  },
  'reader-service': {
    code: 'card-removed',
    status: 409,
    title: { ja: 'カードリーダーのサービスが応答しません。', en: 'The card reader service does not answer.' },
    next: {
      ja: 'しばらく待ってから、もう一度始めてください。それでも応答がないときは、スマートカードのサービス（pcscd）か、この機械を再起動してください。',
      en: 'Wait a moment and start again. If it still does not answer, restart the smart card service (pcscd) or this machine.',
    },
  },
};

const TRAY_FAILURES: Readonly<Record<TrayErrorCode, Failure>> = {
  'no-such-card': {
    code: 'no-card',
    status: 404,
    title: { ja: 'このカードは手元にありません。', en: 'This card is not here.' },
    next: {
      ja: 'カードを置いてから、もう一度始めてください。',
      en: 'Put the card on the reader and start again.',
    },
  },
  'card-in-use': {
    code: 'card-in-use',
    status: 409,
    title: { ja: 'このカードは、別の画面で使われています。', en: 'Another window is using this card.' },
    next: { ja: 'その画面を閉じてから、もう一度試してください。', en: 'Close that window and try again.' },
  },
  'already-exists': strange,
  'damaged-card': strange,
};

/** What to tell the person about an error of a ceremony; undefined for what should not have happened. */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof AgentFailure) return error;
  if (error instanceof Declined) return new AgentFailure('refused');
  if (error instanceof OtherCertificate) return new AgentFailure('other-certificate');
  if (error instanceof OtherDigest) return new AgentFailure('other-digest');
  if (error instanceof UnusableCertificate) return strange;
  if (error instanceof CardError) return CARD_FAILURES[error.code] ?? strange;
  if (error instanceof TrayError) return TRAY_FAILURES[error.code];
  if (error instanceof RelayError) {
    return { code: error.code, status: 409, title: error.title, next: error.next };
  }
  return undefined;
}
