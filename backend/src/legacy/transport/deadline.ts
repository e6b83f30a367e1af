/** Calls back when something takes too long. Does not keep the process alive. */
export class Deadline {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly milliseconds: number,
    private readonly passed: () => void,
  ) {}

  /** Counts from now on, whatever was counted before. */
  start(): void {
    if (this.timer) this.timer.refresh();
    else this.timer = setTimeout(this.passed, this.milliseconds).unref();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
