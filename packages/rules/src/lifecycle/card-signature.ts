import type { Bilingual } from '../text-pair.ts';
import type { Lifecycle } from './engine.ts';

export type CardSignatureState = 'begun' | 'prepared' | 'signed' | 'over';

export type CardSignatureEvent = 'begin' | 'prepare' | 'complete' | 'expire';

export type CardSignatureLifecycle = Lifecycle<CardSignatureState, CardSignatureEvent>;

/**
 * The life of one signature by the key of a person's card, whatever is signed (domain.md §8.1): the same rows for each
 * kind, with its own words for what is signed.
 */
function cardSignature(kind: {
  readonly name: string;
  readonly title: Bilingual;
  readonly begun: Bilingual;
  readonly begin: Bilingual;
  /** The rule by which it is signed at all. */
  readonly rule: string;
  /** What must hold before anybody signs. */
  readonly guard: string;
}): CardSignatureLifecycle {
  const { name, title, begun, begin, rule, guard } = kind;
  return {
    name,
    title,
    states: {
      begun,
      prepared: { ja: '署名の準備済み', en: 'ready to be signed' },
      signed: { ja: '署名済み', en: 'signed', final: true },
      over: { ja: '署名されないまま終了', en: 'over without a signature', final: true },
    },
    events: {
      begin,
      prepare: { ja: '署名の準備をする', en: 'prepare the signature' },
      complete: { ja: '署名する', en: 'sign' },
      expire: { ja: '期限切れにする', en: 'let the time run out' },
    },
    transitions: [
      {
        from: null,
        event: 'begin',
        actors: ['resident'],
        to: 'begun',
        rule,
        guard,
        effects: ['schedule-end'],
      },
      ...(['begun', 'prepared'] as const).flatMap((from) => [
        {
          from,
          event: 'prepare' as const,
          actors: ['resident' as const],
          to: 'prepared' as const,
          rule,
          guard: 'the certificate is for signing, in force, and of the person who is logged in',
          effects: [],
        },
        {
          from,
          event: 'expire' as const,
          actors: ['timer' as const],
          to: 'over' as const,
          rule,
          guard: 'the time to finish it has passed, or the person has begun too many others',
          effects: ['delete-content'],
        },
      ]),
      {
        from: 'prepared',
        event: 'complete',
        actors: ['resident'],
        to: 'signed',
        rule: 'VER-02',
        guard: 'the signature is over what was prepared last, and the certificate still in force',
        effects: ['schedule-end'],
      },
    ],
  };
}

/** One document that its holder signs (USE-03). */
export const SIGNING = cardSignature({
  name: 'signing',
  title: { ja: '文書の電子署名', en: 'signing of a document' },
  begun: { ja: '文書を選んだところ', en: 'document chosen' },
  begin: { ja: '署名する文書を選ぶ', en: 'choose a document to sign' },
  rule: 'USE-03',
  guard: 'nothing in the document can show something else later',
});

/** The text by which a consent is given or withdrawn. What becomes of the consent is {@link CONSENT}. */
export const CONSENT_SIGNATURE = cardSignature({
  name: 'consent-signature',
  title: { ja: '情報提供の同意・撤回への署名', en: 'signature of a consent or its withdrawal' },
  begun: { ja: '文章を示したところ', en: 'text shown' },
  begin: { ja: '同意・撤回の文章を作る', en: 'have the text made' },
  rule: 'LAT-04',
  guard: 'the consent can be given or withdrawn, and the text says all of it (LAT-03)',
});
