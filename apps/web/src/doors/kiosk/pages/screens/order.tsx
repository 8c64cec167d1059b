import { Button } from '../../../../components/index.ts';
import { useLanguage, useText } from '../../../../i18n/index.ts';
import { useFurigana } from '../../furigana.tsx';
import { messages } from '../../messages.ts';
import { Choice } from '../../parts/Choice.tsx';
import { CoinSlot } from '../../parts/CoinSlot.tsx';
import { Facts } from '../../parts/Facts.tsx';
import { Screen } from '../../parts/Screen.tsx';
import type { KioskTurn } from '../../use-kiosk.ts';

interface Props {
  readonly turn: KioskTurn;
}

export function DomicileScreen({ turn }: Props) {
  const t = useText(messages);
  const furigana = useFurigana();
  const foreign = turn.state.admitted?.holder.foreign === true;
  const next = (domicile: boolean) => void turn.go({ at: 'relation' }, { domicile });
  return (
    <Screen
      turn={turn}
      title={foreign ? t.domicile.titleForeign : t.domicile.title}
      lead={t.domicile.lead}
      step={2}
      stoppable
      timed
    >
      <Choice
        label={furigana(t.domicile.no)}
        support={furigana(t.domicile.usual)}
        disabled={turn.state.busy}
        onChoose={() => next(false)}
      />
      <Choice label={furigana(t.domicile.yes)} disabled={turn.state.busy} onChoose={() => next(true)} />
    </Screen>
  );
}

export function RelationScreen({ turn }: Props) {
  const t = useText(messages);
  const furigana = useFurigana();
  const next = (relation: boolean) => void turn.go({ at: 'copies' }, { relation });
  return (
    <Screen
      turn={turn}
      title={t.relation.title}
      lead={t.relation.lead}
      step={2}
      onBack={() => void turn.go({ at: 'domicile' })}
      stoppable
      timed
    >
      <Choice
        label={furigana(t.domicile.no)}
        support={furigana(t.domicile.usual)}
        disabled={turn.state.busy}
        onChoose={() => next(false)}
      />
      <Choice label={furigana(t.domicile.yes)} disabled={turn.state.busy} onChoose={() => next(true)} />
    </Screen>
  );
}

export function CopiesScreen({ turn }: Props) {
  const t = useText(messages);
  const furigana = useFurigana();
  const [offered] = turn.state.admitted?.documents ?? [];
  const most = offered?.mostCopies ?? 1;
  return (
    <Screen
      turn={turn}
      title={t.copies.title}
      lead={t.copies.lead(offered?.fee ?? 0)}
      step={3}
      onBack={() => void turn.go({ at: 'relation' })}
      stoppable
      timed
    >
      <div className="kiosk-numbers">
        {Array.from({ length: most }, (_, index) => index + 1).map((copies) => (
          <button
            type="button"
            className="kiosk-number"
            key={copies}
            disabled={turn.state.busy}
            onClick={() => void turn.quote(copies)}
          >
            <strong>{furigana(t.copies.count(copies))}</strong>
            <span>{furigana(t.confirm.yen(copies * (offered?.fee ?? 0)))}</span>
          </button>
        ))}
      </div>
    </Screen>
  );
}

export function ConfirmScreen({ turn }: Props) {
  const t = useText(messages);
  const furigana = useFurigana();
  const language = useLanguage();
  const { admitted, quote, wish } = turn.state;
  if (!admitted || !quote) return null;
  const shown = (yes: boolean) => furigana(yes ? t.confirm.shown : t.confirm.hidden);
  return (
    <Screen
      turn={turn}
      title={t.confirm.title}
      lead={t.confirm.lead}
      step={4}
      onBack={() => void turn.go({ at: 'copies' })}
      stoppable
      timed
    >
      <Facts
        items={[
          { term: t.confirm.name, value: admitted.holder.name },
          { term: t.confirm.municipality, value: admitted.municipality.name[language] },
          { term: t.confirm.document, value: furigana(t.choose.record) },
          {
            term: admitted.holder.foreign ? t.confirm.domicileForeign : t.confirm.domicile,
            value: shown(wish.domicile),
          },
          { term: t.confirm.relation, value: shown(wish.relation) },
          { term: t.confirm.number, value: furigana(t.confirm.never) },
          { term: t.confirm.copies, value: furigana(t.copies.count(wish.copies)) },
          {
            term: t.confirm.fee,
            value: <strong className="kiosk-fee">{furigana(t.confirm.yen(quote.fee ?? 0))}</strong>,
          },
        ]}
      />
      <Button
        size="lg"
        wide
        icon="forward"
        iconSide="end"
        disabled={turn.state.busy}
        onClick={() => void turn.go({ at: 'pay' })}
      >
        {furigana(t.confirm.button)}
      </Button>
    </Screen>
  );
}

export function PayScreen({ turn }: Props) {
  const t = useText(messages);
  const { quote, inserted, busy } = turn.state;
  const paying = busy && inserted > 0;
  return (
    <Screen
      turn={turn}
      title={paying ? t.pay.paying : t.pay.title}
      step={5}
      onBack={inserted > 0 ? undefined : () => void turn.go({ at: 'confirm' })}
      stoppable={!paying}
      timed
    >
      <CoinSlot fee={quote?.fee ?? 0} inserted={inserted} closed={busy} onInsert={turn.insert} />
    </Screen>
  );
}
