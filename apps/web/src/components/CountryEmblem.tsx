import { useSystem } from '../api/use-resource.ts';
import type { CountryOnCard, EmblemShapes } from './card-data.ts';

/** The shapes of the country's emblem, in a square from -1 to 1; the colour is that of the text around. */
export function EmblemPaths(props: { readonly shapes: EmblemShapes }) {
  return props.shapes.map(({ shape, line, winding }) =>
    line === null ? (
      <path key={shape} d={shape} fill="currentColor" fillRule={winding} />
    ) : (
      <path
        key={shape}
        d={shape}
        fill="none"
        stroke="currentColor"
        strokeWidth={line}
        strokeLinecap="round"
      />
    ),
  );
}

/** The mark of the country at the head of its pages. `ask` is false on origins that cannot ask the server. */
export function CountryMark(props: { readonly ask: boolean }) {
  const shapes = useSystem(props.ask)?.emblem;
  if (shapes === undefined) return null;
  return (
    <svg className="country-mark" viewBox="-1 -1 2 2" aria-hidden="true">
      <EmblemPaths shapes={shapes} />
    </svg>
  );
}

/** What the country has in the head of the card; undefined until it is known. */
export function useCountryOnCard(): CountryOnCard | undefined {
  const system = useSystem();
  return system && { ...system.cardCountry, emblem: system.emblem };
}
