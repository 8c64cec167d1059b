import type { ReactNode } from 'react';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import { useSystem } from '../api/use-resource.ts';
import type { DoorId } from '../doors.ts';
import { doors } from '../doors.ts';
import { GuideStrip } from '../guide/GuideStrip.tsx';
import type { LanguageChoice } from '../i18n/index.ts';
import { common, useLanguage, useText } from '../i18n/index.ts';
import { CountryMark } from './CountryEmblem.tsx';
import { DoorMark } from './DoorMark.tsx';
import { LanguageSelector } from './LanguageSelector.tsx';

/** One entry of a door's menu. */
export interface NavigationItem {
  readonly to: string;
  readonly label: string;
  /** Only active on exactly this path. */
  readonly end?: boolean | undefined;
}

export interface DoorLayoutProps {
  readonly door: DoorId;
  /** Overrides the door's name (an office's own name, the bank's). */
  readonly name?: string | undefined;
  readonly navigation?: readonly NavigationItem[] | undefined;
  /** Whose matter this is when it is not one's own: "acting for 見本 花子". */
  readonly actingFor?: { readonly name: string; readonly onStop?: (() => void) | undefined } | undefined;
  readonly signedIn?:
    | {
        readonly name: string;
        /** In which duty, for staff. */
        readonly duty?: string | undefined;
        readonly onSignOut?: (() => void) | undefined;
      }
    | undefined;
  /** Languages offered; add `easy` where the door's catalogue has it. */
  readonly languages?: readonly LanguageChoice[] | undefined;
  /** Says whether this is the demo, on origins that cannot ask the server (agent, bank). */
  readonly demo?: boolean | undefined;
  /** Over everything: an emergency banner. */
  readonly banner?: ReactNode;
  /** Instead of nested routes. */
  readonly children?: ReactNode;
}

/** What every page of a door has around it: where I am, who I am acting for, that the country is fictitious. */
export function DoorLayout(props: DoorLayoutProps) {
  const t = useText(common);
  const name = props.name ?? t.doors[props.door];
  useDoorName(name);
  const main = useFocusOnNavigation();
  return (
    <div className="door">
      <a className="skip-link" href="#main">
        {t.layout.skip}
      </a>
      <DemoBanner door={props.door} demo={props.demo} />
      {guided(props.door) && <GuideStrip />}
      <AddressBanner door={props.door} />
      {props.banner}
      <header className="door-header no-print">
        <div className="door-header-row">
          <Link to="/" className="door-name" aria-label={t.layout.home(name)}>
            <CountryMark ask={doors[props.door].origin === 'main'} />
            <DoorMark door={props.door} />
            <span>{name}</span>
          </Link>
          <div className="door-header-tools">
            {props.signedIn !== undefined && (
              <span className="door-person">
                <span>{t.layout.signedIn(props.signedIn.name)}</span>
                {props.signedIn.duty !== undefined && (
                  <span className="door-duty">{props.signedIn.duty}</span>
                )}
                {props.signedIn.onSignOut !== undefined && (
                  <button type="button" className="link-button" onClick={props.signedIn.onSignOut}>
                    {t.layout.signOut}
                  </button>
                )}
              </span>
            )}
            <LanguageSelector choices={props.languages} />
          </div>
        </div>
        {props.navigation !== undefined && (
          <nav className="door-navigation" aria-label={t.layout.mainNavigation}>
            {props.navigation.map((item) => (
              <NavLink key={item.to} to={item.to} end={item.end ?? item.to === '/'}>
                {item.label}
              </NavLink>
            ))}
          </nav>
        )}
      </header>
      {props.actingFor !== undefined && (
        <div className="acting-for">
          <p>
            <strong>{t.layout.actingFor(props.actingFor.name)}</strong>
          </p>
          {props.actingFor.onStop !== undefined && (
            <button type="button" className="link-button" onClick={props.actingFor.onStop}>
              {t.layout.actingStop}
            </button>
          )}
        </div>
      )}
      <main id="main" ref={main} tabIndex={-1} data-quiet-focus="">
        {props.children ?? <Outlet />}
      </main>
      <footer className="door-footer no-print">
        <p>{t.layout.footer}</p>
        {doors[props.door].origin === 'main' && props.door !== 'street' && (
          <p>
            <a href="/">{t.layout.allDoors}</a>
          </p>
        )}
      </footer>
    </div>
  );
}

/** The street shows all scenes itself; other origins cannot ask how far the life is. */
function guided(door: DoorId): boolean {
  return doors[door].origin === 'main' && door !== 'street';
}

/** Always there in an invented country; until the server has answered too, because nobody should be fooled meanwhile. */
function DemoBanner(props: { readonly door: DoorId; readonly demo: boolean | undefined }) {
  const t = useText(common);
  const language = useLanguage();
  const system = useSystem(doors[props.door].origin === 'main' && props.demo === undefined);
  if (!(props.demo ?? system?.fictitious !== false)) return null;
  return (
    <aside className="demo-banner" aria-label={t.demo.label}>
      <strong>{t.demo.label}</strong>
      <span>{t.demo.text(system?.country[language] ?? t.demo.country)}</span>
    </aside>
  );
}

/** A page that is reached by another name than the server knows would wait for a card in vain; it says so, and the way. */
function AddressBanner(props: { readonly door: DoorId }) {
  const t = useText(common);
  const system = useSystem(doors[props.door].origin === 'main');
  if (system === undefined || system.origin === window.location.origin) return null;
  const { pathname, search } = window.location;
  const address = `${system.origin}${pathname}${search}`;
  return (
    <aside className="demo-banner" role="alert">
      <span>{t.otherAddress.text}</span>
      <a href={address}>{address}</a>
    </aside>
  );
}

function useDoorName(name: string): void {
  // Before the pages' own effects, which read it for the window's title.
  useLayoutEffect(() => {
    document.documentElement.dataset.doorName = name;
  }, [name]);
}

/** After navigation a screen reader should hear the new page, and everybody should see its top. */
function useFocusOnNavigation(): React.RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const previous = useRef(pathname);
  useEffect(() => {
    if (previous.current === pathname) return;
    previous.current = pathname;
    window.scrollTo(0, 0);
    const heading = main.current?.querySelector<HTMLElement>('h1');
    (heading ?? main.current)?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}
