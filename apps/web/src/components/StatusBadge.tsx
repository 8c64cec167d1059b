import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';

/** What a status means for the reader; shape and colour both tell. */
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'error';

/** A state in one or two words. */
export function StatusBadge(props: { readonly tone?: Tone | undefined; readonly children: ReactNode }) {
  const tone = props.tone ?? 'neutral';
  return (
    <span className="status-badge" data-tone={tone}>
      <Icon name={tone} />
      {props.children}
    </span>
  );
}
