import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useText } from '../../../i18n/index.ts';
import { cutOf, largestZoom, MIDDLE, moved, type Size, settled, type View } from '../crop.ts';
import { photoMessages } from '../photo-messages.ts';
import { PhotoGuides, useObjectUrl } from './PhotoFrame.tsx';

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-0.02, 0],
  ArrowRight: [0.02, 0],
  ArrowUp: [0, -0.02],
  ArrowDown: [0, 0.02],
};

/** The photo behind the frame of the card's: moved by hand or arrow keys and zoomed until crown and chin meet their lines. */
export function PhotoAdjust(props: {
  readonly picture: Blob;
  readonly alt: string;
  /** Called when the hand has come to rest. */
  readonly onView: (view: View) => void;
}) {
  const t = useText(photoMessages);
  const url = useObjectUrl(props.picture);
  const [size, setSize] = useState<Size>();
  const [view, setView] = useState<View>(MIDDLE);
  const given = useRef<View>(MIDDLE);
  const held = useRef<{ readonly x: number; readonly y: number }>(undefined);

  function rest(): void {
    held.current = undefined;
    if (given.current === view) return;
    given.current = view;
    props.onView(view);
  }

  function drag(event: PointerEvent<HTMLElement>): void {
    const from = held.current;
    if (from === undefined || size === undefined) return;
    const { width, height } = event.currentTarget.getBoundingClientRect();
    held.current = { x: event.clientX, y: event.clientY };
    const [right, down] = [(event.clientX - from.x) / width, (event.clientY - from.y) / height];
    setView((before) => moved(size, before, right, down));
  }

  function press(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (step === undefined || size === undefined) return;
    event.preventDefault();
    setView((before) => moved(size, before, ...step));
  }

  const cut = size && cutOf(size, view);
  return (
    <div className="photo-adjust">
      {/* biome-ignore lint/a11y/useSemanticElements: it holds a picture that is moved, and no fields of a form */}
      <div
        className="photo-frame"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the picture
        tabIndex={0}
        role="group"
        aria-label={t.move}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          held.current = { x: event.clientX, y: event.clientY };
        }}
        onPointerMove={drag}
        onPointerUp={rest}
        onPointerCancel={rest}
        onKeyDown={press}
        onKeyUp={rest}
      >
        {url !== undefined && (
          <img
            src={url}
            alt={props.alt}
            draggable={false}
            onLoad={({ currentTarget }) =>
              setSize({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })
            }
            style={
              size && cut
                ? {
                    position: 'absolute',
                    maxWidth: 'none',
                    width: `${(100 * size.width) / cut.width}%`,
                    height: `${(100 * size.height) / cut.height}%`,
                    left: `${(-100 * cut.left) / cut.width}%`,
                    top: `${(-100 * cut.top) / cut.height}%`,
                  }
                : undefined
            }
          />
        )}
        <PhotoGuides />
      </div>
      {size !== undefined && largestZoom(size) > 1 && (
        <label className="photo-zoom">
          <span>{t.zoom}</span>
          <input
            type="range"
            min={1}
            max={largestZoom(size)}
            step={0.01}
            value={view.zoom}
            onChange={({ currentTarget }) => {
              const zoom = Number(currentTarget.value);
              setView((before) => settled(size, { ...before, zoom }));
            }}
            onPointerUp={rest}
            onKeyUp={rest}
          />
        </label>
      )}
      <p className="quiet small">{t.moveHow}</p>
    </div>
  );
}
