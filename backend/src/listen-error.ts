import { type Config, ConfigError } from './config/config.js';

/** One sentence for an address that cannot be listened on; any other error as it is. */
export function describeListenError(error: unknown, { host, port }: Pick<Config, 'host' | 'port'>): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new ConfigError(`Port ${port} on ${host} is in use; set PORT to a free one.`);
    case 'EACCES':
      return new ConfigError(`Port ${port} may not be used by this user; set PORT to one above 1023.`);
    case 'EADDRNOTAVAIL':
      return new ConfigError(`The address ${host} is not one of this machine; check HOST.`);
    default:
      return error;
  }
}
