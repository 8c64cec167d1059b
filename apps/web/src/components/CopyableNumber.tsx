import { useEffect, useState } from 'react';
import { common, ungrouped, useText } from '../i18n/index.ts';
import { Groups } from './Groups.tsx';
import { Icon } from './Icon.tsx';

export interface CopyableNumberProps {
  readonly value: string;
  /** What it is, for the copy button's name ("Receipt number"). */
  readonly label: string;
  /** Sizes of the groups; 4 unless told. */
  readonly groups?: number | readonly number[] | undefined;
  readonly size?: 'md' | 'lg' | undefined;
}

/** A number that people copy or read out: grouped, monospaced, with a copy button. */
export function CopyableNumber(props: CopyableNumberProps) {
  const t = useText(common);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 3000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <span className="copyable" data-size={props.size ?? 'md'}>
      <span className="number copyable-number">
        <Groups value={props.value} groups={props.groups} />
      </span>
      <button
        type="button"
        className="copy-button"
        aria-label={`${t.action.copy}: ${props.label}`}
        onClick={() =>
          navigator.clipboard?.writeText(ungrouped(props.value)).then(
            () => setCopied(true),
            () => setCopied(false),
          )
        }
      >
        <Icon name={copied ? 'check' : 'copy'} />
        <span aria-hidden="true">{copied ? t.action.copied : t.action.copy}</span>
      </button>
      <span className="visually-hidden" role="status">
        {copied && t.action.copied}
      </span>
    </span>
  );
}
