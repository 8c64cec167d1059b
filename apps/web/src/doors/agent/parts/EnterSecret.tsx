import type { Stage } from '@mibun/protocol';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Page, PinPad } from '../../../components/index.ts';
import { useLanguage, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';

/** One secret, typed here and sent to the card; what was typed is gone as soon as it is sent. */
export function EnterSecret(props: {
  readonly stage: Extract<Stage, { kind: 'secret' }>;
  readonly purpose: 'authenticate' | 'sign' | 'counter';
  readonly busy?: boolean;
  readonly onValue: (value: string) => void;
  /** The card, and what is confirmed. */
  readonly children: ReactNode;
}) {
  const t = useText(messages);
  const language = useLanguage();
  const [value, setValue] = useState('');
  const { credential, triesLeft, problem } = props.stage;
  const error =
    problem === undefined ? undefined : problem.reason === 'wrong' ? t.secret.wrong : problem[language];
  return (
    <Page title={t.secret.title[credential]}>
      {props.children}
      <PinPad
        label={t.secret.label[credential]}
        kind={credential === 'signature' ? 'mixed' : 'digits'}
        value={value}
        onValue={setValue}
        triesLeft={triesLeft}
        error={error}
        busy={props.busy === true}
        submitLabel={t.secret.enter[props.purpose]}
        onSubmit={() => {
          props.onValue(value);
          setValue('');
        }}
      />
    </Page>
  );
}
