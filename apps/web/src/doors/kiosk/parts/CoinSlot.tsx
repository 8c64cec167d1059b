import { formatCount, useText } from '../../../i18n/index.ts';
import { plain, useFurigana } from '../furigana.tsx';
import { messages } from '../messages.ts';
import { DemoDevice } from './DemoDevice.tsx';

const COINS = [100, 500, 1000] as const;

/** The machine's mouth for money, with a display. Coins go in by being pressed. */
export function CoinSlot(props: {
  readonly fee: number;
  readonly inserted: number;
  /** Takes nothing at the moment. */
  readonly closed: boolean;
  readonly onInsert: (coin: number) => void;
}) {
  const t = useText(messages);
  const furigana = useFurigana();
  const { fee, inserted } = props;
  const enough = inserted >= fee;
  return (
    <DemoDevice name={t.pay.demo}>
      <div className="coin-slot">
        <dl className="coin-display">
          <div>
            <dt>{furigana(t.pay.due)}</dt>
            <dd>¥{fee.toLocaleString('en')}</dd>
          </div>
          <div>
            <dt>{furigana(t.pay.inserted)}</dt>
            <dd>¥{inserted.toLocaleString('en')}</dd>
          </div>
        </dl>
        <p className="coin-rest" role="status">
          {furigana(enough ? t.pay.enough(inserted - fee) : t.pay.missing(fee - inserted))}
        </p>
        <div className="coin-mouth" aria-hidden="true">
          {inserted > 0 && <span key={inserted} className="coin-falling" />}
        </div>
      </div>
      <div className="coins">
        {COINS.map((coin) => (
          <button
            type="button"
            key={coin}
            className="coin"
            data-coin={coin}
            aria-label={plain(t.pay.coin(coin))}
            disabled={enough || props.closed}
            onClick={() => props.onInsert(coin)}
          >
            <span>{formatCount(coin)}</span>
          </button>
        ))}
      </div>
    </DemoDevice>
  );
}
