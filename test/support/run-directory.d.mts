import type { ChildProcess } from 'node:child_process';

/** Remembers a process that must not outlive the run. */
export function noteProcess(child: ChildProcess): void;
