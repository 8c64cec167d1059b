import type { Lifecycle } from './engine.ts';

export type SigningState = 'uploaded' | 'prepared' | 'signed' | 'over';

export type SigningEvent = 'upload' | 'prepare' | 'complete' | 'expire';

/** The life of one document that its holder signs (domain.md §8.1, USE-03). */
export const SIGNING: Lifecycle<SigningState, SigningEvent> = {
  name: 'signing',
  title: { ja: '文書の電子署名', en: 'signing of a document' },
  states: {
    uploaded: { ja: '文書を選んだところ', en: 'document chosen' },
    prepared: { ja: '署名の準備済み', en: 'ready to be signed' },
    signed: { ja: '署名済み', en: 'signed', final: true },
    over: { ja: '署名されないまま終了', en: 'over without a signature', final: true },
  },
  events: {
    upload: { ja: '署名する文書を選ぶ', en: 'choose a document to sign' },
    prepare: { ja: '署名の準備をする', en: 'prepare the signature' },
    complete: { ja: '署名する', en: 'sign' },
    expire: { ja: '期限切れにする', en: 'let the time run out' },
  },
  transitions: [
    {
      from: null,
      event: 'upload',
      actors: ['resident'],
      to: 'uploaded',
      rule: 'USE-03',
      guard: 'nothing in the document can show something else later',
      effects: ['schedule-end'],
    },
    ...(['uploaded', 'prepared'] as const).flatMap((from) => [
      {
        from,
        event: 'prepare' as const,
        actors: ['resident' as const],
        to: 'prepared' as const,
        rule: 'USE-03',
        guard: 'the certificate is for signing, in force, and of the person who is logged in',
        effects: [],
      },
      {
        from,
        event: 'expire' as const,
        actors: ['timer' as const],
        to: 'over' as const,
        rule: 'USE-03',
        guard: 'the time to finish it has passed, or the person has begun too many others',
        effects: ['delete-document'],
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
