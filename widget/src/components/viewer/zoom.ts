/** How a picture lies on its stage: its scale, and how far its middle is from the stage's, in CSS pixels. */
export interface Zoom {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const unzoomed: Zoom = { scale: 1, x: 0, y: 0 };
/** A picture is made so many times larger at most than it is when all of it is seen. */
const most = 8;

/** Larger or smaller by a factor; what lies at `at`, counted from the middle of the stage, stays where it is. */
export function zoomedAt(zoom: Zoom, factor: number, at: Point): Zoom {
  const scale = Math.min(most, Math.max(1, zoom.scale * factor));
  const ratio = scale / zoom.scale;
  return { scale, x: at.x - (at.x - zoom.x) * ratio, y: at.y - (at.y - zoom.y) * ratio };
}

/** Moved so far as something is to be seen there: never past its edges. */
export function within({ scale, x, y }: Zoom, picture: Size, stage: Size): Zoom {
  const room = (length: number, space: number) => Math.max(0, (length * scale - space) / 2);
  const kept = (offset: number, most: number) => (most === 0 ? 0 : Math.min(most, Math.max(-most, offset)));
  return {
    scale,
    x: kept(x, room(picture.width, stage.width)),
    y: kept(y, room(picture.height, stage.height)),
  };
}
