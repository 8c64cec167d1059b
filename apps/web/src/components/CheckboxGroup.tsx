import type { FieldProps } from './Field.tsx';
import { FieldGroup } from './Field.tsx';
import type { Option } from './Select.tsx';

export type CheckboxGroupProps<V extends string> = FieldProps & {
  readonly options: readonly Option<V>[];
  readonly values: readonly V[];
  readonly onValues: (values: readonly V[]) => void;
  readonly look?: 'plain' | 'tile' | undefined;
  readonly disabled?: boolean | undefined;
};

/** Any number of a few. */
export function CheckboxGroup<V extends string>(props: CheckboxGroupProps<V>) {
  const { name, options, values, onValues, look, disabled } = props;
  return (
    <FieldGroup {...props}>
      <div className="choices" data-look={look ?? 'plain'}>
        {options.map((option) => (
          <label className="choice" key={option.value}>
            <input
              type="checkbox"
              name={name}
              value={option.value}
              checked={values.includes(option.value)}
              disabled={disabled === true || option.disabled === true}
              onChange={(event) =>
                onValues(
                  event.currentTarget.checked
                    ? [...values, option.value]
                    : values.filter((value) => value !== option.value),
                )
              }
            />
            <span>
              {option.label}
              {option.support !== undefined && <span className="choice-support">{option.support}</span>}
            </span>
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}
