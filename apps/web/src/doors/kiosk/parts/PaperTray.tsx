import { Icon } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { useFurigana } from '../furigana.tsx';
import { messages } from '../messages.ts';
import { DemoDevice } from './DemoDevice.tsx';
import { SheetPicture } from './pictures.tsx';

/** Where the printed sheets lie; in the demo they can be looked at from here, until the turn ends. */
export function PaperTray(props: { readonly url: string; readonly copies: number }) {
  const t = useText(messages);
  const furigana = useFurigana();
  return (
    <DemoDevice name={t.tray.title}>
      <a className="paper-tray" href={props.url} target="_blank" rel="noreferrer">
        <span className="paper-tray-sheets" aria-hidden="true">
          {Array.from({ length: Math.min(props.copies, 5) }, (_, sheet) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: sheets of one document have nothing but their place
            <SheetPicture key={sheet} />
          ))}
        </span>
        <span className="paper-tray-words">
          <span className="paper-tray-open">
            <Icon name="file" />
            <span>{furigana(t.tray.open)}</span>
          </span>
          <span>{furigana(t.take.paper(props.copies))}</span>
          <span className="quiet">{furigana(t.tray.kept)}</span>
        </span>
      </a>
    </DemoDevice>
  );
}
