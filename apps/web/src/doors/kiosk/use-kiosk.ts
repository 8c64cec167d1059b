import { useCallback, useEffect, useRef, useState } from 'react';
import { AgentRefusal } from '../../api/agent.ts';
import { ApiProblem } from '../../api/client.ts';
import { bilingual, getLanguage } from '../../i18n/index.ts';
import * as api from './kiosk-api.ts';
import { messages } from './messages.ts';
import { noteInserted, takeLeftover } from './money.ts';

/** What the person has chosen so far; lives in this page alone. */
export interface Wish {
  readonly domicile: boolean;
  readonly relation: boolean;
  readonly copies: number;
}

export type Screen =
  | { readonly at: 'start' }
  | { readonly at: 'choose' }
  | { readonly at: 'card'; readonly hint?: 'closed' | 'blocked' | 'failed' | undefined }
  | { readonly at: 'domicile' }
  | { readonly at: 'relation' }
  | { readonly at: 'copies' }
  | { readonly at: 'confirm' }
  | { readonly at: 'pay' }
  | { readonly at: 'printing'; readonly stage: 'making' | 'printing' }
  | { readonly at: 'take'; readonly left?: true }
  | { readonly at: 'done' }
  | {
      readonly at: 'ended';
      readonly why: 'time' | 'cancelled' | 'failed' | 'refused' | 'restarted';
      readonly problem?: ApiProblem | undefined;
      readonly refunded?: number | undefined;
    };

export interface KioskState {
  readonly screen: Screen;
  /** A step is under way. Nothing else is taken until it is done, and what can be touched says so: no touch is lost unseen. */
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
  readonly session: api.StartAnswer | undefined;
  readonly admitted: api.AuthenticateAnswer | undefined;
  readonly wish: Wish;
  readonly quote: api.StateAnswer | undefined;
  /** Money in the machine that is not paid yet. */
  readonly inserted: number;
  readonly paper: (api.PrintedPaper & { readonly url: string }) | undefined;
  /** Changes whenever the time starts anew. */
  readonly clock: { readonly seconds: number; readonly turn: number };
}

const FRESH: KioskState = {
  screen: { at: 'start' },
  busy: false,
  problem: undefined,
  session: undefined,
  admitted: undefined,
  wish: { domicile: false, relation: false, copies: 1 },
  quote: undefined,
  inserted: 0,
  paper: undefined,
  clock: { seconds: 0, turn: 0 },
};

const POLL_MS = 700;
/** As long as a sheet needs to come out. */
const SHEET_MS = 2_600;
/** After the end the screen stays for those who read slowly; then it belongs to the next person. */
const LEAVING_SECONDS = 60;
/** Answers after which the request does not exist any more. */
const OVER = ['KIOSK_TIMED_OUT', 'KIOSK_SESSION_OVER', 'KIOSK_SERVICE_STOPPED', 'KIOSK_ISSUING_FAILED'];

