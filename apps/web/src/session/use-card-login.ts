import type { Bilingual } from '@mibun/rules';
import type { ChallengeAnswer, Proof } from '@mibun/server/schemas/services/login';
import { useCallback, useEffect, useRef, useState } from 'react';
import { AgentRefusal, authenticate } from '../api/agent.ts';
import { ApiProblem, type ProblemBody } from '../api/problem.ts';
import { getLanguage, textIn } from '../i18n/index.ts';
import { choosesAnew, forgetLogOut } from './logged-out.ts';
import { messages } from './messages.ts';

export type CardLoginPhase = 'preparing' | 'ready' | 'agent' | 'checking' | 'done';

export interface CardLoginOptions<R> {
  /** Asks the server for a challenge. */
  readonly challenge: () => Promise<ChallengeAnswer>;
  /** Sends the card's answer. */
  readonly finish: (proof: Proof) => Promise<R>;
  readonly onDone: (result: R) => void;
  /** What the agent shows as the reason. */
  readonly purpose: Bilingual;
  /** Whose card is wanted: in words for the agent's window, and by role. */
  readonly wanted?: Bilingual | undefined;
  readonly roles?: readonly string[] | undefined;
  /** A challenge belongs to what it was asked for: another key gets another one. */
  readonly key?: string;
}

export interface CardLogin {
  readonly phase: CardLoginPhase;
  readonly problem: ProblemBody | undefined;
  /** Opens the agent's window; call it in the handler of a click. */
  readonly start: () => void;
}

/** Challenges live five minutes; a new one comes in time for somebody who reads the page slowly. */
const RENEW_MS = 4 * 60_000;

/**
 * A log-in with a card: the challenge is here before the click, because a browser opens the agent's window only while the
 * click is fresh; it is used once and renewed.
 */
export function useCardLogin<R>(options: CardLoginOptions<R>): CardLogin {
  const [phase, setPhase] = useState<CardLoginPhase>('preparing');
  const [problem, setProblem] = useState<ProblemBody>();
  const [turn, setTurn] = useState(0);
  const ready = useRef<ChallengeAnswer>(undefined);
  const latest = useRef(options);
  latest.current = options;
  const key = options.key ?? '';
  /** Goes up with each start, so that an older window cannot answer a newer question. */
  const attempt = useRef(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: key and turn are what a new challenge depends on
  useEffect(() => {
    let stale = false;
    ready.current = undefined;
    setPhase((now) => (now === 'ready' ? 'preparing' : now));
    latest.current.challenge().then(
      (challenge) => {
        if (stale) return;
        ready.current = challenge;
        setPhase((now) => (now === 'preparing' ? 'ready' : now));
      },
      (reason: unknown) => {
        if (!stale) setProblem(problemOf(reason));
      },
    );
    const timer = setTimeout(() => setTurn((n) => n + 1), RENEW_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [key, turn]);

  const start = useCallback(() => {
    const challenge = ready.current;
    if (challenge === undefined) {
      setTurn((n) => n + 1);
      return;
    }
    const mine = ++attempt.current;
    const current = () => attempt.current === mine;
    const language = getLanguage();
    setProblem(undefined);
    setPhase('agent');
    authenticate({
      statement: challenge.statement[language],
      nonce: challenge.nonce,
      purpose: latest.current.purpose,
      ...(latest.current.wanted && { wanted: latest.current.wanted }),
      ...(latest.current.roles && { roles: latest.current.roles }),
      ...(choosesAnew() && { choose: true }),
    })
      .then((answer) => {
        if (!current()) return undefined;
        setPhase('checking');
        return latest.current.finish({ challengeId: challenge.challengeId, language, ...answer });
      })
      .then(
        (result) => {
          if (!current() || result === undefined) return;
          setPhase('done');
          forgetLogOut();
          latest.current.onDone(result);
        },
        (reason: unknown) => {
          if (!current()) return;
          setProblem(problemOf(reason));
          setPhase('preparing');
          setTurn((n) => n + 1);
        },
      );
  }, []);

  return { phase, problem, start };
}

function problemOf(reason: unknown): ProblemBody {
  if (reason instanceof ApiProblem) return reason;
  const text = textIn(messages, getLanguage());
  if (reason instanceof AgentRefusal) {
    const code = `agent-${reason.code}`;
    if (reason.code === 'closed') return { status: 0, code, ...text.closed };
    if (reason.code === 'blocked') return { status: 0, code, ...text.blocked };
    const next = new Map<string, string>(Object.entries(text.other)).get(reason.code) ?? text.failed.next;
    return { status: 0, code, title: reason.message === '' ? text.failed.title : reason.message, next };
  }
  throw reason;
}
