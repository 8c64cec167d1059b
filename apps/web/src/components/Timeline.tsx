import type { ReactNode } from 'react';
import { common, useText } from '../i18n/index.ts';
import { Icon } from './Icon.tsx';

/** One step of a story. */
export interface TimelineStep {
  readonly state: 'past' | 'present' | 'next';
  readonly title: ReactNode;
  /** When it happened, or when it is expected ("about 5 December"). */
  readonly when?: string | undefined;
  /** What it means and what to do; mostly for the present step. */
  readonly detail?: ReactNode;
  readonly tone?: 'warning' | 'error' | undefined;
}

/** Status as a story: past steps dated, the present one explained, the next ones promised. */
export function Timeline(props: { readonly steps: readonly TimelineStep[] }) {
  const t = useText(common);
  return (
    <ol className="timeline">
      {props.steps.map((step, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: a step keeps nothing of its own, so that another may take its place
          key={index}
          data-state={step.state}
          data-tone={step.tone}
          aria-current={step.state === 'present' ? 'step' : undefined}
        >
          <span className="timeline-mark">
            {step.tone !== undefined ? (
              <Icon name={step.tone} />
            ) : (
              step.state === 'past' && <Icon name="check" />
            )}
          </span>
          <div className="timeline-step">
            <p className="timeline-title">
              <span className="visually-hidden">{t.timeline[step.state]}: </span>
              {step.title}
            </p>
            {step.when !== undefined && <p className="timeline-when">{step.when}</p>}
            {step.detail !== undefined && <div className="timeline-detail">{step.detail}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
