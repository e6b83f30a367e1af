import { Injectable } from '@nestjs/common';
import { AuthService } from '../../auth/auth.service.js';
import { ChatError } from '../../errors/chat-error.js';
import { UsersService } from '../../users/users.service.js';
import { groupTarget } from '../codec/targets.js';
import type { OldAccount } from './old-accounts.js';

/** What nothing here could work with: quotes and backslashes (LEGACY quirk 9), control characters, colons, blanks at the ends. */
const name = /^(?!\s)[^\p{C}\p{Zl}\p{Zp}'"`\\:<>]{1,32}(?<!\s)$/u;

export type Outcome =
  | { readonly kind: 'imported' | 'present' }
  | { readonly kind: 'imported-without-picture' | 'skipped'; readonly why: string };

/** Takes accounts of an original in: their names and passwords however short, their passwords hashed. */
@Injectable()
export class Importer {
  constructor(
    private readonly auth: AuthService,
    private readonly users: UsersService,
  ) {}

  /** Done twice, it changes nothing the second time. Never touches an account that is there. */
  async import({ name: username, password, picture }: OldAccount): Promise<Outcome> {
    if (!name.test(username) || username === groupTarget) return skipped('its name cannot be used here');
    if (password === '') return skipped('it has no password');
    if (await this.users.findByUsername(username)) return this.meet(username, password);
    try {
      const { id } = await this.auth.importAccount(username, password);
      return await this.withPicture(id, picture);
    } catch (error) {
      if (error instanceof ChatError) return skipped(error.message);
      throw error;
    }
  }

  /** The account may be the one that was taken in before, or somebody else's who was first to take the name. */
  private async meet(username: string, password: string): Promise<Outcome> {
    const isSame = await this.auth.hasPassword(username, password);
    return isSame ? { kind: 'present' } : skipped('somebody here has this name already, with another password');
  }

  private async withPicture(userId: string, picture: Buffer | null): Promise<Outcome> {
    if (!picture || picture.length === 0) return { kind: 'imported-without-picture', why: 'it had none' };
    try {
      await this.users.setAvatar(userId, picture);
      return { kind: 'imported' };
    } catch (error) {
      if (error instanceof ChatError) return { kind: 'imported-without-picture', why: error.message };
      throw error;
    }
  }
}

function skipped(why: string): Outcome {
  return { kind: 'skipped', why };
}
