import type { Lifecycle } from './engine.ts';

export type GenerationState =
  | 'PREPARING'
  | 'PREPARED'
  | 'PUBLISHED'
  | 'ISSUING'
  | 'OVERLAPPING'
  | 'RETIRED'
  | 'WITHDRAWN';

export type GenerationEvent =
  | 'establish'
  | 'prepare'
  | 'sign'
  | 'publish'
  | 'switch'
  | 'supersede'
  | 'go-back'
  | 'resume'
  | 'withdraw'
  | 'retire';

/**
 * One generation of a CA, from its making to the end of its last certificate (pki.md §1). `switch` of one and `supersede`
 * of its predecessor are one act, and so are `go-back` and `resume`: at any time exactly one generation issues. Roots, links
 * and status answers are published by state: there is nothing to publish or withdraw beside it.
 */
export const CA_GENERATION: Lifecycle<GenerationState, GenerationEvent> = {
  name: 'ca-generation',
  title: { ja: '認証局の世代', en: 'generation of a certification authority' },
  states: {
    PREPARING: { ja: '作成中', en: 'being made' },
    PREPARED: { ja: '作成済み（未公開）', en: 'made, not published' },
    PUBLISHED: { ja: '公開済み（発行前）', en: 'published, not issuing yet' },
    ISSUING: { ja: '発行中', en: 'issuing' },
    OVERLAPPING: { ja: '並行期間（失効情報のみ）', en: 'superseded; answers for what it issued' },
    RETIRED: { ja: '終了', en: 'retired', final: true },
    WITHDRAWN: { ja: '取りやめ', en: 'withdrawn without having issued', final: true },
  },
  events: {
    establish: { ja: '最初の世代を設ける', en: 'establish the first generation' },
    prepare: { ja: '新しい世代を作る', en: 'prepare a new generation' },
    sign: { ja: 'ルート証明書とリンク証明書を完成する', en: 'complete its root and link certificates' },
    publish: { ja: '公開する', en: 'publish' },
    switch: { ja: '発行を切り替える', en: 'switch issuing to it' },
    supersede: { ja: '発行を次の世代に譲る', en: 'hand issuing to its successor' },
    'go-back': { ja: '前の世代に戻す', en: 'go back to its predecessor' },
    resume: { ja: '発行を再開する', en: 'issue again' },
    withdraw: { ja: '取りやめる', en: 'withdraw' },
    retire: { ja: '終了する', en: 'retire' },
  },
  transitions: [
    {
      from: null,
      event: 'establish',
      actors: ['system'],
      to: 'ISSUING',
      rule: 'CA-01',
      guard: 'the CA has no generation yet',
      effects: [],
    },
    {
      from: null,
      event: 'prepare',
      actors: ['ca-operator'],
      to: 'PREPARING',
      rule: 'CA-05',
      guard: 'two persons; no other generation is on its way',
      effects: [],
    },
    {
      from: 'PREPARING',
      event: 'sign',
      actors: ['system'],
      to: 'PREPARED',
      rule: 'RFC 4210 §4.4',
      guard: 'root, old-with-new and new-with-old are signed as on record',
      effects: [],
    },
    {
      from: 'PREPARED',
      event: 'publish',
      actors: ['ca-operator'],
      to: 'PUBLISHED',
      rule: 'CA-03',
      guard: 'two persons',
      effects: [],
    },
    {
      from: 'PUBLISHED',
      event: 'switch',
      actors: ['ca-operator'],
      to: 'ISSUING',
      rule: 'CA-05',
      guard: 'two persons; its predecessor has handed issuing over in the same transaction',
      effects: [],
    },
    {
      from: 'ISSUING',
      event: 'supersede',
      actors: ['system'],
      to: 'OVERLAPPING',
      rule: 'CA-03',
      guard: 'its successor begins to issue',
      effects: [],
    },
    {
      from: 'ISSUING',
      event: 'go-back',
      actors: ['ca-operator'],
      to: 'PUBLISHED',
      rule: 'CA-05',
      guard: 'two persons; it has a predecessor that is not over',
      effects: ['resume-predecessor'],
    },
    {
      from: 'OVERLAPPING',
      event: 'resume',
      actors: ['system'],
      to: 'ISSUING',
      rule: 'CA-05',
      guard: 'its successor goes back',
      effects: [],
    },
    {
      from: 'PREPARING',
      event: 'withdraw',
      actors: ['ca-operator'],
      to: 'WITHDRAWN',
      rule: 'CA-05',
      guard: 'two persons',
      effects: [],
    },
    {
      from: 'PREPARED',
      event: 'withdraw',
      actors: ['ca-operator'],
      to: 'WITHDRAWN',
      rule: 'CA-05',
      guard: 'two persons',
      effects: [],
    },
    {
      from: 'PUBLISHED',
      event: 'withdraw',
      actors: ['ca-operator'],
      to: 'WITHDRAWN',
      rule: 'CA-05',
      guard: 'two persons; it has issued to nobody',
      effects: [],
    },
    {
      from: 'OVERLAPPING',
      event: 'retire',
      actors: ['ca-operator'],
      to: 'RETIRED',
      rule: 'CA-03',
      guard: 'two persons; its last certificate has ended and was on a CRL since',
      effects: [],
    },
  ],
};
