import type { CaKindName, GenerationStateName } from '@mibun/server/schemas/authority/ca-desk';
import type { Tone } from '../../components/index.ts';
import { formatCount, useLanguage, useText } from '../../i18n/index.ts';
import { messages } from './messages.ts';

/** The words for what the server names by a code; the code itself when it is a new one. */
export function useCaWords() {
  const t = useText(messages);
  const language = useLanguage();
  const word = (words: Readonly<Record<string, string>>, code: string) => words[code] ?? code;
  return {
    ca: (kind: CaKindName) => t.cas[kind],
    generation: (kind: CaKindName, generation: number | null) =>
      generation === null ? t.cas[kind] : t.generationOf(t.cas[kind], generation),
    event: (event: string) => word(t.events, event),
    shard: (shard: string) => (shard === 'all' ? t.wholeCrl : t.shardNumber(shard)),
    state: (state: string) => word(t.certificateStates, state),
    reason: (reason: string) => word(t.reasons, reason),
    kind: (kind: string) => word(t.certificateKinds, kind),
    keySpec: (spec: string) => word(t.generations.keySpecs, spec),
    count: (count: number) => t.countOf(formatCount(count, language)),
  };
}

export const GENERATION_TONES: Readonly<Record<GenerationStateName, Tone>> = {
  PREPARING: 'info',
  PREPARED: 'info',
  PUBLISHED: 'info',
  ISSUING: 'success',
  OVERLAPPING: 'warning',
  RETIRED: 'neutral',
  WITHDRAWN: 'neutral',
};
