import { useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import type { Circumstance } from './SuspendForm.tsx';

/** What the caller has to know, in the order in which it is said (domain.md LOS-04 to LOS-07, LOS-12). */
export function Script(props: {
  /** What happened, when the caller has told; otherwise everything is said. */
  readonly circumstance: Circumstance | undefined;
}) {
  const { done: t } = useText(messages);
  const { circumstance } = props;
  const lines = [
    t.sayStopped,
    ...(circumstance === undefined || circumstance === 'outside' || circumstance === 'stolen'
      ? [t.sayPolice]
      : []),
    ...(circumstance === 'fire' ? [t.sayFire] : []),
    t.sayOffice,
    t.sayFound,
    t.sayNumber,
  ];
  return (
    <ol className="script">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ol>
  );
}
