import type { ReactNode } from 'react';
import { common, useText } from '../i18n/index.ts';
import { Spinner } from './Spinner.tsx';

/** Says that something is on its way; for the place where it will appear. */
export function Loading(props: { readonly children?: ReactNode }) {
  const t = useText(common);
  return (
    <p className="loading" role="status">
      <Spinner />
      <span>{props.children ?? t.loading}</span>
    </p>
  );
}
