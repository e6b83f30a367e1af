import type { HistoryPage } from '@chat-room/protocol';
import { limits } from '@chat-room/protocol/limits';
import { ChatClientError } from './client-error.js';
import type { MessageRun } from './message-run.js';
import type { RoomHistory } from './room-history.js';

type History = Pick<RoomHistory, 'page'>;

/** Pages of stored messages for a run. Each resolves with the `seq` that is looked at from then on, unless that stays. */

export async function older(run: MessageRun, history: History): Promise<number | undefined> {
  if (!run.hasOlder) return undefined;
  const end = run.start;
  const { messages, seq } = await page(run, history, { before: end + 1 });
  const [oldest] = messages;
  const start = oldest && messages.length === limits.page ? oldest.seq - 1 : run.floor;
  return run.extend(messages, start, end, seq) ? start + 1 : undefined;
}

export async function newer(run: MessageRun, history: History): Promise<number | undefined> {
  const start = run.end;
  const { messages, seq } = await page(run, history, { after: start });
  const last = messages.at(-1)?.seq ?? start;
  const end = messages.length === limits.page ? last : Math.max(last, seq);
  return run.extend(messages, start, end, seq) && !run.isLive ? end : undefined;
}

export async function around(run: MessageRun, history: History, middle: number): Promise<number> {
  const { messages, seq } = await page(run, history, { before: middle + limits.page / 2 + 1 });
  const [oldest] = messages;
  const end = Math.max(messages.at(-1)?.seq ?? 0, Math.min(seq, middle + limits.page / 2));
  run.showPast(messages, oldest ? oldest.seq - 1 : end, end, seq);
  return middle;
}

export async function latest(run: MessageRun, history: History): Promise<undefined> {
  if (run.isLive) return;
  const { messages, seq } = await page(run, history, {});
  const [oldest] = messages;
  const isWhole = messages.length < limits.page;
  run.showNewest(messages, oldest && !isWhole ? oldest.seq - 1 : run.floor, seq);
}

async function page(
  run: MessageRun,
  history: History,
  query: { before?: number; after?: number },
): Promise<HistoryPage> {
  const { epoch } = run;
  try {
    const answer = await history.page({ ...query, limit: limits.page });
    if (run.epoch === epoch) return answer;
  } catch (error) {
    if (run.epoch === epoch) throw error;
  } finally {
    run.isAwaitingPage = false;
  }
  // What somebody asked for who is signed in no more is no news for the next.
  throw new ChatClientError('cancelled');
}
