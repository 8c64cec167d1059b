import type { ReactNode } from 'react';
import { ErrorText } from './ErrorText.tsx';

export interface CheckboxProps {
  readonly name: string;
  readonly label: ReactNode;
  readonly support?: ReactNode;
  readonly error?: string | undefined;
  readonly checked: boolean;
  readonly onValue: (checked: boolean) => void;
  readonly disabled?: boolean | undefined;
  readonly look?: 'plain' | 'tile' | undefined;
}

/** Yes or no to one statement (terms read, certificate wanted). For several use {@link CheckboxGroup}. */
export function Checkbox(props: CheckboxProps) {
  const errorId = props.error !== undefined ? `${props.name}-error` : undefined;
  return (
    <div className="field" data-invalid={props.error !== undefined ? '' : undefined}>
      {props.error !== undefined && <ErrorText id={errorId}>{props.error}</ErrorText>}
      <div className="choices" data-look={props.look ?? 'plain'}>
        <label className="choice">
          <input
            type="checkbox"
            id={props.name}
            name={props.name}
            checked={props.checked}
            disabled={props.disabled}
            aria-invalid={props.error !== undefined ? true : undefined}
            aria-describedby={errorId}
            onChange={(event) => props.onValue(event.currentTarget.checked)}
          />
          <span>
            {props.label}
            {props.support !== undefined && <span className="choice-support">{props.support}</span>}
          </span>
        </label>
      </div>
    </div>
  );
}
