import type { RevocationPreview, RevocationTarget } from '@mibun/server/schemas/authority/ca-desk';
import { CommandError, print, say } from '../output.ts';
import { columns } from './office-table.ts';
import { certificateState } from './office-words.ts';
import type { RevokeOptions } from './revoke.ts';

/** `mibun ca revoke`: shows what would end; ends it with --execute. */
export async function revoke(options: RevokeOptions): Promise<void> {
  const { execute, json, note = '', reason } = options;
  const target = targetOf(options);
  if (execute && !note)
    throw new CommandError('--execute needs a --note', 'say in a few words what the act rests on');
  // Loaded only now: a mistake in the options is answered at once.
  const { asOperator } = await import('./office-session.ts');
  await asOperator(options, async (operator) => {
    const preview = await operator.call('POST /api/ca/revocations/preview', { body: { target, reason } });
    if (preview.certificates.length === 0) {
      throw new CommandError('nothing is on record for this', 'is it written as the pages show it?');
    }
    if (!execute) {
      if (json) print(JSON.stringify(preview, null, 2));
      else for (const line of describe(preview)) print(line);
      say('mibun: a dry run; --execute revokes, and nothing brings a revoked certificate back');
      return;
    }
    if (preview.ends === 0)
      throw new CommandError('this would revoke nothing', 'look at it without --execute');
    const body = { target, reason, note, expected: preview.ends };
    const answer = await operator.call('POST /api/ca/revocations', { body });
    print(json ? JSON.stringify(answer, null, 2) : `revoked ${counted(answer.ended)} at ${answer.at}`);
  });
}

function counted(certificates: number): string {
  return certificates === 1 ? '1 certificate' : `${certificates} certificates`;
}

function targetOf({ ca, cardId, person, serial }: RevokeOptions): RevocationTarget {
  const given = [cardId, person, serial].filter((value) => value !== undefined);
  if (given.length !== 1) {
    throw new CommandError('revoke one thing at a time', 'give --person, --card-id, or --serial with --ca');
  }
  if (person !== undefined) return { by: 'person', personId: person };
  if (cardId !== undefined) return { by: 'card', cardId };
  if (!ca || serial === undefined)
    throw new CommandError('which CA issued it?', '--ca signature, authentication or institution');
  return { by: 'serial', authority: ca, serial };
}

function describe({ certificates, ends }: RevocationPreview): readonly string[] {
  const rows = certificates.map(({ authority, generation, kind, serial, state, belongsTo, ends: ended }) => [
    ended ? 'would end' : 'stays',
    `${authority} ${generation}`,
    kind,
    serial,
    certificateState(state),
    belongsTo,
  ]);
  return [...columns(rows), `${ends} of ${counted(certificates.length)} would be revoked`];
}
