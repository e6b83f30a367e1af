// Tests that talk to real processes share the machine with whatever else it does: one that fails is tried once more, and what it
// said the first time is printed. What fails twice has failed.
import { jest } from '@jest/globals';

jest.retryTimes(1, { logErrorsBeforeRetry: true });
