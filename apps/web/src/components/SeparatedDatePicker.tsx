import { common, useLanguage, useText } from '../i18n/index.ts';
import type { Calendar, DateParts } from './date-parts.ts';
import { eraNames } from './date-parts.ts';
import type { FieldProps } from './Field.tsx';
import { FieldGroup } from './Field.tsx';
import { Icon } from './Icon.tsx';

export type SeparatedDatePickerProps = FieldProps & {
  readonly value: DateParts;
  readonly onValue: (value: DateParts) => void;
  /** Offers the Japanese eras beside the Western calendar. */
  readonly eras?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** Lets the browser fill in a birth date. */
  readonly birthDate?: boolean | undefined;
};

/** A date that people know by heart: three boxes to type in. `dateFromParts(value)` reads it. */
export function SeparatedDatePicker(props: SeparatedDatePickerProps) {
  const { name, value, onValue, eras, disabled, birthDate } = props;
  const t = useText(common);
  const language = useLanguage();
  const calendars = ['western', ...Object.keys(eraNames)] as readonly Calendar[];
  const boxes = [
    { part: 'year', label: t.date.year, length: 4, fill: 'bday-year' },
    { part: 'month', label: t.date.month, length: 2, fill: 'bday-month' },
    { part: 'day', label: t.date.day, length: 2, fill: 'bday-day' },
  ] as const;
  return (
    <FieldGroup {...props}>
      <div className="date-picker">
        {eras === true && (
          <label className="date-part">
            <span>{t.date.calendar}</span>
            <span className="select">
              <select
                className="control"
                name={`${name}-calendar`}
                value={value.calendar}
                disabled={disabled}
                onChange={(event) => onValue({ ...value, calendar: event.currentTarget.value as Calendar })}
              >
                {calendars.map((calendar) => (
                  <option key={calendar} value={calendar}>
                    {calendar === 'western' ? t.date.western : eraNames[calendar][language]}
                  </option>
                ))}
              </select>
              <Icon name="down" />
            </span>
          </label>
        )}
        {boxes.map((box) => (
          <label className="date-part" key={box.part} data-part={box.part}>
            <span>{box.label}</span>
            <input
              className="control input"
              name={`${name}-${box.part}`}
              inputMode="numeric"
              autoComplete={birthDate === true ? box.fill : 'off'}
              maxLength={box.length}
              value={value[box.part]}
              disabled={disabled}
              aria-invalid={props.error !== undefined ? true : undefined}
              onChange={(event) => onValue({ ...value, [box.part]: event.currentTarget.value })}
            />
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}
