import type { ComponentProps } from 'react';
import type { FieldProps } from './Field.tsx';
import { Field } from './Field.tsx';

export type InputProps = FieldProps &
  Omit<ComponentProps<'input'>, 'id' | 'name' | 'className' | 'size' | 'value'> & {
    readonly value?: string | undefined;
    /** Called with the new text. */
    readonly onValue?: ((value: string) => void) | undefined;
    /** About how long the answer is; the field's width tells people. */
    readonly width?: 'xs' | 'sm' | 'md' | 'full' | undefined;
    /** For numbers and codes: monospaced, no spell checking. */
    readonly code?: boolean | undefined;
    /** Shown after the control (a unit). */
    readonly suffix?: string | undefined;
  };

/** A line of text. `type="password"` is for no PIN: those belong to the agent. */
export function Input(props: InputProps) {
  const {
    name,
    label,
    requirement,
    support,
    error,
    hideLabel,
    onValue,
    onChange,
    width,
    code,
    suffix,
    ...native
  } = props;
  return (
    <Field {...{ name, label, requirement, support, error, hideLabel }}>
      {(control) => (
        <span className="input-row">
          <input
            type="text"
            {...(code === true ? { spellCheck: false, autoCapitalize: 'off', autoComplete: 'off' } : {})}
            {...native}
            {...control}
            name={name}
            className="control input"
            data-width={width ?? 'full'}
            data-code={code === true ? '' : undefined}
            onChange={(event) => {
              onChange?.(event);
              onValue?.(event.currentTarget.value);
            }}
          />
          {suffix !== undefined && <span>{suffix}</span>}
        </span>
      )}
    </Field>
  );
}
