/** Whether a media type is among those that are accepted: `*` for all, `image/*` for a family, `application/pdf` for one. */
export function isAcceptedType(type: string, accepted: readonly string[]): boolean {
  const family = type.slice(0, type.indexOf('/') + 1);
  return accepted.some((pattern) => pattern === '*' || pattern === type || (family && pattern === `${family}*`));
}
