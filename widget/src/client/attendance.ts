import type { JoinedRoom, PresenceEvent, User } from '@chat-room/protocol';
import { laterPart } from './later-part.js';
import { updatePerson } from './people.js';
import type { Notice } from './types.js';

/** People held in the list; `onlineCount` counts all. */
const mostShown = 500;
/** After a reconnect the others come back too: for this many milliseconds that is no news. */
const returnTime = 30_000;

const noticing = laterPart(({ withNotice }) => withNotice);

/** Who is in a room, and who came and went. */
export class Attendance {
  online: readonly User[] = [];
  onlineCount = 0;
  notices: readonly Notice[] = [];
  #expected: ReadonlySet<string> = new Set();
  #expectedUntil = 0;

  constructor(private readonly changed: () => void) {}

  /** The answer to a join; those who were here before the connection broke are not announced again. */
  take({ online, onlineCount }: JoinedRoom, now = Date.now()): void {
    this.#expected = new Set([...this.online, ...online].map(({ id }) => id));
    this.#expectedUntil = now + returnTime;
    this.online = online;
    this.onlineCount = onlineCount;
  }

  receive(
    { joined, left, onlineCount }: PresenceEvent,
    self: string | undefined,
    afterSeq: number,
    now = Date.now(),
  ): void {
    const moved = new Set([...joined, ...left].map(({ id }) => id));
    const stayed = this.online.filter(({ id }) => !moved.has(id));
    this.online = [...stayed, ...joined].slice(0, mostShown);
    this.onlineCount = onlineCount;

    const others = (users: User[]): User[] => users.filter(({ id }) => id !== self);
    const isNews = ({ id }: User): boolean => now > this.#expectedUntil || !this.#expected.has(id);
    void this.#tell('left', others(left), now, afterSeq);
    void this.#tell('joined', others(joined).filter(isNews), now, afterSeq);
  }

  updateUser(user: User): void {
    this.online = updatePerson(this.online, user);
    this.notices = this.notices.map((notice) => ({ ...notice, users: updatePerson(notice.users, user) }));
  }

  reset(): void {
    this.online = [];
    this.onlineCount = 0;
    this.notices = [];
    this.#expected = new Set();
  }

  /** What it takes comes with the first news. Where it cannot be had, the news is lost, as it is to whoever was not here. */
  async #tell(type: Notice['type'], users: User[], at: number, afterSeq: number): Promise<void> {
    if (users.length === 0) return;
    const withNotice = await noticing().catch(() => undefined);
    if (!withNotice) return;
    this.notices = withNotice(this.notices, { type, users, at, afterSeq });
    this.changed();
  }
}
