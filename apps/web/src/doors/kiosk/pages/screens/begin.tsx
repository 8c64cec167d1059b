import { useEffect, useState } from 'react';
import { useSystem } from '../../../../api/use-resource.ts';
import { Button, NotificationBanner } from '../../../../components/index.ts';
import { useText } from '../../../../i18n/index.ts';
import { type DeviceIdentity, thisDevice } from '../../device.ts';
import { messages } from '../../messages.ts';
import { Choice } from '../../parts/Choice.tsx';
import { Facts } from '../../parts/Facts.tsx';
import { ReaderPicture, SheetPicture } from '../../parts/pictures.tsx';
import { Screen } from '../../parts/Screen.tsx';
import { useSay } from '../../say.tsx';
import type { KioskTurn } from '../../use-kiosk.ts';

interface Props {
  readonly turn: KioskTurn;
}

export function StartScreen({ turn }: Props) {
  const t = useText(messages);
  const say = useSay();
  const system = useSystem();
  const facts = t.start.facts.map((fact) => fact.split('|'));
  return (
    <Screen turn={turn} title={t.start.title} lead={t.start.lead}>
      <div className="kiosk-welcome">
        <SheetPicture />
        <Facts items={facts.map(([term, value]) => ({ term: term ?? '', value: say(value ?? '') }))} />
      </div>
      <Button
        size="lg"
        wide
        icon="forward"
        iconSide="end"
        busy={turn.state.busy}
        onClick={() => void turn.start()}
      >
        {say(turn.state.busy ? t.start.busy : t.start.button)}
      </Button>
      {system?.mode === 'demo' ? <p className="quiet">{say(t.demoMachine)}</p> : system && <Nameplate />}
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
  const say = useSay();
  return (
    <Screen turn={turn} title={t.choose.title} step={0} stoppable timed>
      <Choice
        picture={<SheetPicture />}
        label={say(t.choose.record)}
        support={say(t.choose.recordSupport)}
        onChoose={() => void turn.go({ at: 'card' })}
      />
      <p className="quiet">{say(t.choose.others)}</p>
    </Screen>
  );
}

export function CardScreen({
  turn,
  hint,
}: Props & { readonly hint?: 'closed' | 'blocked' | 'failed' | undefined }) {
  const t = useText(messages);
  const say = useSay();
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
      {hint !== undefined && <NotificationBanner tone="warning" live title={say(t.card[hint])} />}
      {!busy && (
        <Button size="lg" wide onClick={turn.placeCard}>
          {say(t.card.button)}
        </Button>
      )}
      <p className="quiet kiosk-centre">{say(t.card.warning)}</p>
    </Screen>
  );
}
