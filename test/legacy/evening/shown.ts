import type { File, Message, User } from '@chat-room/protocol';
import { stickers } from '@chat-room/protocol';
import type { ReferenceEvent } from '../../support/reference-client.js';
import { shownAs } from './acts.js';

/** A text or a file as an old client is to be shown it. */
export interface Shown {
  readonly sender: string;
  readonly text?: string;
  readonly file?: File;
}

const codes = new Map<string, string>(stickers.map(({ code, emoji }) => [emoji, code]));
const notice = /^\* 系统提示: (.+) (加入聊天室|已离开群聊)$/;

/** The name that old clients know somebody by. */
export function nameOf({ id, username }: User): string {
  const plain = username.replace(/[\u{10000}-\u{10FFFF}]/gu, '□');
  return plain === username ? username : `${plain}:${id}`;
}

/**
 * What the changes of a room are to an old client who is there all the time, as they were told: of those that were committed
 * together, first what became of earlier messages, and then what was said.
 */
export function shownOf(batches: readonly (readonly Message[])[]): Shown[] {
  const known = new Map<number, Message>();
  let newest = 0;
  const inOrder = batches.flatMap((batch) => {
    const before = newest;
    newest = Math.max(before, ...batch.map(({ seq }) => seq));
    const fresh = batch.filter(({ seq }) => seq > before).sort((a, b) => a.seq - b.seq);
    return [...batch.filter(({ seq }) => seq <= before), ...fresh];
  });
  return inOrder.flatMap((message) => {
    const before = known.get(message.seq);
    known.set(message.seq, message);
    const sender = nameOf(message.sender);
    const line = (text: string) => [{ sender, text: asShown(text) }];
    if (!before) return message.deletedAt ? [] : [...linesOf(message, line), ...filesOf(message)];
    if (message.deletedAt) return before.deletedAt ? [] : line('[已撤回一条消息]');
    return message.editedAt === before.editedAt ? [] : line(`[已修改] ${message.text}`);
  });
}

function linesOf({ text, replyTo }: Message, line: (text: string) => Shown[]): Shown[] {
  if (!replyTo) return text === '' ? [] : line(text);
  const words = [...replyTo.text.replace(/\s+/gu, ' ').trim()];
  const excerpt = words.length > 60 ? `${words.slice(0, 60).join('')}…` : words.join('');
  return line(`回复 ${nameOf(replyTo.sender)}: 「${excerpt}」\n${text}`);
}

function filesOf({ sender, files }: Message): Shown[] {
  return files.map((file) => ({ sender: nameOf(sender), file }));
}

function asShown(text: string): string {
  return (
    codes.get(text) ?? Object.entries(shownAs).reduce((shown, [emoji, name]) => shown.replaceAll(emoji, name), text)
  );
}

/** What a client was shown beside notices, with the pieces of long texts put together where they make what was to be shown. */
export function heardBy(events: readonly ReferenceEvent[], flag: string, expected: readonly Shown[]): Shown[] {
  const frames = events.filter((event) => event.flag === flag && !notice.test(event.content ?? ''));
  const heard: Shown[] = [];
  for (let frame = frames.shift(); frame; frame = frames.shift()) {
    const wanted = expected[heard.length]?.text;
    const sender = frame.sender ?? '';
    if (frame.kind === 'file') {
      heard.push({ sender, file: frame as unknown as File });
      continue;
    }
    let text = withoutNewline(frame.content);
    while (
      wanted !== text &&
      wanted?.startsWith(text) &&
      frames[0]?.sender === sender &&
      frames[0].kind === 'message'
    ) {
      text += withoutNewline(frames.shift()?.content);
    }
    heard.push({ sender, text });
  }
  return heard;
}

/** Who came and who went, as a client was told. Throws where a notice does not come from whom it names. */
export function movementsIn(events: readonly ReferenceEvent[]): { name: string; how: string }[] {
  return events.flatMap(({ content = '', sender }) => {
    const [, name = '', how = ''] = notice.exec(content) ?? [];
    if (name !== '' && name !== sender) throw new Error(`${sender} announced ${name}.`);
    return name === '' ? [] : [{ name, how }];
  });
}

/** Codes and notices have none, and everything else has one. */
function withoutNewline(content = ''): string {
  if ([...codes.values()].includes(content)) return content;
  if (!content.endsWith('\n')) throw new Error(`No newline at the end of ${JSON.stringify(content.slice(-80))}.`);
  return content.slice(0, -1);
}
