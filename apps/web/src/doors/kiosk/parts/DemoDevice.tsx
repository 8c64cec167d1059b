import type { ReactNode } from 'react';
import { useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { useSay } from '../say.tsx';

/** A part of the machine that exists on the screen only; says so. */
export function DemoDevice(props: { readonly name: string; readonly children: ReactNode }) {
  const t = useText(messages);
  const say = useSay();
  return (
    <section className="demo-device">
      <p className="demo-device-label">
        <strong>{say(t.demoDevice)}</strong>
        <span>{say(props.name)}</span>
      </p>
      {props.children}
    </section>
  );
}
