import type { ReactNode } from 'react';
import { Icon } from '../../../components/index.ts';

/** One answer as an area that a thumb cannot miss. */
export function Choice(props: {
  readonly label: ReactNode;
  readonly support?: ReactNode;
  readonly picture?: ReactNode;
  readonly onChoose: () => void;
  readonly disabled?: boolean | undefined;
}) {
  return (
    <button type="button" className="kiosk-choice" onClick={props.onChoose} disabled={props.disabled}>
      {props.picture}
      <span className="kiosk-choice-words">
        <span className="kiosk-choice-label">{props.label}</span>
        {props.support !== undefined && <span className="kiosk-choice-support">{props.support}</span>}
      </span>
      <Icon name="forward" />
    </button>
  );
}
