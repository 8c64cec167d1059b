import { normaliseDigits } from '@mibun/rules';
import { useLayoutEffect, useRef } from 'react';
import type { FieldProps } from '../../../components/index.ts';
import { Input } from '../../../components/index.ts';
import { groupDigits, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';

/** The 23 digits in groups as the form prints them, whatever way they are typed. `value` has no separators. */
export function ApplicationIdField(
  props: Omit<FieldProps, 'name' | 'label'> & {
    readonly value: string;
    readonly onValue: (value: string) => void;
    readonly readOnly?: boolean | undefined;
  },
) {
  const t = useText(messages);
  const { value, onValue, readOnly, ...field } = props;
  const input = useRef<HTMLInputElement>(null);
  const caret = useRef<number>(undefined);
  const shown = groupDigits(value).join(' ');

  // Grouping moves what is behind the caret: it has to stay behind the same digit.
  useLayoutEffect(() => {
    if (caret.current === undefined || document.activeElement !== input.current) return;
    let at = 0;
    for (let seen = 0; seen < caret.current && at < shown.length; at++) if (shown[at] !== ' ') seen++;
    input.current?.setSelectionRange(at, at);
    caret.current = undefined;
  }, [shown]);

  return (
    <div className="stack stack-tight">
      <Input
        {...field}
        ref={input}
        name="applicationId"
        label={t.applicationId}
        code
        inputMode="numeric"
        value={shown}
        readOnly={readOnly}
        onChange={(event) => {
          const { value: typed, selectionStart } = event.currentTarget;
          caret.current = normaliseDigits(typed.slice(0, selectionStart ?? typed.length)).length;
          onValue(normaliseDigits(typed).slice(0, 40));
        }}
      />
      {readOnly !== true && <p className="quiet small number">{t.typed(value.length)}</p>}
    </div>
  );
}
