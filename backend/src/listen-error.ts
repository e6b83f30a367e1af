import { ConfigError } from './config/config.js';

interface ListenError extends NodeJS.ErrnoException {
  address?: string;
  hostname?: string;
  port?: number;
}

/** What to do about an address that cannot be listened on. */
interface Remedies {
  readonly port: string;
  readonly lowPort: string;
  readonly host: string;
}

export const httpRemedies: Remedies = {
  port: 'set PORT to a free one',
  lowPort: 'set PORT to one above 1023',
  host: 'check HOST',
};

export const legacyRemedies: Remedies = {
  port: 'set CHAT_LEGACY_LISTEN, the address for old clients, to a free one or to "off"',
  lowPort: 'set CHAT_LEGACY_LISTEN, the address for old clients, to one above 1023',
  host: 'check CHAT_LEGACY_LISTEN',
};

/** One sentence for an address that cannot be listened on; any other error as it is. */
export function describeListenError(error: unknown, remedies: Remedies): unknown {
  const { code, address, hostname, port } = error as ListenError;
  switch (code) {
    case 'EADDRINUSE':
      return new ConfigError(`Port ${port} on ${address} is in use; ${remedies.port}.`);
    case 'EACCES':
      return new ConfigError(`Port ${port} may not be used by this user; ${remedies.lowPort}.`);
    case 'EADDRNOTAVAIL':
      return new ConfigError(`The address ${address} is not one of this machine; ${remedies.host}.`);
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new ConfigError(`The host ${hostname} cannot be found; ${remedies.host}.`);
    default:
      return error;
  }
}
