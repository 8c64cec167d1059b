import type { StatusAnswer } from '@mibun/server/schemas/issuance/applications';

export type ApplicationState = NonNullable<StatusAnswer['state']>;

/** The ordinary way of an application, from the first state that the applicant is told of to the card in the hand. */
export const ordinaryWay = [
  'RECEIVED',
  'SCREENING',
  'APPROVED',
  'IN_PRODUCTION',
  'SHIPPED',
  'AT_MUNICIPALITY',
  'READY',
  'HANDED_OVER',
] as const satisfies readonly ApplicationState[];

export type Stage = (typeof ordinaryWay)[number];

/** One step of the story. */
export interface StoryStep {
  readonly tense: 'past' | 'present' | 'next';
  readonly state: ApplicationState;
  /** Of the past and the present. */
  readonly at?: string;
}

/** What has happened, what is now, and what the ordinary way promises; nothing is promised after an end. */
export function storyOf(status: Pick<StatusAnswer, 'state' | 'timeline'>): readonly StoryStep[] {
  const { state, timeline } = status;
  if (state === null) return [];
  const last = timeline.at(-1);
  const past = (last?.state === state ? timeline.slice(0, -1) : timeline).map((entry) => ({
    tense: 'past' as const,
    state: entry.state,
    at: entry.at,
  }));
  const present: StoryStep = { tense: 'present', state, ...(last?.state === state && { at: last.at }) };
  return [...past, present, ...after(state).map((next) => ({ tense: 'next' as const, state: next }))];
}

function after(state: ApplicationState): readonly Stage[] {
  // With another photo the screening begins again.
  if (state === 'DEFECT') return ordinaryWay.slice(ordinaryWay.indexOf('SCREENING'));
  const at = (ordinaryWay as readonly ApplicationState[]).indexOf(state);
  return at < 0 ? [] : ordinaryWay.slice(at + 1);
}

/** Whether a state belongs to the ordinary way. */
export function isStage(state: ApplicationState): state is Stage {
  return (ordinaryWay as readonly ApplicationState[]).includes(state);
}
