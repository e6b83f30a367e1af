/** A port on loopback that nobody listens on, and that nobody else in this run is given: it may be a while until its server listens. */
export function freePort(): Promise<number>;
