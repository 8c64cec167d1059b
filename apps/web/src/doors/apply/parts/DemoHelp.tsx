import type { ReactNode } from 'react';
import { useState } from 'react';
import { Button, Select } from '../../../components/index.ts';
import { useLanguage, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { spokenName, usePersonas } from '../use-personas.ts';

type Persona = ReturnType<typeof usePersonas>[number];

/** A helping hand of the demo, plainly not a part of the service. */
export function DemoHelp(props: { readonly children: ReactNode }) {
  const t = useText(messages).demo;
  return (
    <aside className="demo-help" aria-label={t.label}>
      <p className="demo-help-label">{t.label}</p>
      {props.children}
    </aside>
  );
}

/** Lets a newcomer act as one of the people of the demo country. Nothing outside the demo. */
export function PersonaPicker(props: {
  readonly intro: string;
  readonly onPersona: (persona: Persona) => void;
}) {
  const t = useText(messages).demo;
  const language = useLanguage();
  const personas = usePersonas();
  const [chosen, setChosen] = useState('hanako');
  const persona = personas.find(({ key }) => key === chosen) ?? personas[0];
  if (persona === undefined) return null;
  return (
    <DemoHelp>
      <p>{props.intro}</p>
      <div className="demo-help-row">
        <Select
          name="demo-person"
          label={t.person}
          placeholder={null}
          width="md"
          value={persona.key}
          onValue={setChosen}
          options={personas.map(({ key, name, note }) => ({
            value: key,
            label: `${spokenName(name)} — ${note[language]}`,
          }))}
        />
        <Button variant="outline" onClick={() => props.onPersona(persona)}>
          {t.choose}
        </Button>
      </div>
    </DemoHelp>
  );
}
