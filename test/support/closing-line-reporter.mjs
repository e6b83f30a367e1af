/** Ends the run with `N passed, N failed` on a line of its own, for whoever reads only the last line. */
export default class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `${results.numPassedTests} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
    // After the default reporter's own summary, which is written when the process ends its turn.
    process.on('exit', () => process.stdout.write(`${line}\n`));
  }
}
