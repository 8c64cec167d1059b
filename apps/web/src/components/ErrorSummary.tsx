import { useEffect, useRef } from 'react';
import type { FieldProblem } from '../api/problem.ts';
import { common, useText } from '../i18n/index.ts';
import { Icon } from './Icon.tsx';

/** All refused fields on top of a form, each linked to its field. Takes the focus when it appears. */
export function ErrorSummary(props: { readonly errors: readonly FieldProblem[] }) {
  const t = useText(common);
  const box = useRef<HTMLDivElement>(null);
  const key = props.errors.map((error) => `${error.field}:${error.message}`).join('|');
  useEffect(() => {
    if (key !== '') box.current?.focus();
  }, [key]);
  if (props.errors.length === 0) return null;
  return (
    <div className="error-summary" ref={box} role="alert" tabIndex={-1} data-quiet-focus="">
      <h2>
        <Icon name="error" />
        {t.errors.title}
      </h2>
      <p>{t.errors.count(props.errors.length)}</p>
      <ul>
        {props.errors.map((error) => (
          <li key={`${error.field}:${error.message}`}>
            <a
              href={`#${error.field}`}
              onClick={(event) => {
                event.preventDefault();
                focusField(error.field);
              }}
            >
              {error.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The message of one field, for its `error`. */
export function errorOf(errors: readonly FieldProblem[] | undefined, field: string): string | undefined {
  return errors?.find((error) => error.field === field)?.message;
}

function focusField(field: string): void {
  const element = document.getElementById(field);
  const control = element?.matches('fieldset')
    ? element.querySelector<HTMLElement>('input, select, textarea')
    : element;
  control?.focus();
  element?.scrollIntoView({ block: 'center' });
}
