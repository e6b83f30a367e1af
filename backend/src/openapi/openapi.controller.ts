import { readFileSync } from 'node:fs';
import { Controller, Get, Header, Res } from '@nestjs/common';
import type { Response } from 'express';
import { openApiDocument } from './document.js';
import { docsPage } from './page/page.js';

const document = openApiDocument();
const page = docsPage();
const style = readFileSync(new URL('../../public/api-docs.css', import.meta.url), 'utf8');

const pagePolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** What the HTTP interface is, for machines and for people. */
@Controller()
export class OpenApiController {
  @Get('openapi.json')
  @Header('Cache-Control', 'public, max-age=300')
  forMachines(): object {
    return document;
  }

  @Get('/api/docs')
  forPeople(@Res() response: Response): void {
    response
      .set({ 'Content-Security-Policy': pagePolicy, 'Cache-Control': 'public, max-age=300' })
      .type('html')
      .send(page);
  }

  @Get('/api/docs/style.css')
  style(@Res() response: Response): void {
    response.set('Cache-Control', 'public, max-age=300').type('css').send(style);
  }
}
