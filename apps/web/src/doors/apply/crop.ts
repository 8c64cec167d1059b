import { PHOTO_LIMITS } from '@mibun/rules';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Which part of a picture is used: its centre in parts of the picture, and how much larger than it must be. */
export interface View {
  readonly x: number;
  readonly y: number;
  /** 1: as much of the picture as fits the frame. */
  readonly zoom: number;
}

export interface Cut extends Size {
  readonly left: number;
  readonly top: number;
}

/** Width to height of the photo (PHO-01). */
export const FRAME = 35 / 45;

/** The middle of the picture, as much of it as fits. */
export const MIDDLE: View = { x: 0.5, y: 0.5, zoom: 1 };

/** Larger than this nothing but pores is seen. */
const LARGEST = 4;

function widest({ width, height }: Size): number {
  return Math.min(width, height * FRAME);
}

/** How far one may zoom before the part is too small to be sent (PHO-02). */
export function largestZoom(picture: Size): number {
  return Math.max(1, Math.min(LARGEST, widest(picture) / PHOTO_LIMITS.minPixels));
}

/** The part that a view shows, in pixels of the picture; never beyond its edges. */
export function cutOf(picture: Size, view: View): Cut {
  const zoom = Math.min(Math.max(1, view.zoom), largestZoom(picture));
  const width = widest(picture) / zoom;
  const height = width / FRAME;
  return {
    width,
    height,
    left: clamp(view.x * picture.width - width / 2, picture.width - width),
    top: clamp(view.y * picture.height - height / 2, picture.height - height),
  };
}

/** The same view with its centre where the part can really be: what is dragged against an edge does not pile up. */
export function settled(picture: Size, view: View): View {
  const { left, top, width, height } = cutOf(picture, view);
  return {
    x: (left + width / 2) / picture.width,
    y: (top + height / 2) / picture.height,
    zoom: Math.min(Math.max(1, view.zoom), largestZoom(picture)),
  };
}

/** The view after the picture has been moved by so much of the frame's width and height. */
export function moved(picture: Size, view: View, right: number, down: number): View {
  const { width, height } = cutOf(picture, view);
  return settled(picture, {
    ...view,
    x: view.x - (right * width) / picture.width,
    y: view.y - (down * height) / picture.height,
  });
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(0, value), Math.max(0, most));
}
