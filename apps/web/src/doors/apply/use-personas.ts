import type { PersonaView } from '@mibun/demo/schemas/personas';
import type { DraftAnswer } from '@mibun/server/schemas/issuance/applications';
import { useResource, useSystem } from '../../api/use-resource.ts';
import type { Draft } from './draft.ts';
import { withForm } from './draft.ts';

/** The people of the demo country who are not at work in it; none outside the demo. */
export function usePersonas(): readonly PersonaView[] {
  const system = useSystem();
  const { data } = useResource('GET /api/demo/personas', system?.mode === 'demo' ? {} : null);
  return (data ?? []).filter((persona) => persona.role === undefined && persona.applicationId !== undefined);
}

/** The persona who is applying: by the form that came with the demo, or by name when it is a newer form. */
export function usePersonaOf(draft: DraftAnswer): PersonaView | undefined {
  const personas = usePersonas();
  const name = spokenName(draft.contactName);
  return (
    personas.find((persona) => persona.applicationId?.endsWith(draft.applicationIdEnd)) ??
    personas.find((persona) => spokenName(persona.name) === name)
  );
}

/** Family and given name with an ordinary space between. */
export function spokenName(name: string): string {
  return name.replaceAll('\u3000', ' ');
}

/** The draft of somebody who has this person's form in their hands. */
export function withPersona(draft: Draft, persona: PersonaView): Draft {
  const { applicationId = '', name, email } = persona;
  return { ...withForm(draft, applicationId), contactName: spokenName(name), email };
}
