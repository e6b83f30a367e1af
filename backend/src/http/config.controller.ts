import { limits, type ServerConfig } from '@chat-room/protocol';
import { Controller, Get } from '@nestjs/common';
import { Config } from '../config/config.js';
import { version } from './version.js';

@Controller('config')
export class ConfigController {
  constructor(private readonly config: Config) {}

  /** What a client must know before anyone signs in. */
  @Get()
  show(): ServerConfig {
    return {
      version,
      maxMessageChars: this.config.maxMessageChars,
      maxFileBytes: this.config.maxFileBytes,
      filesPerMessage: limits.filesPerMessage,
      fileTypes: [...this.config.fileTypes],
      registration: this.config.registration,
      guests: this.config.guests,
      hostSignIn: this.config.hostSecret !== undefined,
      roomCreation: this.config.roomCreation,
    };
  }
}
