import type { ReactNode } from 'react';
import { common, useText } from '../i18n/index.ts';
import { Icon } from './Icon.tsx';

/** What is wrong with a field and how to put it right. */
export function ErrorText(props: { readonly id?: string | undefined; readonly children: ReactNode }) {
  const t = useText(common);
  return (
    <p className="error-text" id={props.id}>
      <Icon name="error" />
      <span>
        <span className="visually-hidden">{t.field.error}</span>
        {props.children}
      </span>
    </p>
  );
}
