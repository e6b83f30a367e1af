import type { Message } from '@chat-room/protocol';
import { describe, expect, it } from '@jest/globals';
import { Drafts } from './drafts.js';
import { ClientStorage } from './storage.js';
import { aMessage } from './testing/messages.js';

const editing: Message = aMessage(1);

describe('a draft', () => {
  it('gets back what could not be sent, below what is being written', () => {
    const drafts = new Drafts(new ClientStorage('https://chat.example'), AbortSignal.abort());
    drafts.giveBack('lobby', 'lost');
    expect(drafts.get('lobby').text).toBe('lost');
    drafts.giveBack('lobby', 'as well');
    expect(drafts.get('lobby').text).toBe('lost\nas well');
    drafts.save();
  });

  it('gets nothing back into a message that is being edited', () => {
    const drafts = new Drafts(new ClientStorage('https://chat.example'), AbortSignal.abort());
    drafts.set('lobby', { text: 'edited', editing, aside: 'begun' });
    drafts.giveBack('lobby', 'lost');
    expect(drafts.get('lobby')).toEqual({ text: 'edited', editing, aside: 'begun\nlost' });
    drafts.save();
  });
});
