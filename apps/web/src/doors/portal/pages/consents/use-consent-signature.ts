import type { Bilingual } from '@mibun/rules';
import type { BegunAnswer } from '@mibun/server/schemas/services/linking';
import { useCallback, useEffect, useRef, useState } from 'react';
import { AgentRefusal, sign } from '../../../../api/agent.ts';
import { call } from '../../../../api/call.ts';
import { ApiProblem } from '../../../../api/client.ts';
import type { ProblemBody } from '../../../../api/problem.ts';
import { getLanguage, textIn } from '../../../../i18n/index.ts';
import { messages as signMessages } from '../sign/messages.ts';

export interface ConsentSignature {
  readonly phase: 'ready' | 'agent' | 'finishing';
  readonly problem: ProblemBody | undefined;
  /** Opens the agent's window; call it in the handler of a click. */
  readonly start: () => void;
}

/** Has the text of a ceremony signed with the card: the agent shows and signs the digest of that text. */
export function useConsentSignature(
  { ceremonyId, sha256 }: BegunAnswer,
  asked: { readonly name: string; readonly purpose: Bilingual; readonly onDone: () => void },
): ConsentSignature {
  const { name, purpose, onDone } = asked;
  const [phase, setPhase] = useState<ConsentSignature['phase']>('ready');
  const [problem, setProblem] = useState<ProblemBody>();
  /** Goes up with each start, so that an older window cannot answer for a newer one. */
  const attempt = useRef(0);

  // Before the click, so that the window can be opened by it.
  const [certificateSha256, setCertificate] = useState<string>();
  const prepare = useCallback(async () => {
    try {
      setCertificate(
        (
          await call('POST /api/portal/consent-ceremonies/:id/prepare', {
            params: { id: ceremonyId },
            body: {},
          })
        ).certificateSha256,
      );
    } catch (reason) {
      setProblem(problemOf(reason));
    }
  }, [ceremonyId]);
  useEffect(() => {
    void prepare();
  }, [prepare]);

  const start = useCallback(() => {
    if (certificateSha256 === undefined) {
      setProblem(undefined);
      void prepare();
      return;
    }
    const mine = ++attempt.current;
    const current = () => attempt.current === mine;
    setProblem(undefined);
    setPhase('agent');
    sign({ document: { name, pages: 1, digest: sha256, certificateSha256 }, purpose })
      .then(async ({ signature }) => {
        if (!current()) return;
        setPhase('finishing');
        await call('POST /api/portal/consent-ceremonies/:id/complete', {
          params: { id: ceremonyId },
          body: { signature },
        });
        onDone();
      })
      .catch((reason: unknown) => {
        if (!current()) return;
        setProblem(problemOf(reason));
        setPhase('ready');
      });
  }, [ceremonyId, certificateSha256, name, onDone, prepare, purpose, sha256]);

  return { phase, problem, start };
}

function problemOf(reason: unknown): ProblemBody {
  if (reason instanceof ApiProblem) return reason;
  if (!(reason instanceof AgentRefusal)) throw reason;
  const { refusals } = textIn(signMessages, getLanguage());
  const { code } = reason;
  const known = Object.entries(refusals).find(([name]) => name === code && name !== 'other')?.[1];
  if (known) return { status: 400, code, ...known };
  // The agent has said in its own window what was wrong; its words are kept.
  return { status: 400, code, ...refusals.other, ...(reason.message !== '' && { detail: reason.message }) };
}
