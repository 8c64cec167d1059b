import type { LanguageChoice } from '../i18n/index.ts';
import { common, setLanguageChoice, useLanguageChoice, useText } from '../i18n/index.ts';

/** Switches the language of the page; the choice is remembered. */
export function LanguageSelector(props: { readonly choices?: readonly LanguageChoice[] | undefined }) {
  const t = useText(common);
  const current = useLanguageChoice();
  return (
    // biome-ignore lint/a11y/useSemanticElements: its buttons turn the whole page and belong to no form
    <div className="language-selector" role="group" aria-label={t.language.label}>
      {(props.choices ?? ['ja', 'en']).map((choice) => (
        <button
          type="button"
          key={choice}
          lang={choice === 'en' ? 'en' : 'ja'}
          aria-pressed={choice === current}
          onClick={() => setLanguageChoice(choice)}
        >
          {t.language[choice]}
        </button>
      ))}
    </div>
  );
}
