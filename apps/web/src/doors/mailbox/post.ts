import type { LetterView } from '@mibun/demo/schemas/mailbox';
import type { PersonaView } from '@mibun/demo/schemas/personas';
import { useEffect } from 'react';
import { type Resource, useResource } from '../../api/use-resource.ts';

/** A mail that the demo's mail server has caught. */
export interface Mail {
  readonly id: number;
  /** ISO instant. */
  readonly at: string;
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
}

const interval = 4000;

/** All mails, newest first; new ones come by themselves while the page is looked at. */
export function useMails(): Resource<{ readonly mails: readonly Mail[] }> {
  return useFresh(useResource<{ readonly mails: readonly Mail[] }>('/api/demo/mailbox'));
}

/** Letters, newest first, of one person or of everybody. */
export function useLetters(personId: string): Resource<{ readonly letters: readonly LetterView[] }> {
  return useFresh(
    useResource<{ readonly letters: readonly LetterView[] }>('/api/demo/letters', { query: { personId } }),
  );
}

/** The people whom the demo calls by name. */
export function usePersonas(): readonly PersonaView[] {
  return useResource<readonly PersonaView[]>('/api/demo/personas').data ?? [];
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
