import type { ComponentProps } from 'react';
import { common, useText } from '../i18n/index.ts';
import type { FieldProps } from './Field.tsx';
import { Field } from './Field.tsx';
import { Icon } from './Icon.tsx';

/** One choice of a select, radio or checkbox group. */
export interface Option<V extends string = string> {
  readonly value: V;
  readonly label: string;
  /** A second line (radio and checkbox only). */
  readonly support?: string | undefined;
  readonly disabled?: boolean | undefined;
}

export type SelectProps<V extends string> = FieldProps &
  Omit<ComponentProps<'select'>, 'id' | 'name' | 'className' | 'value' | 'children'> & {
    readonly options: readonly Option<V>[];
    /** '' shows the invitation to choose. */
    readonly value: V | '';
    readonly onValue?: ((value: V) => void) | undefined;
    /** Text of the empty choice; null when there is none. */
    readonly placeholder?: string | null | undefined;
    readonly width?: 'xs' | 'sm' | 'md' | 'full' | undefined;
  };

/** One of many (more than about seven; below that use {@link Radio}). */
export function Select<V extends string>(props: SelectProps<V>) {
  const {
    name,
    label,
    requirement,
    support,
    error,
    hideLabel,
    options,
    onValue,
    onChange,
    placeholder,
    width,
    ...native
  } = props;
  const t = useText(common);
  return (
    <Field {...{ name, label, requirement, support, error, hideLabel }}>
      {(control) => (
        <span className="select" data-width={width ?? 'full'}>
          <select
            {...native}
            {...control}
            name={name}
            className="control"
            onChange={(event) => {
              onChange?.(event);
              onValue?.(event.currentTarget.value as V);
            }}
          >
            {placeholder !== null && <option value="">{placeholder ?? t.field.choose}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value} disabled={option.disabled}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon name="down" />
        </span>
      )}
    </Field>
  );
}
