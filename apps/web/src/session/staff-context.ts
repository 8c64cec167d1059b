import type { SessionView } from '@mibun/server/schemas/services/login';
import { createContext, useContext } from 'react';

/** The member of staff at work on this page. */
export interface Staff {
  readonly session: SessionView;
  /** For the head of the door: who, in which duty, and the way out. */
  readonly signedIn: { readonly name: string; readonly duty: string; readonly onSignOut: () => void };
  readonly logOut: () => void;
  /** Call it when a request was refused with LOGIN_NEEDED: the log-in page takes over and comes back here. */
  readonly refresh: () => void;
}

export const StaffContext = createContext<Staff | undefined>(undefined);

/** Who is logged in. Only below {@link RequireStaff}. */
export function useStaff(): Staff {
  const staff = useContext(StaffContext);
  if (staff === undefined) throw new Error('useStaff needs a RequireStaff above it');
  return staff;
}
