import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';

export interface PaneHeadProps {
  readonly title: string;
  readonly caption?: ReactNode;
  /** Beside the heading. */
  readonly aside?: ReactNode;
  /** What the pane shows; when it changes, the heading gets the focus so that it is read. */
  readonly subject: string;
}

/** Heading of a pane. */
export function PaneHead(props: PaneHeadProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { subject } = props;
  useEffect(() => {
    if (subject !== '') heading.current?.focus({ preventScroll: true });
    heading.current?.closest('.pane')?.scrollTo(0, 0);
  }, [subject]);
  return (
    <header className="pane-head">
      <div>
        <h2 ref={heading} tabIndex={-1} data-quiet-focus="">
          {props.title}
        </h2>
        {props.caption !== undefined && <p className="quiet">{props.caption}</p>}
      </div>
      {props.aside}
    </header>
  );
}
