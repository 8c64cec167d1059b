import type { LotView } from '@mibun/server/schemas/office/counter';
import type { FormEvent } from 'react';
import { useEffect, useState } from 'react';
import { useAction, useSystem } from '../../../api/use-resource.ts';
import { Button, DecisionButton, Input, Problem, ProgressIndicator } from '../../../components/index.ts';
import { groupDigits, useText } from '../../../i18n/index.ts';
import { acts } from '../api.ts';
import { PaneHead } from '../desk/PaneHead.tsx';
import { listMessages } from './messages.ts';
import { boxMatches, readScan } from './scan.ts';

/** The scanner: one field that keeps the focus, a verdict on each scan, and the button that needs all of them. */
export function LotScan(props: {
  readonly lot: LotView;
  readonly scanned: readonly string[];
  readonly onScanned: (serials: readonly string[]) => void;
  readonly onReceived: (count: number) => void;
}) {
  const t = useText(listMessages).arrivals;
  const { lot, scanned, onScanned } = props;
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState<{ readonly text: string; readonly wrong: boolean }>();
  const listed = lot.cards.map(({ chipSerial }) => chipSerial);
  const extra = scanned.filter((serial) => !listed.includes(serial));
  const found = scanned.length - extra.length;
  const system = useSystem();
  // The demo has no plastic that somebody could hold under a reader.
  const next = listed.find((serial) => !scanned.includes(serial));
  const receive = useAction(async () => props.onReceived((await acts.receive(lot.lotId, scanned)).received));

  // A barcode reader types where the focus is: it has to be here from the start.
  useEffect(() => document.getElementById('scan')?.focus(), []);

  function add(event: FormEvent): void {
    event.preventDefault();
    if (typed.trim() !== '') take(typed);
  }

  function take(read: string): void {
    const scan = readScan(read, listed, scanned);
    if (scan.kind === 'wrong') {
      setSaid({ text: t.wrong, wrong: true });
      return;
    }
    setTyped('');
    if (scan.kind === 'already') {
      setSaid({ text: t.already(scan.serial), wrong: true });
      return;
    }
    const name = lot.cards.find(({ chipSerial }) => chipSerial === scan.serial)?.name ?? '';
    setSaid(
      scan.kind === 'extra'
        ? { text: t.extra(scan.serial), wrong: true }
        : { text: `${t.found}: ${name}`, wrong: false },
    );
    onScanned([...scanned, scan.serial]);
  }
  return (
    <div className="act">
      <PaneHead title={t.scanTitle} subject="" />
      {receive.problem !== undefined && <Problem problem={receive.problem} />}
      <form className="stack" noValidate onSubmit={add}>
        <div className="scan-row">
          <Input
            name="scan"
            label={t.scan}
            support={t.scanSupport}
            code
            inputMode="numeric"
            value={typed}
            onValue={setTyped}
          />
          <Button type="submit" variant="outline">
            {t.add}
          </Button>
        </div>
        <p className="scan-said" role="status" data-wrong={said?.wrong === true ? '' : undefined}>
          {said?.text}
        </p>
      </form>
      {system?.mode === 'demo' && next !== undefined && (
        <aside className="scan-demo">
          <p>{t.demo}</p>
          <Button variant="outline" size="sm" onClick={() => take(next)}>
            {t.demoNext}
          </Button>
        </aside>
      )}
      <ProgressIndicator label={t.counted(found, lot.count)} value={found} max={lot.count} />
      {extra.length > 0 && (
        <section className="stack stack-tight">
          <h3>{t.unlisted}</h3>
          <ul className="plain-list">
            {extra.map((serial) => (
              <li key={serial} className="cluster cluster-between">
                <span className="number">{groupDigits(serial, 5).join(' ')}</span>
                <Button
                  variant="text"
                  size="sm"
                  onClick={() => onScanned(scanned.filter((one) => one !== serial))}
                >
                  {t.remove}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <footer className="act-footer">
        <p className="act-footer-note" role="status">
          {extra.length > 0 ? t.takeOut : found < lot.count ? t.missing(lot.count - found) : t.allThere}
        </p>
        <DecisionButton
          item={lot.lotId}
          busy={receive.busy}
          disabled={!boxMatches(listed, scanned)}
          onClick={() => void receive.run()}
        >
          {t.receive}
        </DecisionButton>
      </footer>
    </div>
  );
}
