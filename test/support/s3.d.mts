/** Starts an S3 server on a free port; its objects are files in a directory. */
export function startS3(
  directory: string,
  env?: Record<string, string>,
): Promise<{
  /** Of its one bucket, as `CHAT_STORAGE_URL` has it but for the options. */
  url: string;
  stop(): Promise<void>;
}>;
