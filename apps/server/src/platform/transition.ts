import { type ActorKind, type Lifecycle, next, type Transition } from '@mibun/rules';
import { commonErrors } from './errors/common.ts';

/** One step of a life cycle, or the refusal that the page shows: wrong state, or not for this actor. */
export function step<S extends string, E extends string>(
  lifecycle: Lifecycle<S, E>,
  from: S | null,
  event: E,
  actor: ActorKind,
): Transition<S, E> {
  const result = next(lifecycle, from, event, actor);
  if (result.ok) return result.transition;
  const title = { ja: result.ja, en: result.en };
  if (result.refusal === 'actor') throw commonErrors.NOT_ALLOWED({ title });
  throw commonErrors.STATE_FORBIDS({ title });
}
