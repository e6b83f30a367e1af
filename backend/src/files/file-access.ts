import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/sequelize';
import { mayBeId } from '../database/random-id.js';
import { ChatError } from '../errors/chat-error.js';
import { RoomsService } from '../rooms/rooms.service.js';
import { FileModel } from './file.model.js';
import { type FileRecord, fileRecord } from './file-record.js';
import { type FileKind, FileSignatures } from './file-signatures.js';

/** What somebody shows to be let at a file: a signed address, or who he is. */
export interface Credentials {
  readonly query: { e?: unknown; s?: unknown };
  /** Asked only where the signature does not do. Throws `unauthorized`. */
  authenticate(): Promise<{ id: string }>;
}

/** Answers who may see a file: its uploader, and who may read the room of the message that carries it. */
@Injectable()
export class FileAccess {
  constructor(
    @InjectModel(FileModel) private readonly files: typeof FileModel,
    private readonly signatures: FileSignatures,
    private readonly rooms: RoomsService,
  ) {}

  /** Throws `unauthorized`, or `not_found` for what is not there and for what is none of the asker's business alike. */
  async visible(id: string, kind: FileKind, credentials: Credentials): Promise<FileRecord> {
    const isSigned = this.signatures.isValid(id, kind, credentials.query);
    const asker = isSigned ? undefined : await credentials.authenticate();
    const row = mayBeId(id) && (await this.files.findByPk(id));
    if (!row) throw new ChatError('not_found');
    const file = fileRecord(row);
    if (asker && !(await this.maySee(asker.id, file))) throw new ChatError('not_found');
    return file;
  }

  private async maySee(userId: string, file: FileRecord): Promise<boolean> {
    if (file.uploaderId === userId) return true;
    return file.place !== undefined && (await this.rooms.mayRead(userId, file.place.roomId));
  }
}
