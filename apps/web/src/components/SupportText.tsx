import type { ReactNode } from 'react';

/** One or two lines under a label: what to enter, where to find it. */
export function SupportText(props: { readonly id?: string | undefined; readonly children: ReactNode }) {
  return (
    <div className="support-text" id={props.id}>
      {props.children}
    </div>
  );
}
