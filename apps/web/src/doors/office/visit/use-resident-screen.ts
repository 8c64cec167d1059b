import type { Bilingual } from '@mibun/rules';
import { useCallback, useState } from 'react';
import { AgentRefusal, counter } from '../../../api/agent.ts';
import { useAgentPresence } from '../../../api/agent-presence.ts';
import type { RelayTicket } from '../api.ts';

/** Why the resident's screen is not open any more. */
export interface ScreenRefusal {
  readonly code: string;
  readonly message: string;
}

/** The window in which the resident meets their own card. */
export interface ResidentScreen {
  readonly open: boolean;
  readonly refusal: ScreenRefusal | undefined;
  /** A ticket that no window has used yet, because the browser blocked it. */
  readonly unused: RelayTicket | undefined;
  /** Opens it; call in the handler of a click, or at most one answer of the server later. */
  readonly show: (ticket: RelayTicket) => void;
}

/** Opens the resident's screen for a relay and says when it is over, however it ended. */
export function useResidentScreen(purpose: Bilingual, onOver: () => void): ResidentScreen {
  const [open, setOpen] = useState(false);
  const [refusal, setRefusal] = useState<ScreenRefusal>();
  const [unused, setUnused] = useState<RelayTicket>();
  const show = useCallback(
    (ticket: RelayTicket) => {
      setOpen(true);
      setRefusal(undefined);
      setUnused(undefined);
      const { url, token, cardSerial } = ticket;
      counter({ relayUrl: url, relayToken: token, cardSerial, purpose })
        .catch((reason: unknown) => {
          const code = reason instanceof AgentRefusal ? reason.code : 'unreachable';
          setRefusal({ code, message: reason instanceof Error ? reason.message : '' });
          if (code === 'blocked' || code === 'unreachable') setUnused(ticket);
        })
        .finally(() => {
          setOpen(false);
          onOver();
        });
    },
    [purpose, onOver],
  );
  // Opened before this page was loaded anew: it still is the resident's, and goes on by itself.
  const { earlier } = useAgentPresence();
  return { open: open || earlier === 'counter', refusal, unused, show };
}
