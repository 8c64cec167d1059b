const segment = (marker: number, payload: readonly number[]): readonly number[] => [
  0xff,
  marker,
  (payload.length + 2) >> 8,
  (payload.length + 2) & 0xff,
  ...payload,
];

/** What a made-up JPEG shall say. */
export interface JpegDraft {
  readonly width: number;
  readonly height: number;
  readonly components?: number;
  readonly precision?: number;
  readonly frameMarker?: number;
  /** Total length in bytes, reached by filling the scan. */
  readonly size?: number;
}

/** Bytes with the markers of a JPEG file and a meaningless scan, for tests of the marker walk. */
export function draftJpeg(draft: JpegDraft): Uint8Array {
  const { width, height, components = 3, precision = 8, frameMarker = 0xc0, size = 20_480 } = draft;
  const componentIds = Array.from({ length: components }, (_, index) => index + 1);
  const head = [
    0xff,
    0xd8,
    ...segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    // Two fill bytes, and an end marker inside a comment: neither may confuse the walk.
    0xff,
    0xff,
    ...segment(0xfe, [0xff, 0xd9]),
    ...segment(frameMarker, [
      precision,
      height >> 8,
      height & 0xff,
      width >> 8,
      width & 0xff,
      components,
      ...componentIds.flatMap((id) => [id, 0x11, 0]),
    ]),
    ...segment(0xda, [components, ...componentIds.flatMap((id) => [id, 0]), 0, 63, 0]),
    // A stuffed zero and a restart marker in the scan.
    0x12,
    0xff,
    0x00,
    0xff,
    0xd0,
  ];
  const bytes = new Uint8Array(Math.max(size, head.length + 2)).fill(0x55);
  bytes.set(head);
  bytes.set([0xff, 0xd9], bytes.length - 2);
  return bytes;
}
