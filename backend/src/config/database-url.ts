/** Whether a database can be told from it: `mysql://user:pass@host:3306/name`, `mariadb://…`, or `sqlite:path`. */
export function isDatabaseUrl(value: string): boolean {
  if (value.startsWith('sqlite:')) return value.length > 'sqlite:'.length;
  if (!/^(mysql|mariadb):\/\//.test(value) || !URL.canParse(value)) return false;
  const { hostname, username, password, pathname } = new URL(value);
  return hostname !== '' && pathname.length > 1 && [username, password, pathname].every(isDecodable);
}

function isDecodable(part: string): boolean {
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}
