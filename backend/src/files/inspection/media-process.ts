/**
 * A process of its own that works on one picture or film after the other, for `MediaWorkshop`: what a hostile picture does to a
 * decoder is done here, and what all of them cost is behind the chat in the queue for the processor.
 */
import { type MediaFindings, type MediaJob, workOn } from './media-job.js';

/** What goes back for each job. */
export type MediaAnswer = { readonly findings: MediaFindings | undefined } | { readonly failure: string };

// Told to the whole group of processes; the server lets go of this one when it has finished.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
// Nobody wants what it is at any more, and the server that comes next may be at the same picture.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

process.on('message', async (job: MediaJob) => {
  const answer: MediaAnswer = await workOn(job).then(
    (findings) => ({ findings }),
    (error: unknown) => ({ failure: String(error) }),
  );
  process.send?.(answer);
});
