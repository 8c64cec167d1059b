import { useEffect, useState } from 'react';
import { useSystem } from '../../../../api/use-resource.ts';
import { Button, NotificationBanner } from '../../../../components/index.ts';
import { useText } from '../../../../i18n/index.ts';
import { type DeviceIdentity, thisDevice } from '../../device.ts';
import { useFurigana } from '../../furigana.tsx';
import { messages } from '../../messages.ts';
import { Choice } from '../../parts/Choice.tsx';
import { Facts } from '../../parts/Facts.tsx';
import { ReaderPicture, SheetPicture } from '../../parts/pictures.tsx';
import { Screen } from '../../parts/Screen.tsx';
import type { KioskTurn } from '../../use-kiosk.ts';

interface Props {
  readonly turn: KioskTurn;
}

export function StartScreen({ turn }: Props) {
  const t = useText(messages);
  const furigana = useFurigana();
  const system = useSystem();
  const facts = t.start.facts.map((fact) => fact.split('|'));
  return (
    <Screen turn={turn} title={t.start.title} lead={t.start.lead}>
      <div className="kiosk-welcome">
        <SheetPicture />
        <Facts items={facts.map(([term, value]) => ({ term: term ?? '', value: furigana(value ?? '') }))} />
      </div>
      <Button
        size="lg"
        wide
        icon="forward"
        iconSide="end"
        busy={turn.state.busy}
        onClick={() => void turn.start()}
      >
        {furigana(turn.state.busy ? t.start.busy : t.start.button)}
      </Button>
      {system?.mode === 'demo' ? <p className="quiet">{furigana(t.demoMachine)}</p> : system && <Nameplate />}
    </Screen>
  );
}

/** Which machine this is, with the thumbprint that the operators compare when they confirm its key. */
function Nameplate() {
  const [machine, setMachine] = useState<DeviceIdentity>();
  useEffect(() => {
    thisDevice().then(setMachine, () => undefined);
  }, []);
  return machine ? (
    <p className="quiet">
      {machine.deviceId} · {machine.keyId}
    </p>
  ) : null;
}

export function ChooseScreen({ turn }: Props) {
  const t = useText(messages);
  const furigana = useFurigana();
  return (
    <Screen turn={turn} title={t.choose.title} step={0} stoppable timed>
      <Choice
        picture={<SheetPicture />}
        label={furigana(t.choose.record)}
        support={furigana(t.choose.recordSupport)}
        disabled={turn.state.busy}
        onChoose={() => void turn.go({ at: 'card' })}
      />
      <p className="quiet">{furigana(t.choose.others)}</p>
    </Screen>
  );
}

export function CardScreen({
  turn,
  hint,
}: Props & { readonly hint?: 'closed' | 'blocked' | 'failed' | undefined }) {
  const t = useText(messages);
  const furigana = useFurigana();
  const { busy } = turn.state;
  return (
    <Screen
      turn={turn}
      title={busy ? t.card.waiting : t.card.title}
      lead={busy ? undefined : t.card.lead}
      step={1}
      onBack={busy ? undefined : () => void turn.go({ at: 'choose' })}
      stoppable={!busy}
      timed
    >
      <ReaderPicture waiting={busy} />
      {hint !== undefined && <NotificationBanner tone="warning" live title={furigana(t.card[hint])} />}
      {!busy && (
        <Button size="lg" wide onClick={turn.placeCard}>
          {furigana(t.card.button)}
        </Button>
      )}
      <p className="quiet kiosk-centre">{furigana(t.card.warning)}</p>
    </Screen>
  );
}
