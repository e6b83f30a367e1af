/** Whom a client talks to when it talks to everybody. */
export const groupTarget = '【群聊】';

/** Whom it talks to when nobody is chosen: what is sent there is ignored. */
export const noTarget = ' ';
