import type { CharactersAnswer, MakingView } from '@mibun/server/schemas/issuance/production';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { useAction, useResource } from '../../../api/use-resource.ts';
import { Button, Dl, Loading, NotificationBanner, Problem, Textarea } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { messages } from './messages.ts';

const LIMIT = 500;
const SHORTEST = 5;

/**
 * CRT-01: what would be printed otherwise than registered, and the decision about it. Shown only when asked for, since
 * it is a look at somebody's record; accepted is exactly what was shown.
 */
export function CharactersDecision(props: { readonly card: MakingView; readonly onDecided: () => void }) {
  const t = useText(messages).characters;
  const [shown, setShown] = useState(false);
  return (
    <NotificationBanner tone="warning" title={t.title}>
      <p>{t.why}</p>
      {shown ? (
        <Decision {...props} />
      ) : (
        <div className="cluster">
          <Button variant="outline" icon="eye" onClick={() => setShown(true)}>
            {t.show}
          </Button>
          <p className="small quiet">{t.logged}</p>
        </div>
      )}
    </NotificationBanner>
  );
}

function Decision({ card, onDecided }: { readonly card: MakingView; readonly onDecided: () => void }) {
  const t = useText(messages).characters;
  const { data, problem, reload } = useResource('GET /api/production/makings/:id/characters', {
    params: { id: card.makingId },
  });
  const [reason, setReason] = useState('');
  const accept = useAction(async (characters: CharactersAnswer['characters']) => {
    const shown = characters.map(({ character, drawn }) => ({ character, drawn }));
    await call('POST /api/production/makings/:id/substitutes', {
      params: { id: card.makingId },
      body: { characters: shown, reason },
    });
    onDecided();
  });
  if (data === undefined) {
    return problem === undefined ? <Loading /> : <Problem problem={problem} onRetry={reload} />;
  }
  return (
    <div className="stack stack-tight">
      <Dl
        items={[
          { term: t.name, description: data.name },
          { term: t.address, description: data.address },
          ...data.characters.map(({ character, drawn, codePoints, drawnCodePoints }) => ({
            term: t.registered(codePoints),
            description: t.printed(character, drawn, drawnCodePoints),
          })),
        ]}
      />
      <Textarea
        name="reason"
        label={t.reason}
        support={t.reasonSupport}
        requirement="required"
        rows={2}
        limit={LIMIT}
        value={reason}
        onValue={setReason}
      />
      {accept.problem !== undefined && <Problem problem={accept.problem} onRetry={reload} />}
      <Button
        busy={accept.busy}
        disabled={reason.trim().length < SHORTEST}
        onClick={() => void accept.run(data.characters)}
      >
        {t.accept}
      </Button>
    </div>
  );
}
