import { offered } from '@mibun/rules';
import type { Actor, Tx } from '../../platform/index.ts';
import { actOf, type Context } from '../context.ts';
import type { ReactivationAnswer } from '../schemas.ts';
import type { Reactivation } from './store.ts';
import { REACTIVATION } from './table.ts';

export async function reactivationView(
  { connected, residents }: Context,
  tx: Tx,
  found: Reactivation,
  actor: Actor,
): Promise<ReactivationAnswer> {
  const { name } = await residents.look(tx, found.personId, actOf(actor, 'reactivation', found.id));
  const done = (at: Date | null) => at?.toISOString() ?? null;
  return {
    reactivationId: found.id,
    version: found.version,
    state: found.state,
    label: REACTIVATION.states[found.state],
    cardId: found.cardId,
    cardSerial: found.chipSerial,
    personId: found.personId,
    name,
    wantsSignature: found.wantsSignature,
    clerkName: found.clerk.name,
    openedAt: found.openedAt.toISOString(),
    steps: [
      { id: 'open', label: { ja: '本人を確認する', en: 'Establish identity' }, at: done(found.openedAt) },
      {
        id: 'prove-chip',
        label: { ja: 'このカードであることを確かめる', en: 'Prove that it is this card' },
        at: done(found.provedAt),
      },
      ...(found.wantsSignature
        ? [
            {
              id: 'write-signature',
              label: {
                ja: '新しい署名用電子証明書を書き込む',
                en: 'Write the new signature certificate',
              },
              at: done(found.writtenAt),
            },
          ]
        : []),
      {
        id: 'complete',
        label: { ja: '一時停止を解除する', en: 'Reactivate the card' },
        at: found.state === 'COMPLETED' ? done(found.changedAt) : null,
      },
    ],
    connected: connected.has(found.id),
    problem: found.problem,
    mayResume: found.state === 'OPENED' && offered(REACTIVATION, null, actor.kind).length > 0,
    mayCancel: offered(REACTIVATION, found.state, actor.kind).some(({ event }) => event === 'cancel'),
    newSignatureSerial: found.newSerial,
  };
}
