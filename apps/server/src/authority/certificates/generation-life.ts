import { CA_GENERATION, type GenerationEvent, type GenerationState } from '@mibun/rules';
import { type Act, type Life, type Platform, systemActor } from '../../platform/index.ts';
import { certificatesActs } from './audited-acts.ts';
import { type AuthorityRow, updateAuthorityState } from './authority-store.ts';
import { authorityName } from './urls.ts';

/** What the steps beside a switch or a going back are done by: the two persons have asked for the other one. */
export const SYSTEM_ACT: Act = { actor: systemActor('certificates'), purpose: 'administration' };

/** Of a going back: the locked row of the generation that issues again. */
type Given = { readonly predecessor: AuthorityRow } | undefined;

export type GenerationLife = Life<AuthorityRow, GenerationState, GenerationEvent, object, Given>;

/**
 * The only writer of the states of generations. What is published (roots, links, status answers) is read off the state
 * itself, so that no step has to publish or withdraw anything.
 */
export function generationLife({ lifecycles }: Platform): GenerationLife {
  const life = lifecycles.machine<AuthorityRow, GenerationState, GenerationEvent, object, Given>({
    table: CA_GENERATION,
    acts: {
      establish: certificatesActs['generation-establish'],
      prepare: certificatesActs['generation-prepare'],
      sign: certificatesActs['generation-sign'],
      publish: certificatesActs['generation-publish'],
      switch: certificatesActs['generation-switch'],
      supersede: certificatesActs['generation-supersede'],
      'go-back': certificatesActs['generation-go-back'],
      resume: certificatesActs['generation-resume'],
      withdraw: certificatesActs['generation-withdraw'],
      retire: certificatesActs['generation-retire'],
    },
    idOf: ({ kind, generation }) => authorityName(kind, generation),
    audited: ({ kind, generation }) => ({ detail: { kind, generation } }),
    // The row is locked: one step of a rollover at a time.
    save: updateAuthorityState,
    effects: {
      async 'resume-predecessor'(tx, { thing: { kind, generation }, given }) {
        if (!given) throw new Error(`generation ${generation} of the ${kind} CA has nobody to go back to`);
        await life.move(tx, given.predecessor, 'resume', SYSTEM_ACT);
      },
    },
  });
  return life;
}
