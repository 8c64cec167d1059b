import type { Actor, Tx } from '../../platform/index.ts';
import type { Ceremony } from './api.ts';
import { actOf, type FormatContext } from './context.ts';
import { makeRoom } from './life.ts';
import { forgetSigned, insertCeremony } from './store.ts';

const CEREMONY_MS = 15 * 60_000;

export async function begin<F extends object>(
  context: FormatContext<F>,
  tx: Tx,
  actor: Actor,
  facts: F,
  content: Uint8Array,
): Promise<Ceremony<F>> {
  const { format, life, platform } = context;
  const { name } = format.table;
  const now = platform.clock.now();
  const usual = new Date(now.getTime() + CEREMONY_MS);
  const until = format.until?.(now) ?? usual;
  const id = platform.random.id(name);
  const begun = await life.begin(tx, 'begin', actOf(format, actor, id), async (state) => {
    const expiresAt = until < usual ? until : usual;
    const row = { id, format: name, personId: actor.id, state, facts, createdAt: now, expiresAt };
    return (await insertCeremony(tx, row, content)) as Ceremony<F>;
  });
  await makeRoom(context, tx, actor.id);
  await forgetSigned(tx, now);
  return begun;
}
