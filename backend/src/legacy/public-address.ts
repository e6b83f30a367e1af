import { type AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Config } from '../config/config.js';

/** Where people who hold an old client reach this server with a browser. */
@Injectable()
export class PublicAddress {
  constructor(
    private readonly config: Config,
    private readonly http: HttpAdapterHost,
  ) {}

  /** Absolute. Without `CHAT_PUBLIC_URL` it is where the server listens. */
  of(path: string): string {
    return `${this.config.publicUrl ?? this.listening()}${path}`;
  }

  private listening(): string {
    const { port } = this.http.httpAdapter.getHttpServer().address() as AddressInfo;
    const { host } = this.config;
    const isAny = host === '0.0.0.0' || host === '::';
    return `http://${isAny ? hostname() : host.includes(':') ? `[${host}]` : host}:${port}`;
  }
}
