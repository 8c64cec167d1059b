import type { DemoAnswer } from '@mibun/demo/contracts';
import type { PersonaView } from '@mibun/demo/schemas/personas';
import { useEffect } from 'react';
import { type Resource, useResource } from '../../api/use-resource.ts';

type Mails = DemoAnswer<'GET /api/demo/mailbox'>;
type Letters = DemoAnswer<'GET /api/demo/letters'>;

/** A mail that the demo's mail server has caught. */
export type Mail = Mails['mails'][number];

const interval = 4000;

/** All mails, newest first; new ones come by themselves while the page is looked at. */
export function useMails(): Resource<Mails> {
  return useFresh(useResource('GET /api/demo/mailbox'));
}

/** Letters, newest first, of one person or of everybody. */
export function useLetters(personId: string): Resource<Letters> {
  return useFresh(useResource('GET /api/demo/letters', { query: { personId } }));
}

/** The people whom the demo calls by name. */
export function usePersonas(): readonly PersonaView[] {
  return useResource('GET /api/demo/personas').data ?? [];
}

/** Family and given name with an ordinary space between. */
export function spokenName(name: string): string {
  return name.replaceAll('\u3000', ' ');
}

function useFresh<T>(resource: Resource<T>): Resource<T> {
  const { reload } = resource;
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') reload();
    }, interval);
    return () => clearInterval(timer);
  }, [reload]);
  return resource;
}
