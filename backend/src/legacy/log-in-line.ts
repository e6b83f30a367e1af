import { Injectable } from '@nestjs/common';
import { Turns } from '../turns/turns.js';

/** Enough to keep the password hasher busy, and few enough that somebody who signs in on the web hardly waits behind them. */
const atOnce = 4;
/** Each is a connection of which nothing more is read; the last one waits about two minutes. */
const mostWaiting = 5000;

/**
 * Where old clients wait for their log-ins and registrations to be looked at. A whole class that starts its programs at once gets in
 * one after the other: the original knows no answer for "later".
 */
@Injectable()
export class LogInLine extends Turns {
  constructor() {
    super(atOnce, mostWaiting);
  }
}
