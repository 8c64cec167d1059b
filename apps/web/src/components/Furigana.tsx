import { splitReadings } from './readings.ts';

/** Text with readings above the characters: `市役所《しやくしょ》へ`. */
export function Furigana(props: { readonly children: string }) {
  return splitReadings(props.children).map((part, index) =>
    part.reading === undefined ? (
      part.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a word may occur twice; its place is its identity
      <ruby key={index}>
        {part.text}
        <rp>（</rp>
        <rt>{part.reading}</rt>
        <rp>）</rp>
      </ruby>
    ),
  );
}
