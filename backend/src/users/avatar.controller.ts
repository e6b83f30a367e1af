import { createHash } from 'node:crypto';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { namesTag } from '../http/if-none-match.js';
import { UsersService } from './users.service.js';

@Controller('users')
export class AvatarController {
  constructor(private readonly users: UsersService) {}

  @Get(':id/avatar')
  async avatar(
    @Param('id') id: string,
    @Query('v') asked: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const { image, version } = await this.users.avatarOf(id);
    const etag = `"${createHash('sha256').update(image).digest('base64url').slice(0, 22)}"`;
    response.set({
      'Content-Type': 'image/png',
      // The address changes with the picture; without its version it is asked for again.
      'Cache-Control': asked === String(version) ? 'public, max-age=31536000, immutable' : 'public, max-age=60',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      ETag: etag,
    });
    if (namesTag(request.get('if-none-match'), etag)) response.status(304).end();
    else response.end(image);
  }
}
