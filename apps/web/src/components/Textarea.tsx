import type { ComponentProps } from 'react';
import { common, useText } from '../i18n/index.ts';
import type { FieldProps } from './Field.tsx';
import { Field } from './Field.tsx';

export type TextareaProps = FieldProps &
  Omit<ComponentProps<'textarea'>, 'id' | 'name' | 'className' | 'value' | 'maxLength'> & {
    readonly value?: string | undefined;
    readonly onValue?: ((value: string) => void) | undefined;
    /** Counts down while writing; nothing is cut off. */
    readonly limit?: number | undefined;
  };

/** Several lines of text. */
export function Textarea(props: TextareaProps) {
  const { name, label, requirement, support, error, hideLabel, onValue, onChange, limit, ...native } = props;
  const t = useText(common);
  const left = limit === undefined ? undefined : limit - [...(props.value ?? '')].length;
  return (
    <Field {...{ name, label, requirement, support, error, hideLabel }}>
      {(control) => (
        <>
          <textarea
            rows={4}
            {...native}
            {...control}
            name={name}
            className="control textarea"
            onChange={(event) => {
              onChange?.(event);
              onValue?.(event.currentTarget.value);
            }}
          />
          {left !== undefined && (
            <p className="textarea-count" data-over={left < 0 ? '' : undefined} aria-live="polite">
              {t.field.characters(left)}
            </p>
          )}
        </>
      )}
    </Field>
  );
}
