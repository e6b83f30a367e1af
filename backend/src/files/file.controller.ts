import { fileQuery, thumbnailQuery } from '@chat-room/protocol';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ChatError } from '../errors/chat-error.js';
import { Asker } from './asker.js';
import { asNotFound, FileDelivery } from './delivery/file-delivery.js';
import { dispositionOf } from './delivery/inline-types.js';
import { FileAccess } from './file-access.js';
import type { FileRecord } from './file-record.js';
import type { FileKind } from './file-signatures.js';
import { FileStorage } from './storage/file-storage.js';
import { thumbnailSuffix } from './thumbnails.js';

type AddressQuery = Record<string, unknown>;

/** Bytes for those who may see them: with a token, or by a signed address. Also answers HEAD. */
@Controller('files')
export class FileController {
  constructor(
    private readonly access: FileAccess,
    private readonly asker: Asker,
    private readonly delivery: FileDelivery,
    private readonly storage: FileStorage,
  ) {}

  @Get(':id')
  async file(
    @Param('id') id: string,
    @Query() query: AddressQuery,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const { storageKey, name, type, size } = await this.visible(id, 'file', query, request);
    const isSaved = fileQuery.safeParse(query).data?.download !== undefined;
    const disposition = isSaved ? 'attachment' : dispositionOf(type);
    await this.delivery.send(request, response, { storageKey, name, type, disposition, size, tag: id });
  }

  @Get(':id/thumbnail')
  async thumbnail(
    @Param('id') id: string,
    @Query() query: AddressQuery,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const file = await this.visible(id, 'thumbnail', query, request);
    const { data } = thumbnailQuery.safeParse(query);
    if (!data || !file.thumbnails.includes(data.size)) throw new ChatError('not_found');
    const suffix = thumbnailSuffix(data.size);
    const storageKey = file.storageKey + suffix;
    const size = await this.storage.size(storageKey).catch(asNotFound);
    const picture = { name: `${file.name}.webp`, type: 'image/webp', disposition: 'inline' } as const;
    await this.delivery.send(request, response, { storageKey, ...picture, size, tag: id + suffix });
  }

  private visible(id: string, kind: FileKind, query: AddressQuery, request: Request): Promise<FileRecord> {
    return this.access.visible(id, kind, { query, authenticate: () => this.asker.of(request) });
  }
}
