import { limits } from '@chat-room/protocol/limits';

/** Files that are looked for in folders: one more than a message carries, so that it is said when there are too many. */
const most = limits.filesPerMessage + 1;

/** What was dropped; of a folder, which itself has no bytes that could be sent, the files in it. What cannot be read is left out. */
export async function droppedFiles({ items }: DataTransfer): Promise<File[]> {
  // Neither can be had any more once the event is over.
  const dropped = [...items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const files: File[] = [];
  for (const { entry, file } of dropped) {
    if (entry?.isDirectory) await collect(entry as FileSystemDirectoryEntry, files);
    else if (file) files.push(file);
  }
  return files;
}

async function collect(folder: FileSystemDirectoryEntry, files: File[]): Promise<void> {
  const reader = folder.createReader();
  const read = () => new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
  // They come in parts; an empty one is the last.
  for (let entries = await read(); entries.length > 0; entries = await read()) {
    for (const entry of entries) {
      if (files.length >= most) return;
      // Hidden: what systems note about the folder.
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory) await collect(entry as FileSystemDirectoryEntry, files);
      else files.push(...(await fileOf(entry as FileSystemFileEntry)));
    }
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File[]> {
  return new Promise((resolve) =>
    entry.file(
      (file) => resolve([file]),
      () => resolve([]),
    ),
  );
}
