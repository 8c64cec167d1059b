import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import type { Tone } from '../../../components/index.ts';
import { Icon } from '../../../components/index.ts';

/** The one thing to see in a hurry: large, with shape and colour. Gets the focus, so that it is read first. */
export function BigStatus(props: {
  readonly tone: Tone;
  readonly caption: string;
  readonly status: string;
  readonly children?: ReactNode;
}) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  return (
    <section className="big-status" data-tone={props.tone} ref={box} tabIndex={-1} data-quiet-focus="">
      <Icon name={props.tone} />
      <div>
        <p className="big-status-caption">{props.caption}</p>
        <p className="big-status-text">{props.status}</p>
        {props.children}
      </div>
    </section>
  );
}
