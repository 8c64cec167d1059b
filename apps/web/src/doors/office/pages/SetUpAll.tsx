import type { OfficeQueueItem } from '@mibun/server/schemas/office/counter';
import { useState } from 'react';
import { useAction } from '../../../api/use-resource.ts';
import { Button, NotificationBanner, Problem, ProgressIndicator } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { acts } from '../api.ts';
import { usePoll } from '../desk/use-poll.ts';
import { messages } from '../messages.ts';

/** Sets up all cards of the list, one after another by the server's job; the page only watches. */
export function SetUpAll(props: {
  readonly items: readonly OfficeQueueItem[];
  readonly onProgress: () => void;
}) {
  const t = useText(messages);
  const [batch, setBatch] = useState<{ readonly cards: readonly string[]; readonly since: number }>();
  const [oneByOne, setOneByOne] = useState(false);
  const start = useAction(async (cards: readonly string[]) => {
    setBatch({ cards, since: Date.now() });
    for (const card of cards) {
      const { relay } = await acts.setUp(card);
      if (relay === null) continue;
      // Nobody can lay a whole list into one reader.
      setBatch(undefined);
      setOneByOne(true);
      return;
    }
    props.onProgress();
  });
  const waiting = props.items.flatMap(({ cardId, setUp }) =>
    cardId !== null && setUp.state === 'none' ? [cardId] : [],
  );
  // A card whose set-up is over has left the list, or stays in it as one to look at.
  const left =
    batch?.cards.filter((card) =>
      props.items.some(
        ({ cardId, setUp }) => cardId === card && (setUp.state === 'queued' || setUp.state === 'none'),
      ),
    ).length ?? 0;
  const running = batch !== undefined && (start.busy || left > 0);
  usePoll(props.onProgress, running && start.problem === undefined);

  if (oneByOne) return <NotificationBanner tone="info" title={t.setUpAll.oneByOne} live />;
  if (start.problem !== undefined) return <Problem problem={start.problem} onRetry={start.clear} />;
  if (running) {
    const done = batch.cards.length - left;
    const perCard = done === 0 ? undefined : (Date.now() - batch.since) / 1000 / done;
    return (
      <ProgressIndicator
        label={t.setUpAll.label}
        value={done}
        max={batch.cards.length}
        remainingSeconds={perCard === undefined ? undefined : perCard * left}
      />
    );
  }
  return (
    <>
      {batch !== undefined && (
        <NotificationBanner
          tone="success"
          live
          title={t.setUpAll.done(batch.cards.length)}
          onClose={() => setBatch(undefined)}
        />
      )}
      {waiting.length > 0 && (
        <Button variant="outline" wide onClick={() => void start.run(waiting)}>
          {t.setUpAll.run(waiting.length)}
        </Button>
      )}
    </>
  );
}
