export function ensurePrograms<Name extends 'chromium' | 'mariadbd' | 'mariadbInstallDb' | 'redisServer'>(
  names: readonly Name[],
): Record<Name, string>;
