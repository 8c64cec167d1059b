import type { SignatureReport } from '@mibun/server/schemas/services/verification';
import type { Tone } from '../../../components/index.ts';
import { StatusBadge } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { knownReason, reasonMessages } from '../reason-messages.ts';
import { Details } from './Details.tsx';
import { Facts } from './Facts.tsx';
import { Who } from './Who.tsx';

const TONES: Readonly<Record<SignatureReport['indication'], Tone>> = {
  valid: 'success',
  invalid: 'error',
  indeterminate: 'warning',
};

/** One signature: whose, what was checked, why it is what it is. */
export function SignatureSection(props: { readonly signature: SignatureReport; readonly of: number }) {
  const t = useText(messages);
  const reasons = useText(reasonMessages);
  const { signature, of } = props;
  const { indication } = signature;
  const { what, next } = reasons[knownReason(signature.reason)];
  return (
    <section className="signature" data-tone={TONES[indication]}>
      <div className="cluster cluster-between">
        <h2>{of === 1 ? t.signature.one : t.signature.many(signature.number, of)}</h2>
        <StatusBadge tone={TONES[indication]}>{t.signature.indication[indication]}</StatusBadge>
      </div>
      <div className="signature-reason">
        <p className="strong">{what}</p>
        {next !== '' && <p>{next}</p>}
      </div>
      <Who who={signature.who} proven={signature.whoIsProven} />
      <Facts signature={signature} />
      <Details signature={signature} />
    </section>
  );
}
