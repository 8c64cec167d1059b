import type { PersonAct } from '@mibun/server/schemas/office/counter';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

/** What is open on the desk. It is in the address, so that it survives a reload and the Back button. */
export interface Desk {
  readonly person: string | undefined;
  readonly act: PersonAct | undefined;
  /** The application or card that the act goes to. */
  readonly target: string | undefined;
  /** The hand-over, reactivation or destruction to go on with. */
  readonly caseId: string | undefined;
  readonly openPerson: (personId: string) => void;
  readonly openAct: (act: PersonAct, target: string | undefined, caseId?: string) => void;
  /** The act has become a case: the address follows without a new step in the history. */
  readonly followCase: (caseId: string) => void;
  readonly closeAct: () => void;
  readonly closePerson: () => void;
}

const NAMES = ['person', 'act', 'on', 'case'] as const;

/** The open person and act of this page. */
export function useDesk(): Desk {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (values: { readonly [N in (typeof NAMES)[number]]?: string | undefined }, replace = false) => {
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          for (const name of NAMES) {
            const value = values[name];
            if (value === undefined) after.delete(name);
            else after.set(name, value);
          }
          return after;
        },
        { replace },
      );
    },
    [setParams],
  );
  const person = params.get('person') ?? undefined;
  const act = (params.get('act') ?? undefined) as PersonAct | undefined;
  const target = params.get('on') ?? undefined;
  const caseId = params.get('case') ?? undefined;
  return useMemo(
    () => ({
      person,
      act,
      target,
      caseId,
      openPerson: (personId) => set({ person: personId }),
      openAct: (next, on, id) => set({ person, act: next, on, case: id }),
      followCase: (id) => set({ person, act, on: target, case: id }, true),
      closeAct: () => set({ person }),
      closePerson: () => set({}),
    }),
    [person, act, target, caseId, set],
  );
}
