import { describe, expect, it } from '@jest/globals';
import { droppedFiles } from './dropped-files.js';

type Entry = Partial<FileSystemFileEntry & FileSystemDirectoryEntry>;
type Refuse = (error: DOMException) => void;

const refusal = new DOMException('gone', 'NotFoundError');
const file = (name: string): Entry => ({ name, file: (take) => take(new File([name], name)) });
const lostFile = (name: string): Entry => ({ name, file: (_, refuse?: Refuse) => refuse?.(refusal) });

/** Its entries come in parts, as a browser gives them; after these it can perhaps not be read on. */
function folder(name: string, parts: Entry[][], isWhole = true): Entry {
  const left = [...parts];
  const readEntries: FileSystemDirectoryReader['readEntries'] = (take, refuse) => {
    if (left.length === 0 && !isWhole) refuse?.(refusal);
    else take((left.shift() ?? []) as FileSystemEntry[]);
  };
  return { name, isDirectory: true, createReader: () => ({ readEntries }) };
}

const dropped = (...entries: Entry[]) => {
  const items = entries.map((entry) => ({ kind: 'file', webkitGetAsEntry: () => entry, getAsFile: () => null }));
  return droppedFiles({ items } as unknown as DataTransfer);
};

describe('files that are dropped', () => {
  it('are there without those of them, and the folders, that cannot be read', async () => {
    const files = await dropped(
      folder('album', [
        [file('one.txt'), lostFile('two.txt')],
        [folder('inner', [], false), file('three.txt')],
      ]),
      folder('torn', [[file('four.txt')]], false),
      folder('last', [[file('five.txt')]]),
    );
    expect(files.map(({ name }) => name)).toEqual(['one.txt', 'three.txt', 'four.txt', 'five.txt']);
  });
});
