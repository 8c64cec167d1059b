import type { CallAnswer, CallRequest, CallSuspendAnswer } from '@mibun/server/schemas/office/call-centre';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { useAction } from '../../../api/use-resource.ts';
import { Page } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { type ClaimDraft, emptyClaim } from '../claim.ts';
import { messages } from '../messages.ts';
import { CallResult } from '../parts/CallResult.tsx';
import { Identify } from '../parts/Identify.tsx';
import { Suspended } from '../parts/Suspended.tsx';
import type { Circumstance } from '../parts/SuspendForm.tsx';

/**
 * One call from beginning to end: who calls, what agrees, the card's state, the one act, what to say. Nothing of it
 * is in the address, because addresses are kept by browsers.
 */
export function CallPage() {
  const t = useText(messages);
  const [draft, setDraft] = useState<ClaimDraft>(emptyClaim);
  const [answer, setAnswer] = useState<CallAnswer>();
  const [suspended, setSuspended] = useState<{
    readonly answer: CallSuspendAnswer;
    readonly circumstance: Circumstance;
  }>();
  const identify = useAction(async (request: CallRequest) => {
    setAnswer(await call('POST /api/call-centre/calls', { body: request }));
    window.scrollTo(0, 0);
  });
  function next(): void {
    setDraft(emptyClaim);
    setAnswer(undefined);
    setSuspended(undefined);
    identify.clear();
    window.scrollTo(0, 0);
  }

  if (suspended !== undefined) {
    return (
      <Page title={t.done.state}>
        <Suspended answer={suspended.answer} circumstance={suspended.circumstance} onNext={next} />
      </Page>
    );
  }
  if (answer !== undefined) {
    return (
      <Page title={t.match.title}>
        <CallResult
          answer={answer}
          onAgain={() => setAnswer(undefined)}
          onNext={next}
          onSuspended={(done, circumstance) => {
            setSuspended({ answer: done, circumstance });
            window.scrollTo(0, 0);
          }}
        />
      </Page>
    );
  }
  return (
    <Page title={t.identify.title} lead={t.identify.lead}>
      <Identify
        draft={draft}
        onDraft={setDraft}
        busy={identify.busy}
        problem={identify.problem}
        onSubmit={(request) => void identify.run(request)}
      />
    </Page>
  );
}
