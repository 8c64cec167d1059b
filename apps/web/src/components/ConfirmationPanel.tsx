import type { ReactNode } from 'react';
import { common, useText } from '../i18n/index.ts';
import { CopyableNumber } from './CopyableNumber.tsx';
import { Icon } from './Icon.tsx';

export interface ConfirmationPanelProps {
  /** What was done, as a sentence. */
  readonly title: string;
  readonly reference?: { readonly label?: string | undefined; readonly value: string } | undefined;
  /** What happens next and when. */
  readonly next: ReactNode;
  /** What to do if it does not. */
  readonly otherwise?: ReactNode;
}

/** After a submission: done, reference, what happens next, what to do if it does not. */
export function ConfirmationPanel(props: ConfirmationPanelProps) {
  const t = useText(common);
  return (
    <div className="confirmation">
      <div className="confirmation-head" role="status">
        <Icon name="success" />
        <p className="confirmation-title">{props.title}</p>
        {props.reference !== undefined && (
          <div>
            <p className="small">{props.reference.label ?? t.confirmation.reference}</p>
            <CopyableNumber
              value={props.reference.value}
              label={props.reference.label ?? t.confirmation.reference}
              size="lg"
            />
          </div>
        )}
      </div>
      <section className="stack stack-tight">
        <h2>{t.confirmation.next}</h2>
        {props.next}
      </section>
      {props.otherwise !== undefined && (
        <section className="stack stack-tight">
          <h2>{t.confirmation.otherwise}</h2>
          {props.otherwise}
        </section>
      )}
    </div>
  );
}
