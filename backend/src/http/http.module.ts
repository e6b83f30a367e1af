import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ConfigController } from './config.controller.js';
import { ProblemFilter } from './problem.filter.js';

@Module({ controllers: [ConfigController], providers: [{ provide: APP_FILTER, useClass: ProblemFilter }] })
export class HttpModule {}
