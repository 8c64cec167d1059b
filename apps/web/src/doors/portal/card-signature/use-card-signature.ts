import type { Bilingual } from '@mibun/rules';
import { useCallback, useEffect, useRef, useState } from 'react';
import { AgentRefusal, sign } from '../../../api/agent.ts';
import { ApiProblem } from '../../../api/client.ts';
import type { ProblemBody } from '../../../api/problem.ts';
import { getLanguage, textIn } from '../../../i18n/index.ts';
import { messages } from './messages.ts';

/** What is signed, and how the server is told: the same for everything that a card signs. */
export interface ToBeSigned {
  readonly ceremonyId: string;
  /** For the agent's window. */
  readonly name: string;
  readonly pages: number;
  readonly purpose: Bilingual;
  readonly prepare: () => Promise<Prepared>;
  readonly complete: (signature: string) => Promise<unknown>;
  readonly onDone: () => void;
}

interface Prepared {
  /** Of what is signed, hex, by the algorithm that the certificate's key goes with. */
  readonly digest: string;
  readonly certificateSha256: string;
}

export interface CardSignature {
  readonly phase: 'ready' | 'agent' | 'finishing';
  /** Of what will be signed; undefined until it is prepared. Both windows show it. */
  readonly digest: string | undefined;
  readonly problem: ProblemBody | undefined;
  /** The card has signed, and only the sending failed: it can be repeated without the card. */
  readonly maySendAgain: boolean;
  /** Opens the agent's window; call it in the handler of a click. */
  readonly start: () => void;
  readonly sendAgain: () => void;
}

/** Has something signed by the card: the server prepares it, the agent shows and signs that digest, the server has the signature. */
export function useCardSignature(asked: ToBeSigned): CardSignature {
  const [phase, setPhase] = useState<CardSignature['phase']>('ready');
  const [problem, setProblem] = useState<ProblemBody>();
  const [signature, setSignature] = useState<string>();
  const [prepared, setPrepared] = useState<Prepared>();
  /** Goes up with each start, so that an older window cannot answer for a newer one. */
  const attempt = useRef(0);
  const latest = useRef(asked);
  latest.current = asked;

  const prepare = useCallback(async () => {
    try {
      setPrepared(await latest.current.prepare());
    } catch (reason) {
      setProblem(problemOf(reason));
    }
  }, []);
  // Before the click, so that the window can be opened by it, and so that what it shows stands here already.
  // biome-ignore lint/correctness/useExhaustiveDependencies: of another ceremony it is prepared anew
  useEffect(() => {
    void prepare();
  }, [prepare, asked.ceremonyId]);

  const complete = useCallback(async (value: string) => {
    setPhase('finishing');
    setProblem(undefined);
    try {
      await latest.current.complete(value);
      latest.current.onDone();
    } catch (reason) {
      const refused = problemOf(reason);
      // Everything but a lost connection is an answer: then there is nothing to send again.
      setSignature(refused.status === 0 ? value : undefined);
      setProblem(refused);
      setPhase('ready');
    }
  }, []);

  const start = useCallback(() => {
    setProblem(undefined);
    if (prepared === undefined) {
      void prepare();
      return;
    }
    const mine = ++attempt.current;
    setSignature(undefined);
    setPhase('agent');
    const { name, pages, purpose } = latest.current;
    const { digest, certificateSha256 } = prepared;
    sign({ document: { name, pages, digest, certificateSha256 }, purpose }).then(
      (answer) => (attempt.current === mine ? complete(answer.signature) : undefined),
      (reason: unknown) => {
        if (attempt.current !== mine) return;
        setProblem(problemOf(reason));
        setPhase('ready');
      },
    );
  }, [complete, prepare, prepared]);

  const sendAgain = useCallback(() => {
    if (signature !== undefined) void complete(signature);
  }, [complete, signature]);

  const maySendAgain = signature !== undefined;
  return { phase, digest: prepared?.digest, problem, maySendAgain, start, sendAgain };
}

function problemOf(reason: unknown): ProblemBody {
  if (reason instanceof ApiProblem) return reason;
  if (!(reason instanceof AgentRefusal)) throw reason;
  const { refusals } = textIn(messages, getLanguage());
  const { code } = reason;
  const known = isKnown(code) ? refusals[code] : undefined;
  if (known) return { status: 400, code, ...known };
  // The agent has said in its own window what was wrong; its words are kept.
  const words = reason.message === '' ? {} : { detail: reason.message };
  return { status: 400, code, ...refusals.other, ...words };
}

type KnownRefusal = Exclude<keyof typeof messages.refusals, 'other'>;

function isKnown(code: string): code is KnownRefusal {
  return code !== 'other' && Object.hasOwn(messages.refusals, code);
}
