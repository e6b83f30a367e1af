import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

export interface WebSite {
  /** Its origin: another than the chat server's. */
  readonly url: string;
  close(): Promise<void>;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** Serves what `contentOf` gives for a path such as `/page.html`, with the same headers for everything. */
export async function serveSite(
  contentOf: (path: string) => Promise<string | Buffer>,
  headers: Readonly<Record<string, string>> = {},
): Promise<WebSite> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    contentOf(pathname).then(
      (content) =>
        response.writeHead(200, { ...headers, 'content-type': types[extname(pathname)] ?? 'text/plain' }).end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** The files of a folder, for `serveSite`. */
export function filesOf(directory: string): (path: string) => Promise<Buffer> {
  return (path) => readFile(join(directory, path));
}
