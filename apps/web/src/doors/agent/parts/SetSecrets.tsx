import type { Stage } from '@mibun/protocol';
import type { CredentialContext, CredentialKind } from '@mibun/rules';
import { checkCredential, isPlainDate } from '@mibun/rules';
import { useState } from 'react';
import { Button, Page, PinPad } from '../../../components/index.ts';
import { useLanguage, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { earlierPin } from '../same-pin.ts';

type Prompt = Extract<Stage, { kind: 'new-secrets' }>;
type Values = Readonly<Partial<Record<CredentialKind, string>>>;

/** The holder chooses their secrets: one per screen, explained, each typed twice (PIN-03). */
export function SetSecrets(props: { readonly stage: Prompt; readonly onValues: (values: Values) => void }) {
  const t = useText(messages);
  const language = useLanguage();
  const { credentials, context, problem } = props.stage;
  const [at, setAt] = useState(0);
  const [values, setValues] = useState<Values>({});
  /** The first entry, while the second one is typed. */
  const [first, setFirst] = useState<string>();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string | undefined>(
    problem && `${t.counter.names[problem.credential]}：${problem[language]}`,
  );
  const credential = credentials[at] ?? 'authentication';
  const isLast = at === credentials.length - 1;

  function chosen(): void {
    const check = checkCredential(credential, typed, comparedWith(context));
    setTyped('');
    setError(check.ok ? undefined : check[language]);
    if (check.ok) setFirst(check.value);
  }

  function repeated(): void {
    setTyped('');
    setFirst(undefined);
    if (typed !== first) {
      setError(t.counter.differ);
      return;
    }
    settle(typed);
  }

  function settle(value: string): void {
    setError(undefined);
    setTyped('');
    const all = { ...values, [credential]: value };
    setValues(isLast ? {} : all);
    if (isLast) props.onValues(all);
    else setAt(at + 1);
  }

  const digits = credential !== 'signature';
  const earlier = earlierPin(credential, credentials.slice(0, at), values);
  return (
    <Page title={t.counter.names[credential]} caption={t.counter.step(at + 1, credentials.length)}>
      {first === undefined ? (
        <div className="stack stack-tight">
          <p>{t.counter.uses[credential]}</p>
          <p className="small quiet">
            {digits ? t.counter.rules.digits : t.counter.rules.signature}
            {earlier !== undefined && ` ${t.counter.sameAllowed}`}
          </p>
        </div>
      ) : null}
      {first === undefined && earlier !== undefined && (
        <Button variant="outline" wide onClick={() => settle(earlier.value)}>
          {t.counter.same(t.counter.names[earlier.kind])}
        </Button>
      )}
      <PinPad
        key={`${credential} ${first === undefined}`}
        label={first === undefined ? t.counter.choose : t.counter.again}
        kind={digits ? 'digits' : 'mixed'}
        value={typed}
        onValue={setTyped}
        error={error}
        submitLabel={first !== undefined && isLast ? t.counter.last : t.counter.next}
        onSubmit={first === undefined ? chosen : repeated}
      />
      {first !== undefined && (
        <button
          type="button"
          className="link-button"
          onClick={() => {
            setFirst(undefined);
            setTyped('');
          }}
        >
          {t.counter.restart}
        </button>
      )}
    </Page>
  );
}

function comparedWith({ birthDate, securityCode }: Prompt['context']): CredentialContext {
  return {
    ...(birthDate !== undefined && isPlainDate(birthDate) && { birthDate }),
    ...(securityCode !== undefined && { securityCode }),
  };
}
