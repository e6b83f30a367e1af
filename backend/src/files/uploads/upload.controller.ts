import type { User } from '@chat-room/protocol';
import { Controller, Delete, Head, HttpCode, Next, Param, Patch, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import type { Actor } from '../../auth/actor.js';
import { AuthGuard, CurrentActor } from '../../auth/auth.guard.js';
import { ChatError } from '../../errors/chat-error.js';
import { Asker } from '../asker.js';
import { claimedDescription, claimedType } from '../file-description.js';
import { assertTus, TusGuard } from './tus.guard.js';
import { announcedLength, numberIn, tusBody, uploadMetadata } from './tus-headers.js';
import { type UploadState, UploadsService } from './uploads.service.js';

/**
 * Resumable uploads: tus 1.0 with the extensions `creation`, `creation-with-upload`, `termination` and `expiration`. The id of a
 * finished upload is the file's.
 */
@Controller('files')
export class UploadController {
  constructor(
    private readonly uploads: UploadsService,
    private readonly asker: Asker,
  ) {}

  @Post()
  @HttpCode(201)
  @UseGuards(TusGuard, AuthGuard)
  async create(
    @CurrentActor() { user }: Actor,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    if (request.get('upload-defer-length') !== undefined || request.get('upload-concat') !== undefined) {
      throw new ChatError('invalid', { message: 'Uploads say how long they are, and come in one piece.' });
    }
    const metadata = uploadMetadata(request);
    const begun = await this.uploads.begin(user, {
      name: metadata.get('filename') ?? '',
      size: numberIn(request, 'Upload-Length'),
      ...claimedType(metadata),
      description: claimedDescription(metadata),
    });
    response.location(`/api/v1/files/${begun.id}`);
    const state = request.is(tusBody) ? await this.receive(user, begun.id, 0, request) : begun;
    response.set(progressOf(state));
  }

  @Head(':id')
  async progress(
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
    @Next() next: NextFunction,
  ) {
    // Somebody asks about a file, not about an upload.
    if (request.get('tus-resumable') === undefined) return next();
    assertTus(request, response);
    const state = await this.uploads.state(await this.asker.of(request), id);
    response
      .set(progressOf(state))
      .set({
        'Upload-Length': String(state.size),
        'Upload-Metadata': `filename ${Buffer.from(state.name).toString('base64')}`,
      })
      .end();
  }

  @Patch(':id')
  @HttpCode(204)
  @UseGuards(TusGuard, AuthGuard)
  async append(
    @CurrentActor() { user }: Actor,
    @Param('id') id: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    if (!request.is(tusBody)) throw new ChatError('unsupported_type', { message: `The body must be ${tusBody}.` });
    response.set(progressOf(await this.receive(user, id, numberIn(request, 'Upload-Offset'), request)));
  }

  @Delete(':id')
  @HttpCode(204)
  @UseGuards(TusGuard, AuthGuard)
  cancel(@CurrentActor() { user }: Actor, @Param('id') id: string): Promise<void> {
    return this.uploads.cancel(user, id);
  }

  private async receive(user: User, id: string, offset: number, request: Request): Promise<UploadState> {
    try {
      return await this.uploads.append(user, id, offset, request, announcedLength(request));
    } catch (error) {
      // The line broke: nobody reads the answer, and what has arrived is kept.
      if (request.readableAborted && !(error instanceof ChatError)) throw new ChatError('unavailable');
      throw error;
    }
  }
}

function progressOf({ received, expiresAt }: UploadState): Record<string, string> {
  return { 'Upload-Offset': String(received), ...(expiresAt && { 'Upload-Expires': expiresAt.toUTCString() }) };
}
