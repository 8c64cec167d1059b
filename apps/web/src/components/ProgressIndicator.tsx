import type { ReactNode } from 'react';
import { common, formatCount, useLanguage, useText } from '../i18n/index.ts';
import { formatDuration } from './duration.ts';

export interface ProgressIndicatorProps {
  /** What is being done. */
  readonly label: ReactNode;
  /** How far; leave out when nobody knows. */
  readonly value?: number | undefined;
  readonly max?: number | undefined;
  /** How long still, if it can be estimated. */
  readonly remainingSeconds?: number | undefined;
  /** Replaces "n of m". */
  readonly detail?: ReactNode;
}

/** Long work: what, how far, how long still. */
export function ProgressIndicator(props: ProgressIndicatorProps) {
  const t = useText(common);
  const language = useLanguage();
  const max = props.max ?? 100;
  const count = (n: number) => formatCount(n, language);
  const value = props.value;
  return (
    <div className="progress">
      <p className="progress-label">{props.label}</p>
      <progress
        aria-label={typeof props.label === 'string' ? props.label : t.working}
        value={value}
        max={max}
      />
      <p className="progress-detail">
        <span>
          {props.detail ??
            (value !== undefined &&
              `${Math.floor((100 * value) / Math.max(1, max))} %${props.max !== undefined ? ` (${count(value)} / ${count(max)})` : ''}`)}
        </span>
        {props.remainingSeconds !== undefined && (
          <span>{t.progress.left(formatDuration(props.remainingSeconds, t.duration))}</span>
        )}
      </p>
    </div>
  );
}
