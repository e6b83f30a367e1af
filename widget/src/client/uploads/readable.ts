/** Whether the bytes of a file can still be had: folders have none, and a file may be changed or taken away after it was chosen. */
export function isReadable(file: Blob): Promise<boolean> {
  return file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
}
