import type { ReactNode } from 'react';
import { useText } from '../../../i18n/index.ts';
import { useFurigana } from '../furigana.tsx';
import { messages } from '../messages.ts';

/** A part of the machine that exists on the screen only; says so. */
export function DemoDevice(props: { readonly name: string; readonly children: ReactNode }) {
  const t = useText(messages);
  const furigana = useFurigana();
  return (
    <section className="demo-device">
      <p className="demo-device-label">
        <strong>{furigana(t.demoDevice)}</strong>
        <span>{furigana(props.name)}</span>
      </p>
      {props.children}
    </section>
  );
}
