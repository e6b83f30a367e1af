// Tests that talk to real processes share the machine with whatever else it does: a file of which one fails is tried
// once more as a whole, with servers and people of its own, and what was said the first time is printed. What fails twice has failed.
import { jest } from '@jest/globals';

jest.retryTimes(1, { entireDescribe: true, logErrorsBeforeRetry: true });
