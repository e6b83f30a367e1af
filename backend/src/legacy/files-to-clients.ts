import type { File } from '@chat-room/protocol';
import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../config/config.js';
import { ChatError } from '../errors/chat-error.js';
import { textFrames } from './codec/content.js';
import { type ClientKind, type Flag, fileFrameHead, largestFile } from './codec/frames.js';
import { ShownFiles } from './pictures/shown-files.js';
import { PublicAddress } from './public-address.js';
import type { Frame } from './transport/outgoing.js';
import { wording } from './wording.js';

/** Files of messages on their way to old clients: streamed when their turn has come, or as a link where they can't be sent. */
@Injectable()
export class FilesToClients {
  private readonly logger = new Logger('Legacy');

  constructor(
    private readonly config: Config,
    private readonly shown: ShownFiles,
    private readonly address: PublicAddress,
  ) {}

  framesOf(file: File, flag: Flag, sender: string, kind: ClientKind): Frame[] {
    const link = () => textFrames(flag, sender, wording.linked(file.name, file.size, this.address.of(file.url)), kind);
    if (file.size > Math.min(this.config.legacy.maxFileBytes, largestFile)) return link();
    return [
      async () => {
        try {
          const { name, size, open } = await this.shown.show(file);
          return { head: fileFrameHead(flag, sender, name, size, kind.long), size, open };
        } catch (error) {
          // Deleted before its turn had come: there is nothing that a link would lead to.
          if (error instanceof ChatError && error.code === 'not_found') return [];
          this.logger.warn(
            `File ${file.id} goes to an old client as a link: ${error instanceof Error ? error.message : error}`,
          );
          return link();
        }
      },
    ];
  }
}
