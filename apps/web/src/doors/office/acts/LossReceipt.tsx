import type { FieldProblem } from '../../../api/problem.ts';
import { errorOf, Input, SeparatedDatePicker } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import type { LossDraft } from './loss.ts';
import { actMessages } from './messages.ts';

/** What the police gave: station, number, date (domain.md LOS-10). */
export function PoliceReceipt(props: {
  readonly draft: LossDraft;
  readonly onChange: (change: Partial<LossDraft>) => void;
  readonly errors: readonly FieldProblem[];
}) {
  const t = useText(actMessages).loss;
  const { draft, onChange, errors } = props;
  return (
    <section className="stack stack-tight inset">
      <h3>{t.receipt}</h3>
      <Input
        name="receipt-office"
        label={t.office}
        requirement="required"
        value={draft.office}
        onValue={(office) => onChange({ office })}
        error={errorOf(errors, 'receipt-office')}
      />
      <Input
        name="receipt-number"
        label={t.number}
        requirement="required"
        width="md"
        code
        value={draft.number}
        onValue={(number) => onChange({ number })}
        error={errorOf(errors, 'receipt-number')}
      />
      <SeparatedDatePicker
        name="receipt-date"
        label={t.date}
        requirement="required"
        eras
        value={draft.date}
        onValue={(date) => onChange({ date })}
        error={errorOf(errors, 'receipt-date')}
      />
    </section>
  );
}
