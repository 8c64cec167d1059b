import type { FieldProps } from './Field.tsx';
import { FieldGroup } from './Field.tsx';
import type { Option } from './Select.tsx';

export type RadioProps<V extends string> = FieldProps & {
  readonly options: readonly Option<V>[];
  readonly value: V | '';
  readonly onValue: (value: V) => void;
  /** `tile` draws each choice as a bordered area, for one question per page and for touch. */
  readonly look?: 'plain' | 'tile' | undefined;
  readonly inline?: boolean | undefined;
  readonly disabled?: boolean | undefined;
};

/** One of a few. `label` is the question. */
export function Radio<V extends string>(props: RadioProps<V>) {
  const { name, options, value, onValue, look, inline, disabled } = props;
  return (
    <FieldGroup {...props} role="radiogroup">
      <div className="choices" data-look={look ?? 'plain'} data-inline={inline === true ? '' : undefined}>
        {options.map((option) => (
          <label className="choice" key={option.value}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              disabled={disabled === true || option.disabled === true}
              aria-invalid={props.error !== undefined ? true : undefined}
              onChange={() => onValue(option.value)}
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
