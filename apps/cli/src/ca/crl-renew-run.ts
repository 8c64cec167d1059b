import type { AuthorityKindName } from '@mibun/server/schemas/authority/ca-desk';
import { CommandError, print, say } from '../output.ts';
import type { RenewOptions } from './crl.ts';
import { asOperator } from './office-session.ts';

/** `mibun ca crl --renew`: says which lists would be made anew; has them made with --execute. */
export async function renewCrls(ca: AuthorityKindName, options: RenewOptions): Promise<void> {
  const { execute, json, shard: given } = options;
  if (given !== undefined && !/^(all|\d{1,4})$/.test(given)) {
    throw new CommandError(`${given} is no shard`, '--shard with a number, or all');
  }
  await asOperator(options, async (operator) => {
    const { authorities, crls } = await operator.call('GET /api/ca/overview');
    const generations = authorities.find(({ kind }) => kind === ca)?.generations ?? [];
    const generation =
      Number(options.generation) || generations.find(({ state }) => state === 'ISSUING')?.generation;
    const lists = crls
      .filter((crl) => crl.authority === ca && crl.generation === generation)
      .filter(({ shard }) => given === undefined || shard === given)
      .map(({ shard, number }) => ({ shard, number }));
    const what = `${lists.length} ${lists.length === 1 ? 'list' : 'lists'} of the ${ca} CA, generation ${generation}`;
    if (!execute) {
      if (lists.length === 0) throw new CommandError('no such list is published', 'look at mibun ca status');
      print(
        json ? JSON.stringify({ authority: ca, generation, lists }, null, 2) : `would make anew: ${what}`,
      );
      say('mibun: a dry run; --execute makes them');
      return;
    }
    if (generation === undefined)
      throw new CommandError(`no generation of the ${ca} CA issues`, '--generation');
    const shard = given === undefined ? undefined : given === 'all' ? ('all' as const) : Number(given);
    const body = { authority: ca, generation, ...(shard !== undefined && { shard }) };
    const answer = await operator.call('POST /api/ca/crls/renew', { body });
    if (answer.renewed === 0) throw new CommandError('there is no such list', 'look at mibun ca status');
    print(json ? JSON.stringify(answer, null, 2) : `made anew: ${answer.renewed} of the ${ca} CA`);
  });
}
