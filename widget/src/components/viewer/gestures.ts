import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Point, type Size, unzoomed, within, type Zoom, zoomedAt } from './zoom.js';

/** CSS pixels that a finger goes before that is a swipe. */
const swipe = 60;
/** Milliseconds and CSS pixels between the two taps of one double tap. */
const doubleTap = { within: 300, apart: 30 };
/** What a double tap and a press of a button make of it. */
const closer = 2.5;
const step = 1.6;

interface Host extends ReactiveControllerHost {
  /** Where the picture lies, and the picture. */
  readonly stage: HTMLElement | null;
  readonly picture: HTMLImageElement | null;
  /** A swipe to the side: on by one, or back. In the direction of text. */
  turn(by: 1 | -1): void;
  /** A swipe down, or a tap beside the picture. */
  close(): void;
}

/** Fingers, mouse and wheel on a picture: zoom at a point, move, swipe to the next, swipe down to close. */
export class Gestures implements ReactiveController {
  zoom: Zoom = unzoomed;
  /** How far the fingers have moved the whole picture that is not zoomed. */
  private pull: Point = { x: 0, y: 0 };
  private readonly pointers = new Map<number, Point>();
  private lastTap: (Point & { time: number }) | undefined;
  private hasMoved = false;

  constructor(private readonly host: Host) {
    host.addController(this);
  }

  hostUpdated(): void {
    this.draw();
  }

  get isZoomed(): boolean {
    return this.zoom.scale > 1;
  }

  /** All of the picture is seen again. */
  reset(): void {
    this.zoom = unzoomed;
    this.pull = { x: 0, y: 0 };
    this.host.requestUpdate();
  }

  /** By a button or a key, at the middle. */
  step(direction: 1 | -1): void {
    this.zoomAt(direction > 0 ? step : 1 / step, { x: 0, y: 0 });
  }

  /** Moves a zoomed picture. */
  move(by: Point): void {
    const { zoom } = this;
    this.become({ ...zoom, x: zoom.x + by.x, y: zoom.y + by.y });
  }

  readonly wheel = (event: WheelEvent): void => {
    event.preventDefault();
    this.zoomAt(Math.exp(-event.deltaY / (event.ctrlKey ? 100 : 400)), this.fromMiddle(event));
  };

  readonly down = (event: PointerEvent): void => {
    if (event.button !== 0 || (event.target as Element).closest('button')) return;
    this.host.stage?.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    this.hasMoved = this.pointers.size > 1;
  };

  readonly moved = (event: PointerEvent): void => {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    const by = { x: now.x - before.x, y: now.y - before.y };
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.pointers.set(event.pointerId, now);
    if (other) this.pinch(before, now, other, event);
    else if (this.isZoomed) this.move(by);
    else if (event.pointerType !== 'mouse') this.drag(by);
    if (Math.hypot(by.x, by.y) > 0) this.hasMoved ||= Math.hypot(this.pull.x, this.pull.y) > 8 || this.isZoomed;
  };

  readonly up = (event: PointerEvent): void => {
    if (!this.pointers.delete(event.pointerId) || this.pointers.size > 0) return;
    const { x, y } = this.pull;
    this.pull = { x: 0, y: 0 };
    const wasTap = !this.hasMoved && event.type === 'pointerup';
    if (wasTap) this.tap(event);
    else if (y > swipe && y > Math.abs(x)) this.host.close();
    else if (Math.abs(x) > swipe) this.host.turn(this.isForward(x) ? 1 : -1);
    this.host.requestUpdate();
  };

  private tap(event: PointerEvent): void {
    const { x, y } = this.fromMiddle(event);
    const time = event.timeStamp;
    const { lastTap } = this;
    this.lastTap = { x, y, time };
    const isDouble =
      lastTap !== undefined &&
      time - lastTap.time < doubleTap.within &&
      Math.hypot(x - lastTap.x, y - lastTap.y) < doubleTap.apart;
    if (isDouble) {
      this.lastTap = undefined;
      if (this.isZoomed) this.reset();
      else this.zoomAt(closer, { x, y });
    } else if (!this.isOnPicture(event)) this.host.close();
  }

  private pinch(before: Point, now: Point, other: Point, event: PointerEvent): void {
    const apart = (point: Point) => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
    const middle = this.fromMiddle({ clientX: (now.x + other.x) / 2, clientY: (now.y + other.y) / 2 });
    this.zoomAt(apart(now) / apart(before), middle);
    this.move({ x: (now.x - before.x) / 2, y: (now.y - before.y) / 2 });
    event.preventDefault();
  }

  /** Sideways or down; what is not wanted does not move. */
  private drag({ x, y }: Point): void {
    const pull = { x: this.pull.x + x, y: this.pull.y + y };
    const isSideways = Math.abs(pull.x) > Math.abs(pull.y);
    this.pull = isSideways ? { ...pull, y: 0 } : { x: 0, y: Math.max(0, pull.y) };
    this.draw();
  }

  private zoomAt(factor: number, at: Point): void {
    this.become(zoomedAt(this.zoom, factor, at));
  }

  private become(zoom: Zoom): void {
    const { picture, stage } = this.host;
    if (picture && stage) this.zoom = within(zoom, sizeOf(picture), sizeOf(stage));
    this.host.requestUpdate();
  }

  private draw(): void {
    const { picture, stage } = this.host;
    if (!picture || !stage) return;
    const { scale, x, y } = this.zoom;
    picture.style.transform = `translate(${x + this.pull.x}px, ${y + this.pull.y}px) scale(${scale})`;
    picture.style.opacity = String(1 - Math.min(0.6, this.pull.y / 500));
    stage.toggleAttribute('data-moving', this.pointers.size > 0);
  }

  private fromMiddle({ clientX, clientY }: { clientX: number; clientY: number }): Point {
    const box = this.host.stage?.getBoundingClientRect();
    return { x: clientX - (box ? box.left + box.width / 2 : 0), y: clientY - (box ? box.top + box.height / 2 : 0) };
  }

  private isOnPicture({ clientX, clientY }: PointerEvent): boolean {
    const box = this.host.picture?.getBoundingClientRect();
    return (
      box !== undefined && clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom
    );
  }

  private isForward(x: number): boolean {
    const isRightToLeft = this.host.stage !== null && getComputedStyle(this.host.stage).direction === 'rtl';
    return isRightToLeft ? x > 0 : x < 0;
  }
}

/** As it is laid out, whatever it is transformed to. */
function sizeOf({ offsetWidth, offsetHeight }: HTMLElement): Size {
  return { width: offsetWidth, height: offsetHeight };
}
