/**
 * Whether `If-None-Match` names what the asker would get (RFC 9110, 13.1.2). Express's `request.fresh` says no to requests made
 * with `fetch`, which adds `Cache-Control: no-cache` to every condition of one's own.
 */
export function namesTag(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}
