import type { CeremonyAnswer, PrepareAnswer } from '@mibun/server/schemas/services/signing';
import { useCallback, useEffect, useRef, useState } from 'react';
import { AgentRefusal, sign } from '../../../../api/agent.ts';
import { call } from '../../../../api/call.ts';
import { ApiProblem } from '../../../../api/client.ts';
import type { ProblemBody } from '../../../../api/problem.ts';
import { bilingual, getLanguage, textIn } from '../../../../i18n/index.ts';
import { messages } from './messages.ts';

export type SigningPhase = 'ready' | 'agent' | 'finishing';

export interface Signing {
  readonly phase: SigningPhase;
  /** Of the document as it will be signed; undefined until it is prepared. Both windows show it. */
  readonly digest: string | undefined;
  readonly problem: ProblemBody | undefined;
  /** The card has signed, and only the sending failed: it can be repeated without the card. */
  readonly maySendAgain: boolean;
  /** Opens the agent's window; call it in the handler of a click. */
  readonly start: () => void;
  readonly sendAgain: () => void;
}

/** Has the document of a ceremony signed: the server prepares it, the agent shows and signs that digest, the server puts the result in. */
export function useSigning(ceremony: CeremonyAnswer, onDone: () => void): Signing {
  const [phase, setPhase] = useState<SigningPhase>('ready');
  const [problem, setProblem] = useState<ProblemBody>();
  const [signature, setSignature] = useState<string>();
  /** Goes up with each start, so that an older window cannot answer for a newer one. */
  const attempt = useRef(0);
  const [prepared, setPrepared] = useState<PrepareAnswer>();
  const { ceremonyId, name, pages } = ceremony;

  // Before the click, so that the window can be opened by it, and so that what it shows stands here already.
  const prepare = useCallback(async () => {
    try {
      setPrepared(await call('POST /api/signing/:id/prepare', { params: { id: ceremonyId }, body: {} }));
    } catch (reason) {
      setProblem(problemOf(reason));
    }
  }, [ceremonyId]);
  useEffect(() => {
    void prepare();
  }, [prepare]);

  const complete = useCallback(
    async (value: string) => {
      setPhase('finishing');
      setProblem(undefined);
      try {
        await call('POST /api/signing/:id/complete', {
          params: { id: ceremonyId },
          body: { signature: value },
        });
        onDone();
      } catch (reason) {
        const refused = problemOf(reason);
        // Everything but a lost connection is an answer: then there is nothing to send again.
        setSignature(refused.status === 0 ? value : undefined);
        setProblem(refused);
        setPhase('ready');
      }
    },
    [ceremonyId, onDone],
  );

  const start = useCallback(() => {
    if (prepared === undefined) {
      setProblem(undefined);
      void prepare();
      return;
    }
    const mine = ++attempt.current;
    setProblem(undefined);
    setSignature(undefined);
    setPhase('agent');
    const { digest, certificateSha256 } = prepared;
    sign({
      document: { name, pages, digest, certificateSha256 },
      purpose: bilingual(messages.check.purpose),
    }).then(
      (answer) => (attempt.current === mine ? complete(answer.signature) : undefined),
      (reason: unknown) => {
        if (attempt.current !== mine) return;
        setProblem(problemOf(reason));
        setPhase('ready');
      },
    );
  }, [complete, name, pages, prepare, prepared]);

  const sendAgain = useCallback(() => {
    if (signature !== undefined) void complete(signature);
  }, [complete, signature]);

  return {
    phase,
    digest: prepared?.digest,
    problem,
    maySendAgain: signature !== undefined,
    start,
    sendAgain,
  };
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
