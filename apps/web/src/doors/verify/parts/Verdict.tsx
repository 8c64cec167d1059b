import type { VerificationReport } from '@mibun/server/schemas/services/verification';
import type { RefObject } from 'react';
import type { IconName } from '../../../components/index.ts';
import { Icon } from '../../../components/index.ts';
import { useDates, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';

type Overall = VerificationReport['overall'];

/** Shape and words tell the verdict; the colour only repeats it. */
const LOOKS: Readonly<Record<Overall, { readonly icon: IconName; readonly tone: string }>> = {
  valid: { icon: 'success', tone: 'success' },
  invalid: { icon: 'error', tone: 'error' },
  indeterminate: { icon: 'warning', tone: 'warning' },
  'no-signature': { icon: 'info', tone: 'info' },
};

/** The one answer of the page. */
export function Verdict(props: {
  readonly overall: Overall;
  /** Others added something to what was signed. */
  readonly added: boolean;
  readonly checkedAt: string;
  readonly name: string;
  readonly headingRef: RefObject<HTMLHeadingElement | null>;
}) {
  const t = useText(messages);
  const dates = useDates();
  const { icon, tone } = LOOKS[props.overall];
  const { title, text } = t.verdict[props.overall];
  const isAdded = props.overall === 'valid' && props.added;
  return (
    <section className="verdict" data-tone={tone}>
      <Icon name={icon} />
      <div className="verdict-text">
        <p className="verdict-file">{props.name}</p>
        <h1 ref={props.headingRef} tabIndex={-1}>
          {title}
        </h1>
        <p>{isAdded ? t.verdict.valid.added : text}</p>
        <p className="verdict-time">{t.at(dates.instant(props.checkedAt))}</p>
      </div>
    </section>
  );
}
