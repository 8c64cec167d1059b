import type { PersonAnswer, SetUpView } from '@mibun/server/schemas/office/counter';
import type { Tone } from '../../../components/index.ts';

type Card = PersonAnswer['cards'][number];

/** How far set-up has come, as a tone. */
export function setUpTone(state: SetUpView['state']): Tone {
  return { none: 'neutral', queued: 'info', done: 'success', failed: 'error' }[state] as Tone;
}

/** Whether a card works, as a tone. */
export function cardTone(state: Card['state']): Tone {
  if (state === 'ACTIVE') return 'success';
  if (state === 'SUSPENDED') return 'warning';
  if (state === 'LAPSED' || state === 'ABOLISHED') return 'error';
  return state === 'COLLECTED' || state === 'DESTROYED' ? 'neutral' : 'info';
}

/** Whether a certificate works, as a tone. */
export function certificateTone(state: Card['certificates'][number]['state']): Tone {
  if (state === 'ACTIVE') return 'success';
  if (state === 'PENDING') return 'info';
  if (state === 'HELD' || state === 'HELD_FINAL') return 'warning';
  return state === 'VOID' ? 'neutral' : 'error';
}
