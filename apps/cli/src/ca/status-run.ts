import { CA_GENERATION } from '@mibun/rules';
import type { OverviewAnswer } from '@mibun/server/schemas/authority/ca-desk';
import { print } from '../output.ts';
import type { OfficeOptions } from './office-options.ts';
import { asOperator } from './office-session.ts';
import { columns, when } from './office-table.ts';
import { ATTENTION_WORDS, certificateState } from './office-words.ts';

/** `mibun ca status`: the operators' overview in a terminal. */
export async function status(options: OfficeOptions): Promise<void> {
  const overview = await asOperator(options, (operator) => operator.call('GET /api/ca/overview'));
  if (options.json) print(JSON.stringify(overview, null, 2));
  else for (const line of describe(overview)) print(line);
}

export function describe({ authorities, attention, crls, custody, ocsp }: OverviewAnswer): readonly string[] {
  const generations = authorities.flatMap(({ kind, generations }) =>
    generations.map(({ generation, state, key, notAfter, totals }) => [
      kind,
      String(generation),
      CA_GENERATION.states[state].en,
      key.spec,
      `ends ${when(notAfter)}`,
      totals.map(({ state, count }) => `${count} ${certificateState(state)}`).join(', ') || 'nothing issued',
    ]),
  );
  const lists = crls.map((crl) => [
    `${crl.authority} ${crl.generation}`,
    crl.shard,
    `#${crl.number}`,
    `${crl.entries} entries`,
    `${crl.octets} octets`,
    `next ${when(crl.nextUpdate)}`,
    crl.delta ? `delta #${crl.delta.number}, ${crl.delta.entries}` : '',
  ]);
  const urgent = attention.map(({ kind, urgency, at, authority, generation, detail }) => [
    urgency,
    at ? when(at) : '',
    ATTENTION_WORDS[kind],
    [authority, generation, detail].filter((part) => part !== null).join(' '),
  ]);
  return [
    `keys: ${custody.place}${custody.notForProduction ? ' (not for production)' : ''}`,
    '',
    'generations',
    ...columns(generations),
    '',
    `CRLs (${crls.length})`,
    ...columns(lists),
    '',
    `OCSP since ${when(ocsp.sinceStart)}: ${ocsp.answers} answers, ${ocsp.cached} from the cache, ${ocsp.live} signed, ${ocsp.refused} refused`,
    '',
    'needs attention',
    ...columns(urgent),
  ];
}
