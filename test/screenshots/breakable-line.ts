import type { BrowserContext, WebSocketRoute } from 'playwright-core';

/** The realtime connection of the pages of one browser, to be cut for good. */
export class BreakableLine {
  #isCut = false;
  readonly #open = new Set<WebSocketRoute>();

  readonly lay = (context: BrowserContext): Promise<void> =>
    context.routeWebSocket(/socket\.io/, (socket) => {
      if (this.#isCut) void socket.close();
      else {
        socket.connectToServer();
        this.#open.add(socket);
      }
    });

  async cut(context: BrowserContext): Promise<void> {
    this.#isCut = true;
    await context.route('**/socket.io/**', (route) => route.abort());
    await Promise.all([...this.#open].map((socket) => socket.close()));
  }
}
