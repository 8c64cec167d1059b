import type { ApplicationState, CardEvent } from '@mibun/rules';
import { type LifeAnswer, SCENES, type Scene } from './schemas.ts';

/** What the system itself knows of one person: nothing is ticked off that has not happened. */
export interface LifeFacts {
  /** States of the person's applications. */
  readonly applications: readonly ApplicationState[];
  /** Everything that has happened to any card of theirs. */
  readonly cardEvents: readonly CardEvent[];
  readonly loggedIn: boolean;
  readonly signed: boolean;
  readonly printedAtKiosk: boolean;
}

/** How far an application has come; a state that is not here has led nowhere. */
const WAY: readonly ApplicationState[] = [
  'RECEIVED',
  'SCREENING',
  'APPROVED',
  'IN_PRODUCTION',
  'SHIPPED',
  'AT_MUNICIPALITY',
  'READY',
  'HANDED_OVER',
];

/** Which scenes of the guided life have been lived, and where the story goes on. */
export function scenesOf(facts: LifeFacts): LifeAnswer {
  const farthest = Math.max(-1, ...facts.applications.map((state) => WAY.indexOf(state)));
  const reached = (state: ApplicationState) => farthest >= WAY.indexOf(state);
  const happened = (event: CardEvent) => facts.cardEvents.includes(event);
  const lived: Readonly<Record<Scene, boolean>> = {
    apply: reached('RECEIVED'),
    screen: reached('APPROVED'),
    produce: reached('SHIPPED'),
    prepare: reached('READY'),
    handOver: happened('confirm-activation'),
    logIn: facts.loggedIn,
    sign: facts.signed,
    kiosk: facts.printedAtKiosk,
    lose: happened('suspend'),
    find: happened('lift'),
    replace: happened('abolish'),
  };
  const done = SCENES.filter((scene) => lived[scene]);
  return { done, here: next(done) };
}

/** The first scene that is open; once the card is abolished, none that needs it can be lived any more. */
function next(done: readonly Scene[]): Scene | null {
  if (done.includes('replace')) return null;
  return SCENES.find((scene) => !done.includes(scene)) ?? null;
}
