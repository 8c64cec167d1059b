import { useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';

/** The way out, under every screen where something is typed. */
export function Stop(props: { readonly onStop: () => void }) {
  const t = useText(messages);
  return (
    <p className="ask-stop">
      <button type="button" className="link-button" onClick={props.onStop}>
        {t.cancel}
      </button>
    </p>
  );
}
