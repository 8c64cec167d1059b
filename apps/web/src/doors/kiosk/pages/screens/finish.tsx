import { useEffect } from 'react';
import { Button, Code, Icon, NotificationBanner } from '../../../../components/index.ts';
import { useText } from '../../../../i18n/index.ts';
import { chime } from '../../chime.ts';
import { useFurigana } from '../../furigana.tsx';
import { messages } from '../../messages.ts';
import { Facts } from '../../parts/Facts.tsx';
import { PaperTray } from '../../parts/PaperTray.tsx';
import { PrinterPicture, ReaderPicture, SheetPicture } from '../../parts/pictures.tsx';
import { Screen } from '../../parts/Screen.tsx';
import type { KioskTurn, Screen as ScreenState } from '../../use-kiosk.ts';

interface Props {
  readonly turn: KioskTurn;
}

const REMIND_MS = 8_000;
const ALARM_MS = 2_000;

export function PrintingScreen({ turn, stage }: Props & { readonly stage: 'making' | 'printing' }) {
  const t = useText(messages);
  const furigana = useFurigana();
  const { quote, inserted } = turn.state;
  const fee = quote?.fee ?? 0;
  const printing = stage === 'printing';
  const lines = [
    { text: t.printing.paid(fee, inserted - fee), done: true },
    { text: printing ? t.printing.made : t.printing.making, done: printing },
    { text: printing ? t.printing.verified : t.printing.verifying, done: printing },
    { text: t.printing.out, done: false },
  ];
  const now = lines.findIndex(({ done }) => !done);
  return (
    <Screen
      turn={turn}
      title={printing ? t.printing.printing : t.printing.title}
      lead={t.printing.wait}
      step={6}
    >
      <PrinterPicture moving={printing} />
      <ul className="kiosk-progress" aria-live="polite">
        {lines.map(({ text, done }, index) => (
          <li key={text} data-state={done ? 'done' : index === now ? 'now' : 'next'}>
            <span className="kiosk-progress-mark" aria-hidden="true">
              {done && <Icon name="check" />}
            </span>
            <span>{furigana(text)}</span>
          </li>
        ))}
      </ul>
    </Screen>
  );
}

/** Card and paper wait to be taken; once the time is over with them still there, the machine calls until somebody comes. */
export function TakeScreen({ turn, left }: Props & { readonly left: boolean }) {
  const t = useText(messages);
  const furigana = useFurigana();
  useEffect(() => {
    chime();
    const timer = setInterval(chime, left ? ALARM_MS : REMIND_MS);
    return () => clearInterval(timer);
  }, [left]);
  const { paper, busy } = turn.state;
  return (
    <Screen turn={turn} title={left ? t.take.leftTitle : t.take.title} timed={!left}>
      {left && (
        <NotificationBanner tone="error" title={furigana(t.take.left)} live>
          <p>{furigana(t.take.leftText)}</p>
        </NotificationBanner>
      )}
      <div className="kiosk-take">
        <figure>
          <SheetPicture />
          <figcaption>{furigana(t.take.paper(paper?.copies ?? 1))}</figcaption>
        </figure>
        <figure>
          <ReaderPicture waiting={false} />
          <figcaption>{furigana(t.take.card)}</figcaption>
        </figure>
      </div>
      <Button size="lg" wide busy={busy} onClick={() => void turn.taken()}>
        {furigana(t.take.button)}
      </Button>
    </Screen>
  );
}

export function DoneScreen({ turn }: Props) {
  const t = useText(messages);
  const furigana = useFurigana();
  const { paper, quote, session } = turn.state;
  return (
    <Screen turn={turn} title={t.done.title} lead={t.done.lead} timed>
      {paper && <PaperTray url={paper.url} copies={paper.copies} />}
      <section className="kiosk-receipt">
        <h2>{furigana(t.done.receipt)}</h2>
        <Facts
          items={[
            { term: t.confirm.document, value: furigana(t.choose.record) },
            { term: t.confirm.fee, value: furigana(t.confirm.yen(quote?.fee ?? 0)) },
            { term: t.done.serial, value: <code>{grouped(paper?.serial ?? '')}</code> },
            { term: t.done.reference, value: <Code id={session?.sessionId ?? ''} /> },
          ]}
        />
      </section>
      <Button size="lg" wide variant="outline" onClick={turn.reset}>
        {furigana(t.action.again)}
      </Button>
    </Screen>
  );
}

export function EndedScreen({ turn, end }: Props & { readonly end: Extract<ScreenState, { at: 'ended' }> }) {
  const t = useText(messages);
  const furigana = useFurigana();
  const { inserted, session } = turn.state;
  const money =
    end.refunded !== undefined
      ? t.ended.refunded(end.refunded)
      : inserted > 0
        ? t.ended.returned(inserted)
        : t.ended.nothing;
  const back = end.refunded ?? inserted;
  return (
    <Screen turn={turn} title={t.ended[end.why]} lead={end.problem ? end.problem.title : money} timed>
      {end.problem && (
        <NotificationBanner tone="info" title={furigana(t.ended.next)}>
          <p>{end.problem.next}</p>
        </NotificationBanner>
      )}
      <ul className="kiosk-reminders">
        {end.problem && <li>{furigana(money)}</li>}
        {end.why === 'time' && <li>{furigana(t.ended.timeText)}</li>}
        {back > 0 && <li>{furigana(t.ended.coins(back))}</li>}
        <li>{furigana(t.ended.takeCard)}</li>
        {end.why === 'failed' && <li>{furigana(t.ended.office)}</li>}
        {end.why !== 'refused' && <li>{furigana(t.ended.tryAgain)}</li>}
      </ul>
      {end.why === 'failed' && session && (
        <Facts items={[{ term: t.ended.reference, value: <Code id={session.sessionId} /> }]} />
      )}
      <Button size="lg" wide onClick={turn.reset}>
        {furigana(t.action.again)}
      </Button>
    </Screen>
  );
}

const grouped = (serial: string) => serial.match(/.{1,4}/g)?.join('-') ?? serial;
