import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { namesToShorten, partsOfWidget } from '../../widget/scripts/names-to-shorten.js';

describe('names that are shortened in the built widget', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'names-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const shortened = async (source: string): Promise<string[]> => {
    const file = join(folder, 'source.ts');
    await writeFile(file, source);
    return [...(await namesToShorten([file])).members.keys()].sort();
  };

  it('are those of members that classes alone have', async () => {
    const names = await shortened(`class Boat {
      sails = 2;
      constructor(private readonly oars: number) {}
      reef() { return this.oars + this.sails; }
    }`);
    expect(names).toEqual(['oars', 'reef', 'sails']);
  });

  it.each([
    ['the key of an object, which may be stored or sent', 'const held = { sails: 2 };'],
    ['what is set on an object', 'held.sails = 2;'],
    ['a word of a text', "const key = 'sails';"],
    ['a word of a template', 'html`<boat-view .sails=2></boat-view>`;'],
    ['what a module exports', 'export function sails() {}'],
    ['another name for what a module exports', 'const canvas = 1; export { canvas as sails };'],
  ])('are not those of %s', async (_, other) => {
    expect(await shortened(`class Boat { sails = 2; oars = 1 }\n${other}`)).toEqual(['oars']);
  });

  it('are none of browsers, of the contract, or that Lit promises', async () => {
    const names = await shortened('class Boat { scrollTop = 1; requestUpdate() {} displayName = 2; oars = 3 }');
    expect(names).toEqual(['oars']);
  });

  it('are none by which a page may call <chat-room>', async () => {
    expect(await shortened('class ChatRoom { moor() {} private reef() {} }')).toEqual(['reef']);
  });

  it('are not put together from parts, which nobody could follow', async () => {
    await expect(shortened('boat[`' + '$' + '{what}Sails`]();')).rejects.toThrow('put together');
  });

  it('are many, and none of what the docs promise', async () => {
    const { members } = await namesToShorten(await partsOfWidget());
    const promised =
      'room server token mode theme lang guest imageMaxSize send open close logout openConversation updateComplete observedAttributes'.split(
        ' ',
      );
    expect(promised.filter((name) => members.has(name))).toEqual([]);
    expect(members.size).toBeGreaterThan(100);
  });
});
