import type { Ack } from '@chat-room/protocol';
import { frames, type Packet, readPacket } from './packet.js';
import type { ClientEvent, Refusal, Wire, WireListener } from './wire.js';

interface Question {
  answer(ack: Ack): void;
  giveUp(): void;
}

/**
 * Socket.IO over a browser's own WebSocket: the part of it that a chat needs, in a tenth of the stock client's size, which
 * would be a third of the widget's first load. Where no WebSocket gets through, `openWire` takes the stock client.
 */
export class WebSocketWire implements Wire {
  isOpen = false;
  readonly #socket: WebSocket;
  readonly #questions = new Map<number, Question>();
  #lastId = 0;
  #patience = 45_000;
  #silence?: ReturnType<typeof setTimeout>;

  constructor(
    url: string,
    private readonly auth: { token: string },
    private readonly listener: WireListener,
  ) {
    const socket = new WebSocket(url);
    this.#socket = socket;
    socket.onmessage = ({ data }) => this.#take(typeof data === 'string' ? readPacket(data) : undefined);
    socket.onclose = () => this.#end();
  }

  ask(event: ClientEvent, payload: object, patience: number): Promise<Ack> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const settle = (then: () => void): void => {
        clearTimeout(timer);
        this.#questions.delete(id);
        then();
      };
      const giveUp = (): void => settle(() => reject(new Error('no answer')));
      const timer = setTimeout(giveUp, patience);
      this.#questions.set(id, { answer: (ack) => settle(() => resolve(ack)), giveUp });
      this.#socket.send(frames.event(id, event, payload));
    });
  }

  close(): void {
    const { readyState } = this.#socket;
    this.#socket.onmessage = this.#socket.onclose = null;
    if (this.isOpen && readyState === WebSocket.OPEN) this.#socket.send(frames.leave);
    this.#stop();
  }

  #take(packet: Packet | undefined): void {
    this.listener.heard();
    this.#expectPing();
    switch (packet?.type) {
      case 'handshake':
        this.#patience = packet.pingInterval + packet.pingTimeout;
        this.#expectPing();
        this.#socket.send(frames.enter(this.auth));
        break;
      case 'ping':
        this.#socket.send(frames.pong);
        break;
      case 'opened':
        this.isOpen = true;
        this.listener.opened();
        break;
      case 'refused':
        this.#end(packet.data as Refusal);
        break;
      case 'event':
        this.listener.event(packet.name, packet.payload);
        break;
      case 'answer':
        this.#questions.get(packet.id)?.answer(packet.value as Ack);
        break;
      case 'closed':
        this.#end();
    }
  }

  /** The server pings at intervals it has told: when none comes, the connection is dead, whatever the system says. */
  #expectPing(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#end(), this.#patience);
  }

  #end(refusal?: Refusal): void {
    const wasOpen = this.isOpen;
    this.#socket.onmessage = this.#socket.onclose = null;
    this.#stop();
    if (wasOpen) this.listener.lost();
    else this.listener.failed(refusal);
  }

  #stop(): void {
    clearTimeout(this.#silence);
    this.isOpen = false;
    this.#socket.close();
    for (const question of [...this.#questions.values()]) question.giveUp();
  }
}
