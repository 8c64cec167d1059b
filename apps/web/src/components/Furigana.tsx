import { splitReadings } from './readings.ts';

/** Text with readings above the characters: `市役所《しやくしょ》へ`. */
export function Furigana(props: { readonly children: string }) {
  return splitReadings(props.children).map((part, index) =>
    part.reading === undefined ? (
      part.text
    ) : (
      // The same word may occur twice in a sentence: its place is its identity.
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <ruby key={index}>
        {part.text}
        <rp>（</rp>
        <rt>{part.reading}</rt>
        <rp>）</rp>
      </ruby>
    ),
  );
}
