import { limits, type Register, register, type User } from '@chat-room/protocol';
import { Injectable, Logger } from '@nestjs/common';
import { AuthService } from '../auth/auth.service.js';
import { ChatError } from '../errors/chat-error.js';
import { parse } from '../errors/parse.js';
import { UsersService } from '../users/users.service.js';
import { DropFolder } from './drop-folder.js';
import { LogInLine } from './log-in-line.js';

/** New accounts of old clients. They come with the path of a picture on the client's own machine. */
@Injectable()
export class Registration {
  private readonly logger = new Logger('Legacy');

  constructor(
    private readonly auth: AuthService,
    private readonly line: LogInLine,
    private readonly users: UsersService,
    private readonly dropFolder: DropFolder,
  ) {}

  /** Throws what the services do. Without the picture, where it can't be had, the account has the default one. */
  async register(input: Register, avatarPath: string, address: string): Promise<void> {
    const account = parse(register, input);
    const user = await this.line.run(() => this.auth.createAccount(account, { address }));
    try {
      await this.setAvatar(user, avatarPath);
    } catch (error) {
      this.logger.warn(`${user.username} has the default picture: ${error instanceof Error ? error.message : error}`);
    }
  }

  private async setAvatar(user: User, path: string): Promise<void> {
    const file = await this.dropFolder.find(path);
    if (!file) return;
    try {
      if (file.size > limits.avatarUploadBytes) throw new ChatError('too_large');
      const picture = Buffer.alloc(file.size);
      await file.handle.read(picture, 0, file.size, 0);
      await this.users.setAvatar(user.id, picture);
    } finally {
      await file.handle.close();
    }
  }
}
