import type { ReactNode } from 'react';
import type { IconName } from '../../../components/index.ts';
import { Icon } from '../../../components/index.ts';

/** One answer with its sign. */
export function Answer(props: { readonly icon: IconName; readonly children: ReactNode }) {
  return (
    <span className="with-icon" data-icon={props.icon}>
      <Icon name={props.icon} />
      <span>{props.children}</span>
    </span>
  );
}
