import { Injectable } from '@nestjs/common';
import { Sequelize } from 'sequelize-typescript';
import { Readiness } from './readiness.js';

/** Nothing works without the database. */
@Injectable()
export class DatabaseCheck {
  constructor(readiness: Readiness, sequelize: Sequelize) {
    readiness.addCheck('database', () => sequelize.authenticate());
  }
}