/** One step's hold on the turn that it belongs to. */
interface Turn {
  readonly token: string;
  readonly session: api.StartAnswer | undefined;
  readonly here: (changes: Partial<KioskState>) => void;
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function hintOf(reason: unknown): 'closed' | 'blocked' | 'failed' {
  const code = reason instanceof AgentRefusal ? reason.code : '';
  if (code === 'closed' || code === 'refused') return 'closed';
  return code === 'blocked' ? 'blocked' : 'failed';
}

/** After a restart in the middle of paying the machine gives back what is in it and says so. */
function firstState(): KioskState {
  const inserted = takeLeftover();
  if (inserted === 0) return FRESH;
  return {
    ...FRESH,
    inserted,
    screen: { at: 'ended', why: 'restarted' },
    clock: { seconds: LEAVING_SECONDS, turn: 1 },
  };
}

/**
 * One person's turn at the kiosk. Token, choices and paper are in memory only: leaving the page or the end of the
 * turn forgets them, and the server ends what was left open.
 */
export function useKiosk() {
  const [state, setState] = useState<KioskState>(firstState);
  const latest = useRef(state);
  latest.current = state;
  const set = useCallback((changes: Partial<KioskState>) => {
    latest.current = { ...latest.current, ...changes };
    setState(latest.current);
  }, []);

  /** The time anew, as the server has it. */
  const tick = (answer: { readonly secondsLeft: number | null }) => ({
    clock: { seconds: answer.secondsLeft ?? 0, turn: latest.current.clock.turn + 1 },
  });

  const reset = useCallback(() => {
    const { paper } = latest.current;
    if (paper) URL.revokeObjectURL(paper.url);
    noteInserted(0);
    set(FRESH);
  }, [set]);
  useEffect(
    () => () => {
      const { paper } = latest.current;
      if (paper) URL.revokeObjectURL(paper.url);
    },
    [],
  );

  /** Changes of one turn: what comes back late from an earlier one must not touch the next person's (INC-01). */
  const within = useCallback(
    (session: api.StartAnswer | undefined) => (changes: Partial<KioskState>) => {
      if (latest.current.session === session) set(changes);
    },
    [set],
  );

  /** Where the server says that the request has ended, with the money's fate. */
  const showEnd = useCallback(
    async (problem?: ApiProblem, refused = false, barRanOut = false) => {
      const { session } = latest.current;
      const end = session && (await api.readState(session.token).catch(() => undefined));
      // The bar and the server's clock may differ by a breath: who waits for the bar has run out of time.
      const timedOut = barRanOut || [end?.failure, problem?.code].includes('KIOSK_TIMED_OUT');
      noteInserted(0);
      const why = timedOut ? 'time' : refused ? 'refused' : 'failed';
      const refunded = end?.refunded ?? undefined;
      within(session)({
        busy: false,
        screen: { at: 'ended', why, problem, refunded },
        clock: { seconds: LEAVING_SECONDS, turn: latest.current.clock.turn + 1 },
      });
    },
    [within],
  );

  /** Runs a step of this turn; what the server refuses is shown, or ends the turn when the request is over. */
  const run = useCallback(
    async (work: (turn: Turn) => Promise<void>) => {
      const { session, busy } = latest.current;
      if (busy) return;
      set({ busy: true, problem: undefined });
      const here = within(session);
      try {
        await work({ token: session?.token ?? '', session, here });
        here({ busy: false });
      } catch (reason) {
        if (!(reason instanceof ApiProblem)) throw reason;
        if (latest.current.session !== session) return;
        if (OVER.includes(reason.code)) await showEnd(reason);
        else here({ busy: false, problem: reason });
      }
    },
    [set, showEnd, within],
  );

  const start = () =>
    run(async () => {
      const session = await api.startSession();
      set({ session, busy: false, screen: { at: 'choose' }, ...tick(session) });
    });

  /** To another question of the same state; the touch gives the time anew. */
  const go = (screen: Screen, wish: Partial<Wish> = {}) =>
    run(async ({ token, here }) => {
      here({ screen, wish: { ...latest.current.wish, ...wish } });
      here(tick(await api.act(token, 'extend')));
    });

  const placeCard = () => {
    const { session, busy } = latest.current;
    if (!session || busy) return;
    const here = within(session);
    const purpose = bilingual(messages.card.purpose);
    const language = getLanguage();
    here({ busy: true, screen: { at: 'card' } });
    api.askCard(session, purpose).then(
      async (proof) => {
        try {
          const admitted = await api.authenticate(session, { ...proof, language });
          here({ admitted, busy: false, screen: { at: 'domicile' }, ...tick(admitted) });
        } catch (reason) {
          if (!(reason instanceof ApiProblem)) throw reason;
          if (reason.code === 'network') here({ busy: false, screen: { at: 'card', hint: 'failed' } });
          else if (latest.current.session === session) await showEnd(reason, true);
        }
      },
      (reason: unknown) => {
        if (latest.current.screen.at === 'card') {
          here({ busy: false, screen: { at: 'card', hint: hintOf(reason) } });
        }
      },
    );
  };

  const quote = (copies: number) =>
    run(async ({ token, here }) => {
      const { domicile, relation } = latest.current.wish;
      const options = { domicile, relation };
      const answer = await api.select(token, { document: 'resident-record', options, copies });
      here({
        quote: answer,
        wish: { ...options, copies },
        screen: { at: 'confirm' },
        ...tick(answer),
      });
    });

  const insert = (coin: number) => {
    const { quote: due, inserted, busy } = latest.current;
    if (busy || !due?.fee || inserted >= due.fee) return;
    const sum = inserted + coin;
    set({ inserted: sum });
    noteInserted(sum);
    if (sum >= due.fee) void settle(due.fee);
  };

  const settle = (fee: number) =>
    run(async ({ token, session, here }) => {
      await wait(900);
      await api.pay(token, fee);
      noteInserted(0);
      await api.act(token, 'issue');
      here({ screen: { at: 'printing', stage: 'making' } });
      if (session) await printWhenReady(session, here);
    });

  async function printWhenReady(session: api.StartAnswer, here: Turn['here']): Promise<void> {
    const { token } = session;
    for (;;) {
      const now = await api.readState(token);
      if (now.state === 'VERIFIED') break;
      if (latest.current.session !== session) return;
      if (now.state !== 'ISSUING') return showEnd();
      await wait(POLL_MS);
    }
    const paper = await api.fetchPaper(session);
    here({
      paper: { ...paper, url: URL.createObjectURL(paper.pdf) },
      screen: { at: 'printing', stage: 'printing' },
    });
    await wait(SHEET_MS * Math.min(paper.copies, 3));
    here({ screen: { at: 'take' }, ...tick(await api.readState(token)) });
  }

  const finish = (here: Turn['here']) =>
    here({ screen: { at: 'done' }, ...tick({ secondsLeft: LEAVING_SECONDS }) });

  const taken = () =>
    run(async ({ token, here }) => {
      const { screen } = latest.current;
      const left = screen.at === 'take' && screen.left === true;
      try {
        await api.act(token, 'complete');
      } catch (reason) {
        // After the alarm the server has closed the request by itself; what was printed is in the person's hand now.
        if (!left || !(reason instanceof ApiProblem)) throw reason;
      }
      finish(here);
    });

  const cancel = () =>
    run(async ({ token, here }) => {
      await api.act(token, 'cancel');
      noteInserted(0);
      here({ screen: { at: 'ended', why: 'cancelled' }, ...tick({ secondsLeft: LEAVING_SECONDS }) });
    });

  /** The bar has run out: the server says what that means. */
  const timeIsOver = () => {
    const { at } = latest.current.screen;
    if (at === 'done' || at === 'ended') reset();
    else if (at === 'take') set({ screen: { at: 'take', left: true } });
    else void showEnd(undefined, false, true);
  };

  return { state, start, go, placeCard, quote, insert, taken, cancel, timeIsOver, reset };
}

export type KioskTurn = ReturnType<typeof useKiosk>;
