import type { ChatContext } from './chat-element.js';

/** Whether the server takes anything from the person: where guests only read, they are offered a way to log in instead. */
export const mayWrite = ({ client, config }: ChatContext): boolean =>
  !client.session.user?.guest || config?.guests !== 'read';
