import assert from 'node:assert/strict';
import { CHINATSU, type Life } from './world.ts';

/** She has lost it and calls: who she is, by what she says, and the card is stopped at once (LOS-01). */
export async function stopByPhone(life: Life): Promise<void> {
  const operator = await life.staff('maker', 'call-centre');
  const { name, birthDate, address } = CHINATSU;
  const call = await operator.call('POST /api/call-centre/calls', {
    body: { claim: { name, birthDate, address }, callerRelation: 'self' },
  });
  assert.ok(call.enough && call.card, 'she is identified, and has a card');
  await operator.call('POST /api/call-centre/calls/:id/suspend', {
    params: { id: call.callId },
    body: { version: call.card.version, circumstances: '電車に鞄を置き忘れた' },
  });
}
