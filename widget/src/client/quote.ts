import type { Message } from '@chat-room/protocol';

type Quote = NonNullable<Message['replyTo']>;

const mostRemembered = 500;

/** What a reply shows of the message it answers: at most 200 characters of its text, nothing once it is deleted. */
export function quoteOf({ id, seq, sender, text, deletedAt }: Message): Quote {
  return { id, seq, sender, text: deletedAt ? '' : [...text].slice(0, 200).join('') };
}

/** What edited and deleted messages say now, so that the replies which quote them say it too. */
export class ChangedQuotes {
  readonly #texts = new Map<string, { rev: number; text: string }>();

  note(message: Message): void {
    if (!message.editedAt && !message.deletedAt) return;
    if ((this.#texts.get(message.id)?.rev ?? 0) > message.rev) return;
    this.#texts.delete(message.id);
    this.#texts.set(message.id, { rev: message.rev, text: quoteOf(message).text });
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > mostRemembered && oldest !== undefined) this.#texts.delete(oldest);
  }

  /** The same object when its quote is as it was. */
  applyTo<M extends Pick<Message, 'replyTo'>>(message: M): M {
    const text = message.replyTo && this.#texts.get(message.replyTo.id)?.text;
    if (text === undefined || text === message.replyTo?.text) return message;
    return { ...message, replyTo: { ...message.replyTo, text } };
  }

  clear(): void {
    this.#texts.clear();
  }
}
