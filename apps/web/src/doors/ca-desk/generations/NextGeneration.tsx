import type { AuthorityKindName } from '@mibun/server/schemas/authority/ca-desk';
import { useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { ProposeStep } from './ProposeStep.tsx';

/** The generation that is not there yet, and the step that makes it. */
export function NextGeneration(props: {
  readonly kind: AuthorityKindName;
  readonly number: number;
  readonly onProposed: () => void;
}) {
  const t = useText(messages).generations;
  const { kind, number, onProposed } = props;
  return (
    <article className="ca-generation" data-state="NEXT">
      <h3>{t.nextNumber(number)}</h3>
      <p>{t.nextText}</p>
      <ol className="ca-plan">
        {t.plan.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <div>
        <ProposeStep kind={kind} generation={number} event="prepare" onProposed={onProposed} />
      </div>
    </article>
  );
}
