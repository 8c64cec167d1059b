import { Link } from 'react-router';
import { common, useText } from '../i18n/index.ts';

/** One level; the last one is this page and has no link. */
export interface Crumb {
  readonly label: string;
  readonly to?: string | undefined;
}

/** Where I am. */
export function Breadcrumbs(props: { readonly items: readonly Crumb[] }) {
  const t = useText(common);
  return (
    <nav className="breadcrumbs" aria-label={t.breadcrumbs}>
      <ol>
        {props.items.map((item, index) => (
          <li key={item.label} aria-current={index === props.items.length - 1 ? 'page' : undefined}>
            {item.to !== undefined ? <Link to={item.to}>{item.label}</Link> : item.label}
          </li>
        ))}
      </ol>
    </nav>
  );
}
